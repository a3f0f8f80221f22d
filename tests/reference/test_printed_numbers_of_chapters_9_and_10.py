"""The numbers that exercises 46 to 54 print, each recomputed."""

import numpy as np
import pytest

from grader.reference.images import convolution, pooling
from grader.reference.sequences import attention, embedding, language_model, recurrent, transformer


def close(got, expected, digits=10):
    np.testing.assert_allclose(got, expected, rtol=0, atol=0.51 * 10.0**-digits)


@pytest.mark.parametrize(
    "n, k, stride, pad, expected", [(7, 3, 1, 0, 5), (7, 3, 1, 1, 7), (28, 5, 2, 2, 14), (12, 4, 3, 1, 4)]
)
def test_46_sizes(n, k, stride, pad, expected):
    assert convolution.output_size(n, k, stride, pad) == expected


def test_46_parameters():
    assert convolution.conv_parameters(1, 8, 3, 3) == 80
    assert convolution.conv_parameters(3, 16, 5, 4) == 976


def test_53_places():
    close(transformer.positional(3, 4)[2], [0.9092974268, -0.4161468365, 0.0199986667, 0.9998000067])


def test_53_a_later_place_changes_no_earlier_one(rng):
    D, hidden = 6, 5
    shapes = {**dict.fromkeys(("Wq", "Wk", "Wv", "Wo"), (D, D)), "W1": (D, hidden), "b1": hidden, "W2": (hidden, D)}
    p = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    p |= {"b2": rng.normal(size=D), "g1": np.ones(D), "g2": np.ones(D)}
    x = rng.normal(size=(4, D))
    moved = x + np.array([0, 0, 1, 0])[:, None] * rng.normal(size=D)
    for function in (transformer.multi_head, transformer.block):
        before, after = function(x, p, 2), function(moved, p, 2)
        np.testing.assert_array_equal(after[:2], before[:2])
        assert np.all(after[2:] != before[2:])


def test_54_perplexities():
    close(language_model.perplexity(2.0), 7.3890560989)
    close(language_model.perplexity(np.log(50)), 50)
    loss, _ = language_model.token_loss(np.zeros((2, 3, 50)), np.array([[3, 1, 0], [7, 9, 4]]), 0)
    close(language_model.perplexity(loss), 50)


def test_46_the_worked_example():
    x, w = np.array([[[[1, 2, 0], [0, 1, 3], [2, 0, 1]]]]), np.array([[[[1, -1], [0, 2]]]])
    close(convolution.conv_forward(x, w, [0.5], 1, 0)[0, 0], [[1.5, 8.5], [-0.5, 0.5]])
    close(convolution.conv_forward(x, w, [0.5], 2, 1)[0, 0], [[2.5, 0.5], [4.5, 0.5]])


def test_47_the_worked_example():
    x, w = np.array([[[[1, 2, 3]]]]), np.array([[[[10, -1]]]])
    close(convolution.conv_forward(x, w, [0], 1, 0)[0, 0], [[8, 17]])
    dx, dw, db = convolution.conv_backward([[[[1, 5]]]], (x, w, [0], 1, 0))
    close(dx.ravel(), [10, 49, -5])
    close(dw.ravel(), [11, 17])
    close(db, [6])


def test_48_the_worked_example():
    x = np.array([[[[3, 1, 4], [-1, 9, 5]]]])
    close(pooling.max_pool(x, 2, 1)[0, 0], [[9, 9]])
    dout = [[[[10, 1]]]]
    close(pooling.max_pool_backward(dout, (x, 2, 1))[0, 0], [[0, 0, 0], [0, 11, 0]])
    close(pooling.avg_pool_backward(dout, x.shape, 2, 1)[0, 0], [[2.5, 2.75, 0.25]] * 2)


def test_49_the_worked_example():
    ids, table, dout = [[1, 3, 1]], [[0, 0], [1, 2], [3, 4], [5, 6]], [[[1, 2], [3, 4], [5, 6]]]
    close(embedding.embedding_forward(ids, table), [[[1, 2], [5, 6], [1, 2]]])
    close(embedding.embedding_backward(dout, ids, 4), [[0, 0], [6, 8], [0, 0], [3, 4]])
    close(embedding.embedding_backward(dout, ids, 4, pad=1), [[0, 0], [0, 0], [0, 0], [3, 4]])


def test_50_the_worked_example():
    x, h0, p = [[[0.5]], [[1]]], [[0.25]], {"Wx": [[1]], "Wh": [[-2]], "b": [0.5]}
    h = recurrent.rnn_forward(x, h0, p)
    close(h.ravel(), [0.462117, 0.519581], 6)
    close([np.arctanh(h[1, 0, 0]), 1 - 0.519581**2, -2 * 0.730036], [0.575766, 0.730036, -1.460072], 5)
    grads = recurrent.rnn_backward([[[0]], [[1]]], (x, h0, h, p))
    close(grads["dx"].ravel(), [-1.148270, 0.730036], 6)
    close([grads[name].item() for name in ("dh0", "Wx", "Wh", "b")], [2.296539, 0.155901, 0.050295, -0.418234], 6)


def test_51_the_worked_example():
    p = {"W": [[0, 1, -1, 0.5], [0, 0, 0, 0]], "b": np.zeros(4)}
    h2, c2, cache = recurrent.lstm_step([[1]], [[0]], [[2]], p)
    close([gate.item() for gate in cache[2:6]], [0.5, 0.731059, 0.268941, 0.462117], 6)
    close([c2.item(), h2.item()], [1.693176, 0.251339], 6)
    grads = recurrent.lstm_step_backward([[1]], [[0.5]], cache)
    close([grads[name].item() for name in ("dx", "dh", "dc")], [0.131259, 0, 0.390423], 6)
    close(grads["b"], [0.061699, 0.210002, 0.183744, 0.210002], 6)
    close(grads["W"], [grads["b"], np.zeros(4)])


def test_52_the_worked_example():
    Q, K = [[2, 0, 0, 0], [0, 0, 2, 0]], [[1, 0, 0, 0], [0, 0, 1, 0], [0, 1, 0, 0]]
    out, A = attention.attention(Q, K, [[6], [0], [3]], [[True, True, True], [True, False, True]])
    close(A, [[0.576117, 0.211942, 0.211942], [0.5, 0, 0.5]], 6)
    close(out, [[4.092526], [4.5]], 6)


def test_53_the_worked_example(rng):
    close(transformer.positional(2, 4), [[0, 1, 0, 1], [0.841471, 0.540302, 0.010000, 0.999950]], 6)
    close(transformer.split_heads([[0, 1, 2, 3], [4, 5, 6, 7]], 2), [[[0, 1], [4, 5]], [[2, 3], [6, 7]]])
    close(transformer.normalise_rows(np.array([[1.0, 3.0]]), [1, 2]), [[-0.999995, 1.999990]], 6)
    x, p = rng.normal(size=(3, 6)), {name: rng.normal(size=(6, 6)) for name in ("Wq", "Wk", "Wv", "Wo")}
    for h in (1, 2, 3):
        close(transformer.multi_head(x, p, h)[0], x[0] @ p["Wv"] @ p["Wo"])


def test_54_the_worked_example():
    assert [part.tolist() for part in language_model.shift([[4, 1, 2, 0]])] == [[[4, 1, 2]], [[1, 2, 0]]]
    z, y = [[[1, 0, -1], [0, 2, 0]], [[0, 0, 0], [3, 1, 1]]], [[2, 1], [1, 0]]
    loss, dz = language_model.token_loss(z, y, 0)
    close(
        [loss, (2.407606 + 0.239545 + 1.098612) / 3, language_model.perplexity(loss)], [1.248588, 1.248588, 3.485417], 6
    )
    close(dz[0], [[0.221747, 0.081576, -0.303323], [0.035502, -0.071005, 0.035502]], 6)
    close(dz[1], [[0.111111, -0.222222, 0.111111], [0, 0, 0]], 6)
    close(language_model.next_probabilities([1, 3, 2, 0], 2, 2), [0, 0.622459, 0.377541, 0], 6)
    close(language_model.next_probabilities([1, 3, 2, 0], 0.5, 2), [0, 0.880797, 0.119203, 0], 6)
