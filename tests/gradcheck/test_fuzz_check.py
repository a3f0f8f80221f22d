"""Whatever is passed to check, it answers or raises its own error."""

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.gradcheck import GradcheckError, check, sentences


class NoArray:
    def __array__(self, *words, **options):
        raise RuntimeError("no array")


ITSELF = []
ITSELF.append(ITSELF)
OUTPUTS = {
    "itself": lambda x: x,
    "nothing of it": lambda x: x * 0,
    "a sum": lambda x: float(x.sum()),
    "the largest": lambda x: x.max(initial=0.0),
    "largest of rows": lambda x: x.max(axis=-1, initial=-1.0) if x.ndim else x,
    "kinks": lambda x: np.maximum(x, 0),
    "steps": np.floor,
    "infinities": lambda x: x / 0,
    "logarithms": np.log,
    "overflow": lambda x: np.exp(x * 400),
    "underflow": lambda x: x * 1e-320,
    "float16": lambda x: x.astype(np.float16),
    "sorted": lambda x: np.sort(x.ravel()),
    "whole numbers": lambda x: x.astype(int),
    "complex": lambda x: x + 1j,
    "a tuple": lambda x: (x, x * x),
    "a dict": lambda x: {"a": x, 1: x.sum()},
    "none": lambda x: None,
    "text": lambda x: "text",
    "objects": lambda x: np.array([None, 1], dtype=object),
    "a ragged list": lambda x: [[1.0, 2.0], [3.0]],
    "a list in itself": lambda x: ITSELF,
    "no array": lambda x: NoArray(),
    "empty": lambda x: (),
    "a huge number": lambda x: 10**400,
    "a masked array": lambda x: np.ma.masked_array(x, x > 0),
}
SHAPES = [(), (0,), (1,), (1, 1), (2, 2), (3, 3), (2, 3), (0, 3), (2, 2, 2)]
FILLS = [np.zeros, np.ones, lambda s: np.full(s, -1e300), lambda s: np.arange(np.prod(s, dtype=int)).reshape(s) / 3.0]


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(SHAPES),
    st.sampled_from(FILLS),
    st.sampled_from(sorted(OUTPUTS)),
    st.sampled_from([*sorted(OUTPUTS), "right shape"]),
    st.sampled_from(["full", "fast"]),
)
def test_check_raises_nothing_but_its_own_error(shape, fill, forward, backward, mode):
    gradient = (lambda u, x: np.ones_like(x)) if backward == "right shape" else (lambda u, x: OUTPUTS[backward](x))
    try:
        with np.errstate(all="ignore"):
            report = check(OUTPUTS[forward], gradient, {"x": np.asarray(fill(shape), dtype=float)}, mode=mode)
    except GradcheckError:
        return
    assert sentences(report)


def test_a_conflict_at_ties_of_a_square_input_is_reported():
    for size in (2, 3):
        square = {"x": np.ones((size, size))}
        report = check(lambda x: x.max(axis=1), lambda u, x: u[:, None] * np.ones_like(x), square)
        assert report.verdict == "disagree"


def test_an_empty_input_beside_another_is_no_obstacle():
    report = check(lambda x, y: np.sin(y), lambda u, x, y: (x, u * np.cos(y)), {"x": np.zeros(0), "y": np.ones(2)})
    assert report.passed


def test_wrt_may_be_one_name_and_is_refused_where_it_is_none():
    right = check(lambda x: x * x, lambda u, x: 2 * u * x, {"x": np.ones(2)}, wrt="x")
    assert right.passed
    try:
        check(lambda x: x, lambda u, x: u, {"x": np.ones(2)}, wrt=3)
    except GradcheckError as error:
        assert "expected names of inputs" in str(error)
    else:
        raise AssertionError("a number passed for names")
