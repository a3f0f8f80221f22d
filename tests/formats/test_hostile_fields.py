"""Whatever a learner may have put into a field of a report, no format shows a character that acts or hides, or a command to a CI system."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import pytest
from msgspec.structs import replace
from rich.console import Console

from grader.formats.kinds import CLASS, ONE, Setting, for_standard_output
from grader.report import Isolation, Outcome, Report, Verdict, exercise_report, target_report
from grader.wire import Frame
from nncli.ui.render import report_view, summary_view

HOSTILE = "a\u200b\x1b[31m\x07\r\n::error::b ##vso[task]c\n  ::warning::d\x00\x85\u2028\u202e##[error]e\U000e0041z"
COMMAND = re.compile(r"^\s*::|##[\w.-]*\[", re.MULTILINE)
HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
OF_A_CASE = ("reason", "where", "got", "expected", "note")
FIELDS = (*OF_A_CASE, "frames", "name", "problem", "notes", "printed", "source")


def report(field: str, outcome: Outcome) -> Report:
    """A report in which one field is the learner's."""
    own: dict[str, Any] = {field: HOSTILE} if field in OF_A_CASE else {}
    if field == "frames":
        own = {"frames": (Frame(HOSTILE, -5, HOSTILE, HOSTILE),), "reason": "ValueError"}
    target = target_report("softmax", [Verdict("by hand", outcome, **({"reason": "r"} | own))], 1.0)
    exercise = exercise_report(2, "softmax", "Softmax", [target], [])
    if field in ("printed", "source"):
        exercise = replace(exercise, **{field: HOSTILE})
    whole: dict[str, Any] = (
        {"notes": (HOSTILE,)} if field == "notes" else {"problem": HOSTILE} if field == "problem" else {}
    )
    name = HOSTILE if field == "name" else "ex02_softmax.py"
    return Report(name, "0" * 64, 0, "0", Isolation("strong", "strong"), (exercise,), **whole)


def hidden(text: str) -> list[str]:
    return [repr(one) for one in text if one != "\n" and unicodedata.category(one) in HIDDEN]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.RAISED, Outcome.PASSED, Outcome.MISSING])
@pytest.mark.parametrize("field", FIELDS)
def test_no_field_acts_or_hides_in_any_format(field: str, outcome: Outcome) -> None:
    given = report(field, outcome)
    texts = {kind: write(given, Setting(root="work")) for kind, write in ONE.items()}
    texts |= {f"class {kind}": "".join(write([given])) for kind, write in CLASS.items()}
    assert {kind: hidden(text) for kind, text in texts.items() if hidden(text)} == {}
    for kind, text in texts.items():
        if kind == "github":  # whose lines are commands, and each of them ours
            assert all(re.match(r"::(error|notice)( [^\n]*)?::", line) for line in text.splitlines())
        else:
            assert not COMMAND.search(for_standard_output(kind.removeprefix("class "), text)), kind


@pytest.mark.parametrize("field", FIELDS)
def test_nor_in_a_terminal(field: str) -> None:
    console = Console(width=80, color_system=None)
    for view in (report_view, summary_view):
        with console.capture() as shown:
            console.print(view(report(field, Outcome.FAILED)))
        assert hidden(shown.get()) == []


def test_the_control_is_full_of_both() -> None:
    assert len(hidden(HOSTILE)) > 8 and len(COMMAND.findall(HOSTILE)) == 4
