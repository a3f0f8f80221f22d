"""What is shown without rich is what rich would show."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path

import platformdirs
import pytest
from msgspec.structs import replace

from grader.exercise.catalogue import Entry, data_folder, entries
from grader.grade import Grader
from grader.report import Isolation, Outcome, Report
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source, Submission
from nncli.commands.hint import hint_view
from nncli.learning.state import state_folder
from nncli.ui.console import show
from nncli.ui.pages import statement
from nncli.ui.plain.markdown import hint_text, statement_text
from nncli.ui.plain.output import NotPlain, PlainOutput, width_of
from nncli.ui.plain.passed_report import passed_text
from nncli.ui.render import report_view, summary_view

ENTRIES = [pytest.param(entry, id=entry.name) for entry in entries()]
WIDTHS = [80, 100]
LEAST_SHARE = 0.8  # of the statements that are shown without rich
HEAD, MORE = "Exercise 3, hint 1 of 3", "one more hint: nncli hint 3 once again"


@pytest.fixture
def out(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> PlainOutput:
    """Standard output that is a pipe of so many columns."""
    monkeypatch.setenv("COLUMNS", str(getattr(request, "param", 80)))
    return PlainOutput()


def without_colours(text: str) -> str:
    """Of coloured text, the text."""
    return re.sub(r"\033\[[\d;]*m", "", text)


def statement_or_none(entry: Entry, out: PlainOutput) -> str | None:
    try:
        return statement_text(entry, out)
    except NotPlain:
        return None


@pytest.mark.parametrize("out", WIDTHS, indirect=True)
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_statement_reads_as_rich_lays_it_out(
    entry: Entry, out: PlainOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    show(statement(entry))
    assert statement_or_none(entry, out) in (None, capsys.readouterr().out)


@pytest.mark.parametrize("out", WIDTHS, indirect=True)
@pytest.mark.parametrize("entry", ENTRIES)
def test_a_hint_reads_as_rich_lays_it_out(entry: Entry, out: PlainOutput, capsys: pytest.CaptureFixture[str]) -> None:
    for hint in entry.hints:
        show(hint_view(HEAD, hint, MORE))
        by_rich = capsys.readouterr().out
        try:
            assert hint_text(HEAD, hint, MORE, out) == by_rich
        except NotPlain:
            continue


def test_nearly_all_statements_need_no_rich(out: PlainOutput) -> None:
    plain = [entry for entry in entries() if statement_or_none(entry, out)]
    assert len(plain) >= LEAST_SHARE * len(entries())


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_statement_in_colours_has_the_same_words(entry: Entry, out: PlainOutput) -> None:
    plain = statement_or_none(entry, out)
    out.has_colours = True
    coloured = statement_or_none(entry, out)
    assert coloured is None or (without_colours(coloured) == plain and coloured != plain)


# ------------------------------------------------------------------------------------------------------------- passed reports


@pytest.fixture(scope="module")
def passed(workers: Workers) -> Report:
    """A file that passes the first seven exercises that it can."""
    texts = b"\n\n".join((data_folder("solutions") / f"{entry.name}.py").read_bytes() for entry in entries()[:8])
    report = Grader(workers).report(Submission("a.py", (Source("a.py", texts),)))
    passed = tuple(one for one in report.exercises if one.outcome is Outcome.PASSED)
    return replace(report, isolation=Isolation("strong", "strong (test)"), exercises=passed, problem="", notes=())


@pytest.mark.parametrize("out", [40, 60, 80, 132], indirect=True)
@pytest.mark.parametrize("only_failures", [False, True])
def test_a_passed_report_reads_as_rich_lays_it_out(
    passed: Report, out: PlainOutput, only_failures: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    found = 0
    for part in (passed, *(replace(passed, exercises=(exercise,)) for exercise in passed.exercises)):
        show(report_view(part, only_failures))
        by_rich = capsys.readouterr().out
        with suppress(NotPlain):
            assert passed_text(part, False, only_failures, out) == by_rich
            found += 1
    assert found > 3 or out.width < 60


def test_a_short_report_reads_as_rich_lays_it_out(
    passed: Report, out: PlainOutput, capsys: pytest.CaptureFixture[str]
) -> None:
    show(summary_view(passed))
    assert passed_text(passed, True, False, out) == capsys.readouterr().out


def test_a_passed_report_in_colours_has_the_same_words(passed: Report, out: PlainOutput) -> None:
    plain = passed_text(passed, False, False, out)
    out.has_colours = True
    assert without_colours(passed_text(passed, False, False, out)) == plain


@pytest.mark.parametrize(
    "change",
    [
        {"problem": "it cannot be read"},
        {"notes": ("a note",)},
        {"isolation": Isolation("partial", "partial")},
        {"exercises": ()},
    ],
)
def test_what_is_more_than_passed_is_left_to_rich(passed: Report, out: PlainOutput, change: dict[str, object]) -> None:
    with pytest.raises(NotPlain):
        passed_text(replace(passed, **change), False, False, out)


@pytest.mark.parametrize("text", ["日本", "a\tb", "\u202e", "e\u0301", "\u200b", "x\x1b[1m", "👍"])
def test_a_sign_that_may_not_be_one_column_wide_is_left_to_rich(text: str) -> None:
    with pytest.raises(NotPlain):
        width_of(text)


@pytest.mark.parametrize("name", ["FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"])
def test_rich_decides_where_a_variable_overrules_what_the_output_is(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "1")
    with pytest.raises(NotPlain):
        PlainOutput()


# --------------------------------------------------------------------------------------------------------------- the state folder


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked")
@pytest.mark.parametrize("home", ["/home/ada", "/home/ada/", "/", "relative", ""])
@pytest.mark.parametrize("state", [None, "", "/elsewhere", "relative"])
def test_progress_is_kept_where_platformdirs_says(
    home: str, state: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NNCLI_STATE", raising=False)
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    if state is not None:
        monkeypatch.setenv("XDG_STATE_HOME", state)
    wanted = Path(platformdirs.user_state_dir("nncli"))
    assert state_folder() == (wanted if wanted.is_absolute() else None)
