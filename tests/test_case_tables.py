"""What a beginner sees of a report: one mark a case, nothing cut, no number broken, each sentence once, at any width."""

from __future__ import annotations

import re

import pytest
from rich.console import Console, RenderableType

from grader.report import (
    NOT_ANSWERED,
    ExerciseReport,
    Isolation,
    Outcome,
    Report,
    Verdict,
    exercise_report,
    target_report,
)
from grader.wire import Frame
from nncli.ui.case_table import CaseTable, wrap
from nncli.ui.render import report_view, summary_view

NUMBERS = ["-0.0003701837", "1.285714285714286e-11", "0.3", "-1905.501123", "1e+300"]
NAMES = ["the node with y = 1", "the table at X = W = 3", "five examples", "a batch, as many rows as classes", "x"]


def wrong(number: int, **facts: object) -> Verdict:
    name, got = NAMES[number % 5], NUMBERS[number % 5]
    known = {
        "where": "dW[12, 3]",
        "got": got,
        "expected": NUMBERS[(number + 1) % 5],
        "finite_difference": 0.25,
        "error_bar": 4e-12,
    }
    return Verdict(name, Outcome.FAILED, **{**known, **facts})  # type: ignore[arg-type]


def shown(view: RenderableType, width: int) -> str:
    console = Console(width=width, color_system=None, markup=False, highlight=False, emoji=False)
    with console.capture() as captured:
        console.print(view)
    return "\n".join(line.rstrip() for line in captured.get().split("\n"))


def report(*verdicts: Verdict, title: str = "Softmax") -> Report:
    exercise = exercise_report(2, "softmax", title, [target_report("softmax", list(verdicts), 4.0)], [])
    return Report("a.py", "0", 0, "0", Isolation("strong", "all"), (exercise,))


@pytest.mark.parametrize("width", [200, 120, 100, 80, 60, 50, 40])
def test_nothing_is_cut_and_no_number_is_broken(width: int) -> None:
    text = shown(CaseTable([wrong(number) for number in range(5)]), width)
    assert all(number in text for number in NUMBERS)
    assert max(map(len, text.splitlines())) <= width
    assert "…" not in text
    assert re.sub(r"\s+", " ", text).count("✗") == 5


@pytest.mark.parametrize("width", [80, 60, 40])
def test_a_mark_stands_before_each_case(width: int) -> None:
    cases = [
        wrong(0),
        Verdict("a vector", Outcome.PASSED),
        Verdict("a batch", Outcome.PASSED),
        Verdict("key", Outcome.MISSING, NOT_ANSWERED),
    ]
    text = shown(CaseTable(cases), width)
    assert (text.count("✗"), text.count("✓"), text.count("–")) == (1, 2, 1)
    assert "✓ a vector" in text and "✓ a batch" in text


def test_points_stand_at_the_target_and_not_at_each_case() -> None:
    text = shown(report_view(report(wrong(0), Verdict("x", Outcome.PASSED))), 80)
    assert "softmax  2 of 4" in text and "/" not in text


def test_the_measured_slope_is_one_line_below_the_table() -> None:
    text = shown(report_view(report(*[wrong(number) for number in range(4)])), 80)
    assert text.count("measured slope") == 1 and "measured slope 0.25 ± 4e-12 (the node with y = 1, dW[12, 3])" in text


def test_what_is_the_same_everywhere_is_said_once_with_a_count() -> None:
    verdicts = [
        Verdict(
            f"case {n}", Outcome.FAILED, f"None where shape ({n},) is expected", got="None", expected=f"shape ({n},)"
        )
        for n in range(10)
    ]
    text = shown(report_view(report(*verdicts)), 80)
    assert "✗ all 10 cases  None  a result" in text and text.count("None") == 1


def test_a_sentence_that_the_row_says_already_is_not_said_again() -> None:
    text = shown(
        report_view(
            report(wrong(0, got="shape (3,)", expected="shape (4,)", reason="shape (3,) where shape (4,) is expected"))
        ),
        80,
    )
    assert text.count("shape (3,)") == 1


def test_frames_that_repeat_are_counted() -> None:
    verdicts = [
        Verdict(
            f"case {n}",
            Outcome.RAISED,
            "RecursionError: too deep",
            got="RecursionError",
            frames=(Frame("a.py", 3, "f", "return f(x)", 991),),
        )
        for n in range(4)
    ]
    text = shown(report_view(report(*verdicts)), 80)
    assert text.count("a.py, line 3") == 1 and "(991 times)" in text


def test_a_target_that_passed_is_left_out_where_only_failures_are_wanted() -> None:
    passed = target_report("one_hot", [Verdict("a", Outcome.PASSED)], 1.0)
    failed = target_report("nll", [wrong(0)], 1.0)
    exercise = exercise_report(13, "x", "X", [passed, failed], [])
    text = shown(report_view(Report("a.py", "0", 0, "0", Isolation("strong", ""), (exercise,)), only_failures=True), 80)
    assert "one_hot" not in text and "nll" in text


@pytest.mark.parametrize("length", range(40, 70))
@pytest.mark.parametrize("width", [80, 60, 40])
def test_words_never_run_together_in_the_headline(length: int, width: int) -> None:
    title = ("log-likelihood " * 9)[:length].strip() + "x"
    text = shown(summary_view(report(Verdict("a", Outcome.MISSING, NOT_ANSWERED), title=title)), width)
    assert re.search(r"(?:^|\s)missing  0 of 4", text)


def test_half_done_work_is_unfinished_and_not_missing() -> None:
    half = exercise_report(
        13,
        "x",
        "X",
        [
            target_report("a", [Verdict("a", Outcome.PASSED)], 5.0),
            target_report("b", [Verdict("b", Outcome.MISSING, "b is not defined")], 6.0),
        ],
        [],
    )
    none = exercise_report(
        13, "x", "X", [target_report("b", [Verdict("b", Outcome.MISSING, "b is not defined")], 6.0)], []
    )
    assert (half.words, none.words) == ("unfinished", "missing")
    assert "unfinished  5 of 11" in shown(summary_view(Report("a", "0", 0, "0", Isolation(), (half,))), 80)


@pytest.mark.parametrize("width", [3, 10, 38])
@pytest.mark.parametrize(
    "text", ["", "a", "a longer sentence of words", "x" * 50, "ab " + "y" * 45 + " cd", "全角文字の名前 です"]
)
def test_a_wrapped_text_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_text_of_a_learner_is_no_command_to_the_terminal() -> None:
    text = shown(CaseTable([wrong(0, got="\x1b[31mred")]), 80)
    assert "\x1b" not in text and "\\x1b" in text


def test_an_exercise_of_nothing_but_right_answers_is_short() -> None:
    verdicts = [Verdict(f"value.xi{n}", Outcome.PASSED) for n in range(25)]
    assert len(shown(report_view(report(*verdicts)), 80).splitlines()) <= 10


def test_exercise_reports_have_words_for_every_outcome() -> None:
    for outcome in Outcome:
        assert ExerciseReport(1, "x", "X", outcome, 0.0, 1.0, ()).words
