"""A target with one gradient and no parts, beside the learner's own forward pass: a wrong answer is graded as such."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.packs.conftest import write_files

STUB = '''\
"""3. A root."""

import numpy as np


def root(x):
    """Return (out, cache)."""
    raise NotImplementedError


def root_backward(dout, cache):
    """Return dx."""
    raise NotImplementedError
'''
SPEC = '''\
"""Exercise 3: root_backward."""

from grader.exercise.spec import *

exercise = Exercise(
    Target(
        "root_backward", 2, lambda dout, cache: dout / (2 * cache),
        slope=Slope(of=lambda dout, x: np.sum(dout * np.sqrt(x)), wrt="x",
                    at=lambda dout, cache: {"dout": dout, "x": cache**2}),
        own=OwnForward(Pair("root", "root_backward", inputs=("x",), arguments=(UPSTREAM, CACHE)), upstream="dout"),
        cases={"four roots": dict(dout=away(4), cache=uniform(1, 3, 4))},
        mistakes=[mistake("half_forgotten", "The slope of the root is 1/(2·root).", lambda dout, cache: dout / cache)],
    ),
)
'''


def written(forward: str, backward: str) -> str:
    return STUB.replace("raise NotImplementedError", forward, 1).replace("raise NotImplementedError", backward, 1)


RIGHT = written("return np.sqrt(x), np.sqrt(x)", "return dout / (2 * cache)")


@pytest.fixture
def roots(course: Path) -> Path:
    write_files(course / "exercises" / "03_relu_gate", stub_py=STUB, spec_py=SPEC)
    (course / "solutions" / "03_relu_gate.py").write_text(RIGHT)
    return course


def test_it_keeps_its_promises(nncli: Run, roots: Path) -> None:
    assert "course/03_relu_gate: all promises kept" in nncli("audit", "course/3", "--pack", "mine").stdout


@pytest.mark.parametrize(
    "backward", ["dout / cache", "dout * cache", "-dout", "0 * dout", "None", "(dout, dout)", "'no'"]
)
def test_a_wrong_gradient_is_a_wrong_answer_and_no_fault_of_the_exercise(
    nncli: Run, roots: Path, tmp_path: Path, backward: str
) -> None:
    (tmp_path / "roots.py").write_text(written("return np.sqrt(x), np.sqrt(x)", f"return {backward}"))
    done = nncli("grade", "roots.py", "--pack", "mine")
    assert done.returncode == 1 and "failed" in done.stdout and "broken" not in done.stdout


def test_a_gradient_that_fits_another_forward_pass_is_told_so(nncli: Run, roots: Path, tmp_path: Path) -> None:
    (tmp_path / "roots.py").write_text(written("return 3 * np.sqrt(x), np.sqrt(x)", "return 3 * dout / (2 * cache)"))
    said = " ".join(nncli("grade", "roots.py", "--pack", "mine").stdout.split())
    assert "your gradient is right for your own root: it is root that differs from the task" in said


def test_a_pair_that_cannot_be_asked_is_found_by_the_audit(nncli: Run, roots: Path) -> None:
    for wrong in ('inputs=("x", "x")', 'inputs=("y",)'):
        write_files(roots / "exercises" / "03_relu_gate", spec_py=SPEC.replace('inputs=("x",)', wrong))
        assert "own: the solution's forward pass cannot be asked" in nncli("audit", "course/3", "--pack", "mine").stdout


def test_a_solution_whose_two_halves_differ_is_found_by_the_audit(nncli: Run, roots: Path) -> None:
    (roots / "solutions" / "03_relu_gate.py").write_text(RIGHT.replace("return np.sqrt(x),", "return 3 * np.sqrt(x),"))
    said = nncli("audit", "course/3", "--pack", "mine").stdout
    assert "own: the solution's gradient is not that of the forward pass" in said
