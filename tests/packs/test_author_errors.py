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
