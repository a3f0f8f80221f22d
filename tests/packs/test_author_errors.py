"""What an author gets wrong first is said with its place, by the audit, and is never a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.packs.conftest import SPEC

LINE = '"relu_gate", 2, lambda x: np.maximum(x, 0),'
ERRORS = [
    (
        "2, lambda x",
        "2, point=2, reference=lambda x",
        "spec.py, line 8: TypeError: Unexpected keyword argument 'point'",
    ),
    ("dict(x=away(5))", "dict(y=away(5))", "case 'a vector': the reference raises TypeError"),
    ("dict(x=away(5))", "dict(x=normal(4, 6))", "is this a shape or a scale?"),
    ("dict(x=away(5))", "[1.0, 2.0]", "case 'a vector': inputs are a dict, such as dict(x=[1, 2])"),
    ("lambda x: abs(x)", "lambda z: abs(z)", "sign_lost of relu_gate: takes (z), and the cases give (x): no case"),
    (LINE, LINE + ' parts=("a", "b"),', "parts names 2 values, the reference returns one ndarray"),
    (LINE, LINE + " tolerance=1e-6,", "the declaration cannot be used: AttributeError"),
    (LINE, LINE + ' properties=(Property("p", lambda out: None),),', "the law 'p': it cannot be asked, TypeError"),
    (LINE, LINE + ' properties=(Property("p", lambda out, x: "no"),),', "the law 'p': the reference breaks it: no"),
    (
        LINE,
        LINE + ' probe="nowhere",',
        "there is no probe 'nowhere': probe.py has none; every exercise may use forward",
    ),
    (LINE, LINE + " own=OwnForward(),", "relu_gate: own compares a gradient with slopes, so it needs slope=Slope("),
    (
        LINE,
        LINE + ' slope=Slope(of=lambda x: np.sum(x), wrt="x"), own=OwnForward(),',
        "OwnForward() is for a target that returns its loss and then gradients",
    ),
    (
        "lambda x: abs(x)",
        'lambda x: abs(x), on="nowhere"',
        "there is no case 'nowhere'; there are 'a vector', 'by hand'",
    ),
    ('"a vector": ', '"by hand": ', "spec.py, line 10: 'by hand' stands twice in one dict"),
    (
        "np.maximum(x, 0),",
        "x[9],",
        "the reference raises IndexError('index 9 is out of bounds for axis 0 with size 3') in spec",
    ),
    ("exercise = Exercise", "nothing = Exercise", "must define `exercise = Exercise(...)`"),
    ("exercise = Exercise", "raise SystemExit(0)\nexercise = Exercise", "spec.py, line 7: SystemExit"),
    ("exercise = Exercise(", "exercise = Exercise((", "SyntaxError"),
]


@pytest.mark.parametrize(("right", "wrong", "sentence"), ERRORS)
def test_a_wrong_declaration_is_explained(nncli: Run, course: Path, right: str, wrong: str, sentence: str) -> None:
    assert right in SPEC
    (course / "exercises" / "03_relu_gate" / "spec.py").write_text(SPEC.replace(right, wrong))
    done = nncli("audit", "course/3", "--pack", "mine")
    assert done.returncode == 1, done.stderr
    assert sentence in done.stdout and "Traceback" not in done.stdout + done.stderr


def test_a_title_that_could_command_a_terminal_is_refused(nncli: Run, course: Path) -> None:
    (course / "pack.toml").write_text('name = "course"\ntitle = "\\u001b[2J"\n')
    done = nncli("list", NNCLI_PACKS=str(course))
    assert "\x1b[2J" not in done.stdout and "each on one line" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    "file", ["exercises/03_relu_gate/stub.py", "exercises/03_relu_gate/probe.py", "solutions/03_relu_gate.py"]
)
def test_a_file_that_python_cannot_read_is_named_with_the_line(nncli: Run, course: Path, file: str) -> None:
    (course / file).write_text("x = 1\ndef (:\n")
    done = nncli("audit", "course/3", "--pack", "mine")
    assert (
        done.returncode == 1 and f"{file.removeprefix('exercises/03_relu_gate/')}, line 2: SyntaxError" in done.stdout
    )


@pytest.mark.parametrize(
    ("drawing", "probe", "sentence"),
    [
        ("line", "shape", "there is no drawing 'line'; there are lines, bars"),
        ("lines", "nowhere", "there is no probe 'nowhere'"),
    ],
)
def test_a_view_that_cannot_be_asked_is_explained(
    nncli: Run, course: Path, drawing: str, probe: str, sentence: str
) -> None:
    folder = course / "exercises" / "03_relu_gate"
    view = f'View("y", "{drawing}", "{probe}", x="x", y="y", says="A bend.")'
    (folder / "views.py").write_text(f"from grader.exercise.view import *\n\nviews = [{view}]\n")
    assert sentence in nncli("audit", "course/3", "--pack", "mine").stdout


def test_a_method_without_a_probe_is_told_of_one(nncli: Run, course: Path) -> None:
    folder = course / "exercises" / "03_relu_gate"
    gate = "class Gate:\n    def forward(self, x):\n        raise NotImplementedError\n"
    (folder / "stub.py").write_text(gate)
    (course / "solutions" / "03_relu_gate.py").write_text(
        gate.replace("raise NotImplementedError", "return x * (x > 0)")
    )
    (folder / "spec.py").write_text(SPEC.replace('"relu_gate", 2', '"Gate.forward", 2'))
    assert "a method needs an object: probe=... names" in nncli("audit", "course/3", "--pack", "mine").stdout


def test_a_probe_that_raises_is_not_said_of_the_solution(nncli: Run, course: Path) -> None:
    folder = course / "exercises" / "03_relu_gate"
    (folder / "probe.py").write_text("def ask(learner, target, /, x):\n    return learner.relu_gate(y)\n")
    (folder / "spec.py").write_text(SPEC.replace(LINE, LINE + ' probe="ask",'))
    said = nncli("audit", "course/3", "--pack", "mine").stdout
    assert "raised (NameError: name 'y' is not defined), in no line of the solution: look at the probe" in said
