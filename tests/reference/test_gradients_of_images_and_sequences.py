"""Every gradient of the layers for images and sequences against central differences of its forward formula."""

import numpy as np
import pytest

from grader.reference.images import convolution, pooling
from grader.reference.sequences import attention, embedding, language_model, recurrent


@pytest.mark.parametrize(
    "x_shape, w_shape, stride, pad",
    [((2, 1, 4, 4), (1, 1, 2, 3), 1, 0), ((2, 3, 5, 6), (2, 3, 3, 3), 2, 1), ((1, 2, 5, 4), (2, 2, 2, 2), 2, 0)],
)
def test_a_convolution_by_image_kernel_and_bias(x_shape, w_shape, stride, pad, rng, check_gradient):
    x, w, b = rng.normal(size=x_shape), rng.normal(size=w_shape), rng.normal(size=w_shape[0])
    dout = rng.normal(size=convolution.conv_forward(x, w, b, stride, pad).shape)

    def weighted(x=x, w=w, b=b):
        return (dout * convolution.conv_forward(x, w, b, stride, pad)).sum()

    dx, dw, db = convolution.conv_backward(dout, (x, w, b, stride, pad))
    check_gradient(lambda x: weighted(x=x), x, dx)
    check_gradient(lambda w: weighted(w=w), w, dw)
    check_gradient(lambda b: weighted(b=b), b, db)


def test_the_middle_of_a_kernel_returns_the_image_and_a_kernel_is_not_turned_round(rng):
    x, middle, corner = rng.normal(size=(2, 1, 4, 5)), np.zeros((1, 1, 3, 3)), np.zeros((1, 1, 3, 3))
    middle[0, 0, 1, 1] = corner[0, 0, 0, 0] = 1
    np.testing.assert_array_equal(convolution.conv_forward(x, middle, [0.0], 1, 1), x)
    np.testing.assert_array_equal(convolution.conv_forward(x, corner, [0.0], 1, 0), x[:, :, :2, :3])


@pytest.mark.parametrize("shape, size, stride", [((2, 2, 4, 6), 2, 2), ((1, 2, 5, 7), 3, 2), ((1, 1, 5, 4), 2, 3)])
def test_pooling_by_the_image(shape, size, stride, rng, check_gradient):
    x = 0.11 * rng.permutation(np.arange(float(np.prod(shape)))).reshape(shape)
    dout = rng.normal(size=pooling.max_pool(x, size, stride).shape)
    dmax, dmean = (
        pooling.max_pool_backward(dout, (x, size, stride)),
        pooling.avg_pool_backward(dout, shape, size, stride),
    )
    check_gradient(lambda x: (dout * pooling.max_pool(x, size, stride)).sum(), x, dmax)
    check_gradient(lambda x: (dout * pooling.avg_pool(x, size, stride)).sum(), x, dmean)


def test_the_table_of_an_embedding(rng, check_gradient):
    ids, table, dout = np.array([[1, 4, 1, 0], [4, 4, 2, 1]]), rng.normal(size=(6, 3)), rng.normal(size=(2, 4, 3))
    got = embedding.embedding_backward(dout, ids, 6)
    check_gradient(lambda table: (dout * embedding.embedding_forward(ids, table)).sum(), table, got)
    np.testing.assert_allclose(embedding.embedding_forward(ids, table), np.eye(6)[ids] @ table)


def test_the_row_of_the_filler_gets_nothing_and_only_that_row(rng):
    ids, dout = np.array([[2, 0, 2], [1, 2, 3]]), rng.normal(size=(2, 3, 4))
    without, with_filler = (embedding.embedding_backward(dout, ids, 5, pad) for pad in (None, 2))
    assert np.all(with_filler[2] == 0) and np.any(without[2] != 0)
    np.testing.assert_array_equal(np.delete(with_filler, 2, 0), np.delete(without, 2, 0))


@pytest.mark.parametrize("T, N, D, H", [(4, 2, 3, 5), (3, 1, 2, 4), (1, 2, 3, 2)])
def test_a_recurrent_layer_by_every_input(T, N, D, H, rng, check_gradient):
    at = {"x": rng.normal(size=(T, N, D)), "h0": rng.normal(size=(N, H))}
    at |= {"Wx": rng.normal(size=(D, H)), "Wh": 0.7 * rng.normal(size=(H, H)), "b": rng.normal(size=H)}
    dh = rng.normal(size=(T, N, H))

    def states(**moved):
        values = at | moved
        return recurrent.rnn_forward(values["x"], values["h0"], values)

    grads = recurrent.rnn_backward(dh, (at["x"], at["h0"], states(), at))
    for name, grad in grads.items():
        place = name.removeprefix("d")
        check_gradient(lambda value, place=place: (dh * states(**{place: value})).sum(), at[place], grad)


@pytest.mark.parametrize("N, D, H", [(2, 3, 4), (3, 2, 2), (1, 1, 2)])
def test_a_step_of_an_lstm_by_every_input(N, D, H, rng, check_gradient):
    at = {name: rng.normal(size=(N, n)) for name, n in (("x", D), ("h", H), ("c", H))}
    at |= {"W": 0.7 * rng.normal(size=(D + H, 4 * H)), "b": rng.normal(size=4 * H)}
    dh2, dc2 = rng.normal(size=(2, N, H))

    def weighted(**moved):
        values = at | moved
        h2, c2, _ = recurrent.lstm_step(values["x"], values["h"], values["c"], values)
        return (dh2 * h2).sum() + (dc2 * c2).sum()

    *_, cache = recurrent.lstm_step(at["x"], at["h"], at["c"], at)
    for name, grad in recurrent.lstm_step_backward(dh2, dc2, cache).items():
        place = name.removeprefix("d")
        check_gradient(lambda value, place=place: weighted(**{place: value}), at[place], grad)


@pytest.mark.parametrize("T, S, d, dv, masked", [(3, 5, 4, 2, False), (4, 4, 3, 5, True)])
def test_attention_by_queries_keys_and_values(T, S, d, dv, masked, rng, check_gradient):
    at = {"Q": rng.normal(size=(T, d)), "K": rng.normal(size=(S, d)), "V": rng.normal(size=(S, dv))}
    mask = np.tri(T, S, dtype=bool) if masked else np.ones((T, S), dtype=bool)
    dout = rng.normal(size=(T, dv))
    _, A = attention.attention(**at, mask=mask)
    np.testing.assert_allclose(A.sum(axis=1), 1)
    for name, grad in zip("QKV", attention.attention_backward(dout, (*at.values(), A)), strict=True):
        check_gradient(
            lambda value, name=name: (dout * attention.attention(**(at | {name: value}), mask=mask)[0]).sum(),
            at[name],
            grad,
        )


@pytest.mark.parametrize("pad", [0, 2])
def test_the_loss_of_a_language_model_by_its_scores(pad, rng, check_gradient):
    z, y = rng.normal(size=(3, 3, 5)), np.array([[2, 0, 0], [1, 3, 2], [4, 1, 0]])
    loss, dz = language_model.token_loss(z, y, pad)
    check_gradient(lambda z: language_model.token_loss(z, y, pad)[0], z, dz)
    np.testing.assert_allclose(dz.sum(axis=2), 0, atol=1e-15)
    assert np.all(dz[y == pad] == 0)
    assert loss == pytest.approx(-np.mean((z - np.log(np.exp(z).sum(axis=2, keepdims=True)))[y != pad, y[y != pad]]))
