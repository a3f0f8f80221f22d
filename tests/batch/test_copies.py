"""Copies are found under other names, comments and layout; honest short answers that are alike by nature are not accused."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.copies import fingerprint, similar_pairs
from grader.exercise.catalogue import find
from tests.batch.conftest import RIGHT
from tests.conftest import Run

ONE = "import numpy as np\n\n\ndef softmax(z):\n    shifted = z - z.max(axis=-1, keepdims=True)\n    return np.exp(shifted)\n"


def test_names_comments_and_layout_make_no_difference() -> None:
    other = ONE.replace("shifted", "s").replace("(z)", "(scores)").replace("= z - z.max", "= scores - scores.max")
    other = "# mine\n" + other.replace("    s =", "    # mine\n\n    s  =")
    first, second = fingerprint(ONE), fingerprint(other)
    assert first and second and first.digest == second.digest and first.prints == second.prints


def test_another_step_makes_another_text() -> None:
    first, second = fingerprint(ONE), fingerprint(ONE.replace("z - z", "z + z"))
    assert first and second and first.digest != second.digest


def test_what_cannot_be_read_is_not_compared() -> None:
    assert fingerprint("def f(:\n  (((") is None


def test_what_many_hand_in_accuses_nobody() -> None:
    text = fingerprint(find("2").solution.read_text(encoding="utf-8"))
    assert text
    assert similar_pairs({f"learner {n}": text for n in range(40)}, None) == []


def test_the_command_names_copies_and_changes_no_mark(nncli: Run, folder: Path) -> None:
    copied = RIGHT.replace("dx", "left").replace("dy", "right")
    texts = {"ada": RIGHT, "bob": RIGHT + "x = 1\n", "cleo": copied + "x = 1\n", "dan": "class MultiplyGate: pass\n"}
    for name, text in texts.items():
        (folder / f"{name}.py").write_text(text)
    nncli("grade-all", "class")
    shown = " ".join(nncli("gradebook", "--similar").stdout.split())
    assert "identical to the worked solution: ada" in shown and "identical to one another" in shown
    assert "bob, cleo" in shown and "dan" not in shown
    assert nncli("gradebook").stdout.count("3 of 3") >= 3
