"""The numbers that exercises 46 to 54 print, each recomputed."""

import numpy as np
import pytest

from grader.reference.images import convolution
from grader.reference.sequences import language_model, transformer


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
