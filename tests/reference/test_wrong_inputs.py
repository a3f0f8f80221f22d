"""Inputs that have no answer raise, and say what they got and what they need."""

import numpy as np
import pytest

from grader.reference import data, decisions, losses, scalar


@pytest.mark.parametrize("loss", [losses.mae_loss, losses.mse_loss, losses.cost])
def test_a_column_against_a_vector_raises(loss):
    with pytest.raises(ValueError, match=r"got \(5, 1\) and \(5,\)"):
        loss(np.ones((5, 1)), np.ones(5))


@pytest.mark.parametrize("label", [-1, 3])
@pytest.mark.parametrize("function", [losses.nll_loss, losses.softmax_loss])
def test_a_label_that_is_no_class_raises(function, label):
    with pytest.raises(ValueError, match=rf"labels must lie in 0\.\.2, got {label}"):
        function(np.zeros((2, 3)), [0, label])


def test_one_hot_of_a_label_that_is_no_class_raises():
    with pytest.raises(ValueError, match=r"labels must lie in 0\.\.2, got 3"):
        losses.one_hot([0, 3], 3)


def test_an_unknown_kind_of_decision_raises():
    with pytest.raises(ValueError, match="got 'ranking'"):
        decisions.decide([0.5, -2], "ranking")


@pytest.mark.parametrize("x", [[2, 2, 2], [0.1, 0.1, 0.1], [4.0]])
def test_a_line_through_points_above_each_other_raises(x):
    with pytest.raises(ValueError, match="all x are equal"):
        scalar.fit_line(x, np.arange(len(x)))


@pytest.mark.parametrize("column", ["ChestPain", "Thal"])
def test_an_unknown_category_raises(column):
    with pytest.raises(ValueError, match=f"{column} must be one of .* got 'unknown'"):
        data.encode_heart([data.HEART_ROWS[3], {**data.HEART_ROWS[0], column: "unknown"}])
