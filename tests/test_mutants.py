"""A worked solution with one small change must not get full marks: a statement or a term dropped, names exchanged, a number frozen.

A few exercises belong to every test run; `pytest -m long tests/test_mutants.py` takes those of `SEARCHED`. A mutant that computes the same
as the solution is listed in `EQUIVALENT` with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from grader.exercise import catalogue
from grader.report import Outcome
from tests.conftest import Grade
from tests.mutants import Mutant, mutants_of

QUICK = (2, 3, 5, 8, 13, 25)
SEARCHED = (
    *(1, 4, 6, 7, 9, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 22, 23, 24, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35),
    *(36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 57, 60),
    *(21, 56, 58, 59, 61, 62, 63, 64, 65, 66, 67),
)
NO_LARGE_SCORES = "scores for which exp overflows are not asked here"

CHAIN = "derL(y) * derx5(v4) * derx4(v3) * derx3(v2) * derx2(v1) * derx1(W, v0)"

EQUIVALENT: dict[int, dict[str, str]] = {
    6: {"selu: 0 -> 1": "only values at z below 0 are taken from this branch"},
    7: {"selu_backward: 0 -> 1": "only values at z below 0 are taken from this branch"},
    8: {"cost: F - Y -> Y - F": "the difference is squared"},
    10: {
        "broadcast_length: max(m, n) -> max(n, m)": "the larger of two",
        "entry_2_2: X[2, :] @ Y[:, 2] -> Y[:, 2] @ X[2, :]": "the product of two vectors",
    },
    11: {
        "mae_loss: check_shapes(p, y) -> check_shapes(y, p)": "two shapes are compared",
        "mse_loss: check_shapes(p, y) -> check_shapes(y, p)": "two shapes are compared",
    },
    12: {"bce_loss: 100 -> 101": "what stands for log 0 is free, as long as the loss is finite and large enough"},
    15: {
        "rel_error: np.subtract(a, b) -> np.subtract(b, a)": "the absolute value is taken",
    },
    17: {
        "fit_line: 0 -> 1": "all x are equal to x[1] where they are equal to x[0], and there are two at least",
        "fit_line: y - y.mean() -> y": "the deviations of x add up to 0, so the mean of y drops out",
    },
    19: {
        "table: t['local.xi3'] * t['dxi_dW.xi2'] -> t['dxi_dW.xi2']": "xi3 = 1 + xi2, so its local derivative is 1",
        "table: t['local.xi3'] * t['dL_dxi.xi3'] -> t['dL_dxi.xi3']": "xi3 = 1 + xi2, so its local derivative is 1",
        "table: t['local.L'] * t['dL_dxi.L'] -> t['local.L']": "the derivative of L by L is 1",
    },
    20: {
        "grad_A: x1(W, v0) -> x1(v0, W)": "minus a product of two numbers",
        f"grad_A: {CHAIN} * derx0() -> {CHAIN}": "the derivative of x by x is 1",
        "grad_A: derL(y) * derx5(v4) * derx4(v3) * derx3(v2) -> derL(y) * derx5(v4) * derx4(v3)": "the derivative of 1 + x is 1",
        "grad_B: dL_dxi6 * dxi6_dxi5 * dxi5_dxi4 * dxi4_dxi3 * dxi3_dxi2 -> dL_dxi6 * dxi6_dxi5 * dxi5_dxi4 * dxi4_dxi3": (
            "the derivative of 1 + x is 1"
        ),
    },
    22: {"f_and_grads: add.forward(x, y) -> add.forward(y, x)": "a sum, whose two shares are alike"},
    24: {
        "backward: for node in order: -> for node in list(order)[:-1]:": "the last node is the output, which is set to 1",
        "backward: for node in reversed(order): -> for node in list(reversed(order))[:-1]:": "the first node has no parents",
        "relu: max(0.0, self.data) -> max(self.data, 0.0)": "the larger of two",
    },
    28: {
        "path_on_map: w0 - p -> p - w0": "the absolute value is taken",
        "path_on_map: w1 - q -> q - w1": "the absolute value is taken",
    },
    29: {"epoch_mean: np.dot(means, sizes) -> np.dot(sizes, means)": "the product of two vectors"},
    33: {
        "train: 4 -> 5": "how wide the network is, is not among the six tests",
        "train: 0.5 -> 1.5": "nor is the rate: how small the loss ends up is not graded",
    },
    35: {
        "__init__: 0.5 * rng.normal(size=(1, n_hidden)) -> rng.normal(size=(1, n_hidden))": "the size of the start is advice only",
        "__init__: 0.5 -> 1.5": "the size of the start is advice only",
    },
    37: {"share: 1 -> 2": "0 divided by anything is 0"},
    44: {
        "warmup_cosine: t - warmup -> warmup - t": "the cosine of -x is that of x",
        "warmup_cosine: total - warmup -> warmup - total": "the cosine of -x is that of x",
    },
    46: {"conv_forward: 0 -> 1": "an example of zeros behind the last one, which no loop reads"},
    53: {"attention_to_the_past: scores - scores.max(axis=1, keepdims=True) -> scores": NO_LARGE_SCORES},
    54: {"next_probabilities: scores - scores.max() -> scores": NO_LARGE_SCORES},
    56: dict.fromkeys(
        (
            "fit: for ax, n in enumerate(t.value.shape): -> for ax, n in list(enumerate(t.value.shape))[:-1]:",
            "fit: if n == 1 and d.shape[ax] != 1: -> pass",
            "fit: 1 -> 2",
            "relu: d * m -> d",
            "relu: d * m -> m",
        ),
        "a part of the Tensor that the stub gives: no learner writes it",
    ),
    61: {"activation: 1.0 * (z > 0) -> z > 0": "True counts as 1"},
    62: {
        "contraction: 1 - lr * np.linalg.eigvalsh(H) -> lr * np.linalg.eigvalsh(H) - 1": "the absolute value is taken"
    },
    63: {"starts_needed: 0 -> 1": "no start at all is never enough"},
    64: {
        "over_all_batches: gradients - mean -> mean - gradients": "the difference is squared",
        "smallest_batch: max(1, int(np.ceil(spread / limit))) -> max(int(np.ceil(spread / limit)), 1)": "the larger of two",
    },
    65: {
        "count_pieces: np.diff(y) / np.diff(x) -> np.diff(x) / np.diff(y)": "neighbours whose slopes differ, differ in 1/slope too"
    },
    66: {
        "to_polar: np.hypot(x, y) -> np.hypot(y, x)": "a length",
        "rbf: X[:, None, :] - centres[None, :, :] -> centres[None, :, :] - X[:, None, :]": "the difference is squared",
    },
    67: {"columns: 0 -> 1": "every row has the same columns"},
    59: {
        "most_confused: 0 -> 1": "the most frequent error comes more than once",
        "most_confused: 1 -> 2": "twice the counts have the same largest one",
        "most_confused: 10 -> 11": "a class that never occurs",
    },
}


GIVEN = {59: ("digits", "picture", "caption", "look")}  # of the stub: nobody writes them
BY_OUTCOME = {
    59: ("fit",)
}  # what training has learnt is graded, on pictures that nobody has seen, not each of its steps


def survivors(number: int, grade: Grade) -> Iterator[Mutant]:
    """The mutants that get full marks at two seeds."""
    entry = catalogue.find(str(number))
    for mutant in mutants_of(entry.solution.read_text(encoding="utf-8")):
        if mutant.title.partition(":")[0] in (*GIVEN.get(number, ()), *BY_OUTCOME.get(number, ())):
            continue
        reports = (grade(mutant.text, f"ex{entry.name}.py", seed, case=1.0) for seed in (0, 1))
        if all(report.exercises and report.exercises[0].outcome is Outcome.PASSED for report in reports):
            yield mutant


@pytest.mark.parametrize("number", [*QUICK, *(pytest.param(number, marks=pytest.mark.long) for number in SEARCHED)])
def test_only_mutants_that_compute_the_same_get_full_marks(number: int, grade: Grade) -> None:
    assert {mutant.title for mutant in survivors(number, grade)} == set(EQUIVALENT.get(number, {}))


def test_a_mutant_differs_from_its_text_in_one_place_and_messages_are_left_alone() -> None:
    text = "def f(x, y):\n    if x < y:\n        raise ValueError(f'{x - y}')\n    return x - y\n"
    assert {mutant.title for mutant in mutants_of(text)} == {
        "f: if x < y: -> pass",
        "f: x - y -> x",
        "f: x - y -> y - x",
    }
