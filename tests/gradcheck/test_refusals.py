"""What cannot be checked is refused in words: what was found, where, and what to do next."""

import numpy as np
import pytest

from grader.gradcheck import GradcheckError, check, check_batched, covering, slope


def square(x):
    return x * x


def square_backward(upstream, x):
    return 2 * upstream * x


def refusal(forward=square, backward=square_backward, x=(1.0, 2.0), **options):
    with pytest.raises(GradcheckError) as caught:
        check(forward, backward, {"x": np.asarray(x)}, **options)
    return str(caught.value)


def test_integer_inputs_are_refused_with_the_cast_that_helps():
    assert "x holds integers" in refusal(x=np.array([1, 2, 3]))
    assert "x.astype(float)" in refusal(x=np.array([1, 2, 3]))


def test_non_finite_inputs_are_refused_with_their_position():
    assert "flat position 1" in refusal(x=[1.0, np.nan])


def test_empty_inputs_are_refused():
    assert "nothing" in refusal(x=np.zeros(0)) or "no entry" in refusal(x=np.zeros(0))


def test_text_is_refused():
    assert "expected real numbers" in refusal(x="a")


def test_an_unknown_mode_is_refused():
    assert "'full' or 'fast'" in refusal(mode="slow")


def test_a_name_in_wrt_that_is_no_input_is_refused():
    assert "not among the inputs" in refusal(wrt=["y"])


def test_a_forward_that_raises_is_quoted():
    assert "forward raised ZeroDivisionError" in refusal(forward=lambda x: 1 / 0)


def test_a_forward_that_returns_none_is_asked_for_its_return():
    assert "return statement" in refusal(forward=lambda x: None)


def test_a_forward_that_is_not_finite_is_refused():
    assert "forward returned nan" in refusal(forward=lambda x: np.log(-x))


def test_complex_outputs_are_refused():
    assert "complex" in refusal(forward=lambda x: x + 1j)


def test_a_backward_that_raises_is_quoted():
    assert "backward raised KeyError" in refusal(backward=lambda upstream, x: {}["x"])


def test_a_backward_that_returns_none_is_asked_for_its_return():
    assert "backward returned None for x" in refusal(backward=lambda upstream, x: None)


def test_a_gradient_missing_from_the_dict_is_named():
    assert "expected one for each of ['x']" in refusal(backward=lambda upstream, x: {"z": x})


def test_the_wrong_number_of_gradients_is_refused():
    with pytest.raises(GradcheckError, match="backward returned 3 gradients, expected 2"):
        check(lambda x, y: x * y, lambda u, x, y: (u, u, u), {"x": np.ones(2), "y": np.ones(2)})


def test_an_upstream_of_the_wrong_size_is_refused():
    assert "expected that of the output" in refusal(upstream=np.ones(5))


def test_an_evaluate_that_loses_outputs_is_refused():
    with pytest.raises(GradcheckError, match="0 outputs for 2 points"):
        check_batched(lambda points: [], lambda requests: [], {"x": np.ones(2)})


def test_a_slope_of_a_vector_is_refused():
    with pytest.raises(GradcheckError, match="expected one"):
        slope(square, np.ones(3), 0)


def test_a_slope_at_an_index_that_does_not_exist_is_refused():
    with pytest.raises(GradcheckError, match=r"shape is \(3,\)"):
        slope(lambda x: float(x.sum()), np.ones(3), 3)


def test_a_slope_at_integers_is_refused():
    with pytest.raises(GradcheckError, match="integers"):
        slope(lambda x: float(x.sum()), np.ones(3, dtype=int), 0)


def test_inputs_that_never_reach_a_branch_are_refused_by_its_name():
    with pytest.raises(GradcheckError, match="x < 0"):
        covering(lambda rng: {"x": rng.uniform(1, 2, 4)}, lambda x: {"x < 0": x < 0, "x > 0": x > 0}, attempts=5)


MASKED = {"x": np.array([0.3, -1.2, 0.7]), "m": np.array([1.0, 0.0, 1.0])}


def masked_mean(x, m):
    return float((x * m).sum() / m.sum())


@pytest.mark.parametrize("form", [lambda dx: (dx, None), lambda dx: {"x": dx, "m": None}])
def test_an_input_whose_gradient_is_none_is_not_checked_and_the_report_says_so(form):
    report = check(masked_mean, lambda u, x, m: form(u * m / m.sum()), MASKED)
    assert report.passed and [block.name for block in report.blocks] == ["x"]
    assert "backward returns None for m: not checked" in report.notes


def test_a_gradient_that_is_asked_for_may_not_be_none():
    with pytest.raises(GradcheckError, match=r"None for m: .*leave it out \(wrt=\['x'\]\)"):
        check(masked_mean, lambda u, x, m: (u * m / m.sum(), None), MASKED, wrt=["x", "m"])


def test_one_of_several_gradients_is_taken_where_one_is_asked_for():
    assert check(masked_mean, lambda u, x, m: (u * m / m.sum(), None), MASKED, wrt=["x"]).passed
    assert check(
        lambda x, k: k * x, lambda u, x, k: (u[0] * k, u[1] * k), {"x": np.ones(2), "k": 3.0}, wrt=["x"]
    ).passed
