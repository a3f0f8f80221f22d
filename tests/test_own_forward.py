"""A wrong gradient beside the learner's own forward pass: what is said, and above all when nothing is."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from grader.exercise import catalogue
from grader.judging.judge import CaseResult, judge_case
from grader.judging.questions import sheet
from grader.pairs.own_forward import remark
from grader.report import Report, Verdict
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source

AFFINE = """
import numpy as np

def affine_forward(x, w, b):
    {forward}

def affine_backward(dout, cache):
    {backward}

def affine_relu_backward(dout, cache):
    raise NotImplementedError
"""
GATES = """
import numpy as np

class MaxGate:
    def forward(self, x, y):
        {forward}

    def backward(self, dz):
        {backward}
"""
RIGHT_FORWARD = "return x @ w + b, (x, w, b)"
DOUBLED_FORWARD = "return 2 * (x @ w) + b, (x, w, b)"
RIGHT_BACKWARD = "x, w, b = cache; return dout @ w.T, x.T @ dout, dout.sum(axis=0)"
DOUBLED_BACKWARD = "x, w, b = cache; return 2 * dout @ w.T, 2 * x.T @ dout, dout.sum(axis=0)"
ROUTED = "return dz * (self.x > self.y), dz * (self.y > self.x)"


def affine(forward: str = RIGHT_FORWARD, backward: str = RIGHT_BACKWARD) -> str:
    return AFFINE.format(forward=forward, backward=backward)


def max_gate(forward: str, backward: str = ROUTED) -> str:
    return GATES.format(forward=forward, backward=backward)


def reasons(report: Report, number: int) -> str:
    """All reasons of one exercise, in one text."""
    exercise = next(exercise for exercise in report.exercises if exercise.number == number)
    return "\n".join(case.reason for target in exercise.targets for case in target.cases)


def answered(workers: Workers, number: int, text: str) -> tuple[dict[str, list[CaseResult]], Session]:
    """The verdicts on a submission before anything is said of its own forward pass."""
    session = Session(workers, Source("mysolution.py", text.encode()), Clock(1.0, 10.0))
    entry = catalogue.find(str(number))
    session.begin(entry.probe)
    asked = sheet(number, catalogue.load_exercise(entry), 0).questions
    found = {name: [judge_case(q, session.ask(q.call)) for q in questions] for name, questions in asked.items()}
    session.close()
    return found, session


def verdicts(results: dict[str, list[CaseResult]]) -> list[Verdict]:
    return [one.verdict for found in results.values() for one in found]


# ------------------------------------------------------------------------------------------------------- when nothing is said


@pytest.mark.parametrize(
    ("forward", "backward"),
    [
        (RIGHT_FORWARD, RIGHT_BACKWARD),
        (RIGHT_FORWARD, DOUBLED_BACKWARD),
        (DOUBLED_FORWARD, "x, w, b = cache; return 3 * dout @ w.T, x.T @ dout, dout.sum(axis=0)"),
        ("raise ValueError('no')", DOUBLED_BACKWARD),
        ("return x @ w + b", DOUBLED_BACKWARD),
        ("return 'text', None", DOUBLED_BACKWARD),
        ("return 2 * (x @ w) + b + np.random.rand(), (x, w, b)", DOUBLED_BACKWARD),
        ("import os; os._exit(1)", DOUBLED_BACKWARD),
        ("return 2 * (x @ w) + b, (x, w, b)", "return 1, 2, 3"),
    ],
    ids=["right", "forward right", "both wrong", "raises", "no cache", "text", "random", "dies", "no gradient"],
)
def test_nothing_is_said_where_nothing_is_certain(grade, forward: str, backward: str) -> None:
    said = reasons(grade(affine(forward, backward), name="ex25_affine_relu_backward.py"), 25)
    assert "affine_forward" not in said


def test_nothing_is_said_where_the_forward_pass_is_not_there(grade) -> None:
    text = affine(backward=DOUBLED_BACKWARD).replace("affine_forward", "other_forward")
    assert "forward" not in reasons(grade(text, name="ex25_affine_relu_backward.py"), 25)


def test_a_forward_that_never_ends_costs_its_time_and_nothing_else(workers: Workers) -> None:
    results, session = answered(workers, 25, affine("while True: pass", DOUBLED_BACKWARD))
    assert verdicts(remark(results, session)) == verdicts(results)


def test_gates_that_share_their_memory_are_not_said_to_differ_in_forward(grade) -> None:
    """Alone, such a gate is right: what is wrong is not its forward pass."""
    text = max_gate("MaxGate.x, MaxGate.y = x, y; return np.maximum(x, y)")
    report = grade(text, name="ex22_add_max_gates.py")
    assert "max_feeds" not in reasons(report, 22)
    assert "MaxGate.forward" not in reasons(report, 22)


# ----------------------------------------------------------------------------------------------------------- what is said


def test_a_gradient_that_fits_its_own_forward_is_said_to_be_right_for_it(grade) -> None:
    said = reasons(grade(affine(DOUBLED_FORWARD, DOUBLED_BACKWARD), name="ex25_affine_relu_backward.py"), 25)
    assert (
        said.count(
            "your gradient is right for your own affine_forward: it is affine_forward that differs from the task"
        )
        == 1
    )


CACHE_OF_PROBABILITIES = """
import numpy as np

def two_layer_forward(X, Y, p):
    ZH = X @ p["WH"].T + p["bH"]
    UH = 1 / (1 + np.exp(-ZH))
    ZO = UH @ p["WO"].T + p["bO"]
    shifted = ZO - ZO.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return -np.sum(Y * log_p), {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "ZO": np.exp(log_p)}

def two_layer_backward(p, cache):
    dZO = cache["ZO"] - cache["Y"]
    dZH = dZO @ p["WO"] * cache["UH"] * (1 - cache["UH"])
    return {"WH": dZH.T @ cache["X"], "bH": dZH.sum(axis=0), "WO": dZO.T @ cache["UH"], "bO": dZO.sum(axis=0)}
"""


def test_a_right_formula_for_another_cache_is_told_from_a_wrong_formula(grade) -> None:
    said = reasons(grade(CACHE_OF_PROBABILITIES), 27)
    assert "after your own two_layer_forward the gradient is right: it expects another cache" in said


def test_a_gate_for_the_smaller_number_is_right_for_itself(grade) -> None:
    text = max_gate(
        "self.x, self.y = x, y; return np.minimum(x, y)", "return dz * (self.x < self.y), dz * (self.y < self.x)"
    )
    said = reasons(grade(text, name="ex22_add_max_gates.py"), 22)
    assert "your gradient is right for your own MaxGate.forward" in said


LOSS = "import numpy as np\ndef mse_loss(p, y):\n    return {loss}, {gradient}\n"


def test_a_sum_with_the_gradient_of_a_sum_differs_in_the_loss(grade) -> None:
    report = grade(LOSS.format(loss="np.sum((p - y)**2)", gradient="2 * (p - y)"))
    assert "your gradient is right for the loss that you return: it is the loss that differs" in reasons(report, 11)


def test_a_sum_with_the_gradient_of_a_mean_is_said_not_to_fit(grade) -> None:
    report = grade(LOSS.format(loss="np.sum((p - y)**2)", gradient="2 * (p - y) / p.size"))
    assert "your gradient is the task's, but not that of the loss that you return" in reasons(report, 11)


def test_a_mean_with_the_gradient_of_a_sum_is_left_to_the_slope(grade) -> None:
    report = grade(LOSS.format(loss="np.mean((p - y)**2)", gradient="2 * (p - y)"))
    assert "your gradient is" not in reasons(report, 11)


NETWORK = """
import numpy as np

class TwoLayerNet:
    def __init__(self, n_in, n_hidden, rng):
        self.params = {"WH": rng.normal(size=(n_hidden, n_in)), "bH": np.zeros(n_hidden)}
        self.params |= {"WO": rng.normal(size=(1, n_hidden)), "bO": np.zeros(1)}

    def loss(self, X, y):
        p = self.params
        UH = 1 / (1 + np.exp(-(X @ p["WH"].T + p["bH"])))
        z = (UH @ p["WO"].T + p["bO"])[:, 0]
        dz = (1 / (1 + np.exp(-z)) - y)[:, None]
        dZH = dz @ p["WO"] * UH * (1 - UH)
        grads = {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dz.T @ UH, "bO": dz.sum(axis=0)}
        return np.sum(np.logaddexp(0, z) - y * z), grads
"""


def test_the_gradients_of_a_dict_are_laid_beside_their_own_loss(grade) -> None:
    said = reasons(grade(NETWORK, name="ex35_two_layer_capstone.py"), 35)
    assert "your gradient is right for the J that you return: it is the J that differs from the task" in said


# --------------------------------------------------------------------------------------------------------- what it leaves alone


def test_only_reasons_change(workers: Workers) -> None:
    results, session = answered(workers, 25, affine(DOUBLED_FORWARD, DOUBLED_BACKWARD))
    after = remark(results, session)
    assert verdicts(after) != verdicts(results)
    assert [replace(v, reason="") for v in verdicts(after)] == [replace(v, reason="") for v in verdicts(results)]


def test_the_same_submission_is_told_the_same(grade) -> None:
    text = affine(DOUBLED_FORWARD, DOUBLED_BACKWARD)
    assert reasons(grade(text), 25) == reasons(grade(text), 25)


def test_prints_are_not_repeated(grade) -> None:
    text = affine("print('forward'); " + DOUBLED_FORWARD, "print('backward'); " + DOUBLED_BACKWARD)
    report = grade(text, name="ex25_affine_relu_backward.py")
    assert "forward" not in report.exercises[0].printed
    assert report.exercises[0].printed.count("backward") == 3


def test_arithmetic_in_float32_is_no_other_forward(grade) -> None:
    forward = "x, w, b = (a.astype(np.float32) for a in (x, w, b)); return x @ w + b, (x, w, b)"
    backward = "x, w, b = cache; dout = dout * 1.00001; return dout @ w.T, x.T @ dout, dout.sum(axis=0)"
    said = reasons(grade(affine(forward, backward), name="ex25_affine_relu_backward.py"), 25)
    assert "affine_forward" not in said
