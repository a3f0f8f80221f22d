"""Reports to write: every outcome at once, and text by which a learner would speak to the reader's program."""

from __future__ import annotations

import pytest

from grader.report import (
    Isolation,
    NamedMistake,
    Outcome,
    Report,
    Verdict,
    exercise_report,
    target_report,
)
from grader.wire import Frame

HOSTILE = (
    "=cmd|' /C calc'!A0 </system-out>]]><script>alert(1)</script> \x00\x1b[31m\u202e\ufffe | `x` "
    "::error::pwned\n::set-output name=a::b%0A##[error]x"
)


def verdicts(text: str = "plain") -> list[Verdict]:
    """One case of every outcome, each with everything that a verdict can hold."""
    frames = (Frame(text, 3, text, text),)
    return [
        Verdict(f"{outcome.value} {text}", outcome, text, "[1, 2]", text, "3", 2.5, 1e-9, note=text, frames=frames)
        for outcome in Outcome
    ]


@pytest.fixture
def hostile() -> Report:
    mistake = NamedMistake("Gate.backward", "swapped", "dx and dy are swapped.")
    exercise = exercise_report(
        3,
        "multiply_gate",
        "The multiply gate",
        [target_report("Gate.backward", verdicts(HOSTILE), 7.0)],
        [mistake],
        HOSTILE,
    )
    return Report(HOSTILE, "0" * 64, 5, "1.2.3", Isolation("strong", "all"), (exercise,), notes=(HOSTILE,))


@pytest.fixture
def plain() -> Report:
    passed = target_report("softmax", [Verdict("a vector", Outcome.PASSED)], 4.0)
    exercise = exercise_report(2, "softmax", "Softmax", [passed], [])
    return Report("ada.py", "1" * 64, 0, "1.2.3", Isolation("strong", "all"), (exercise,))


@pytest.fixture
def unreadable() -> Report:
    problem = "ada.py, line 1: SyntaxError: invalid syntax\n    def (:\n        ^"
    return Report("ada.py", "2" * 64, 0, "1.2.3", Isolation("strong", "all"), problem=problem)


@pytest.fixture
def empty() -> Report:
    """Nothing graded and no reason given: never to be read as a pass."""
    return Report("ada.py", "3" * 64, 0, "1.2.3", Isolation())
