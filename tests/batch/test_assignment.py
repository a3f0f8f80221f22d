"""nncli.toml: a misspelt word is never passed over, and points come out as the teacher wrote them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from grader.classroom.assignment import AssignmentError, absent, parse, read_assignment, worth
from grader.classroom.class_list import read_dates
from grader.classroom.late import Late, LateError
from grader.exercise.catalogue import find
from grader.report import Isolation, Outcome, Report, Verdict, exercise_report, target_report

DUE = datetime(2026, 3, 1, 23, 59, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("exercizes = [1]", "'exercizes' is not a setting; did you mean 'exercises'"),
        ("[limits]\ncaes = 1", "'caes' is not a setting; did you mean 'case'"),
        ("exercises = [{exercise = 2, pionts = 3}]", "'pionts' is not a setting; did you mean 'points'"),
        ("exercises = [99]", "there is no exercise '99'"),
        ('exercises = [2, "softmax"]', "exercise 2 is listed twice"),
        ('reveal = "some"', "Invalid enum value 'some'"),
        ('seed = "x"', "got `str` - at `seed`"),
        ("seed = -1", "Expected `int` >= 0 - at `seed`"),
        ("exercises = [{exercise = 2, points = 0}]", "> 0.0 - at `exercises[0].points`"),
        ("[limits]\ncase = 0.0", ">= 0.1 - at `limits.case`"),
        ("[late]\nper_day = 0.5", "missing required field `due` - at `late`"),
        ('[late]\ndue = 2026-03-01T00:00:00Z\nroster = "r"\ncolumn = "c"\nper_day = 1.5', "<= 1.0 - at `late.per_day`"),
        ("a = ", "this is not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, words: str) -> None:
    with pytest.raises(AssignmentError) as caught:
        _ = parse(text).points
    assert words in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(AssignmentError, match=r"nncli\.toml cannot be read"):
        read_assignment(tmp_path / "nncli.toml")


def test_the_seed_can_come_from_the_environment() -> None:
    assignment = parse('seed_env = "SECRET_SEED"')
    assert assignment.draw_seed({"SECRET_SEED": "42"}, lambda: 7) == 42


def test_the_seed_of_a_file_comes_before_the_one_that_is_drawn() -> None:
    assert parse("seed = 0").draw_seed({}, lambda: 7) == 0
    assert parse("").draw_seed({}, lambda: 7) == 7


@pytest.mark.parametrize("value", [None, "", "x", "-1", "1.5", "9" * 40])
def test_a_seed_that_is_not_there_is_never_taken_for_zero(value: str | None) -> None:
    with pytest.raises(AssignmentError, match="SECRET_SEED"):
        parse('seed_env = "SECRET_SEED"').draw_seed({} if value is None else {"SECRET_SEED": value}, lambda: 7)


def report(score: float) -> Report:
    outcome = Outcome.PASSED if score else Outcome.FAILED
    target = target_report("softmax", [Verdict("a", outcome), Verdict("b", Outcome.PASSED)], 4.0)
    other = exercise_report(9, "output_units", "Output units", [target_report("x", [Verdict("a", outcome)], 1.0)], [])
    graded = exercise_report(2, "softmax", "Softmax", [target], [])
    return Report("ada", "0" * 64, 0, "1", Isolation(), (graded, other))


def test_points_are_the_assignments_and_what_does_not_count_is_left_out() -> None:
    counted = parse("exercises = [{exercise = 2, points = 10}]").apply(report(score=0))
    assert [(one.number, one.score, one.max_score) for one in counted.exercises] == [(2, 5.0, 10.0)]
    assert sum(case.max_score for case in counted.exercises[0].targets[0].cases) == 10.0


def test_what_was_not_handed_in_counts_as_missing() -> None:
    counted = parse("exercises = [2, 3]").apply(report(score=1))
    assert [(one.number, one.outcome) for one in counted.exercises] == [(2, Outcome.PASSED), (3, Outcome.MISSING)]
    assert (counted.score, counted.max_score) == (4.0, 7.0)


def test_without_a_list_every_attempt_counts_for_its_own_points() -> None:
    assert parse("").apply(report(score=1)) == report(score=1)


def test_points_stay_as_they_are_where_they_are_the_exercises_own() -> None:
    exercise = absent(find("3"))
    assert worth(exercise, exercise.max_score) is exercise


def test_the_gradebook_is_named_after_the_title() -> None:
    assert [parse(text).gradebook.name for text in ("", 'title = "Week 3"', 'title = "../a/ü"')] == [
        "grades.db",
        "Week_3.db",
        "a_ü.db",
    ]


# ------------------------------------------------------------------------------------------------------------------------ late


@pytest.mark.parametrize(("hours", "factor"), [(-1, 1.0), (0, 1.0), (0.1, 0.9), (24, 0.9), (25, 0.81), (24 * 50, 0.5)])
def test_each_begun_day_costs_a_factor(hours: float, factor: float) -> None:
    late = Late(DUE, "r.csv", "submitted", per_day=0.9, least=0.5)
    assert late.factor(DUE + timedelta(hours=hours)) == pytest.approx(factor)


def test_a_time_without_a_zone_is_taken_in_the_others() -> None:
    late = Late(DUE, "r.csv", "submitted")
    assert late.factor(datetime(2026, 3, 1, 23, 59)) == 1.0


def days(folder: Path, text: str) -> dict[str, datetime]:
    (folder / "r.csv").write_text(text, encoding="utf-8")
    return read_dates(Late(DUE, "r.csv", "submitted"), None, folder).moments


def test_the_class_list_gives_everyone_a_moment(tmp_path: Path) -> None:
    found = days(tmp_path, "\ufeffstudent,submitted\nada,2026-03-01T10:00:00Z\nBob,2026-03-02 10:00:00+00:00\ncleo,\n")
    assert [Late(DUE).factor(moment) for moment in found.values()] == [1.0, 0.9]
    assert list(found) == ["ada", "bob"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("student,when\nada,x\n", "columns 'student' and 'submitted'"),
        ("student,submitted\nada,soon\n", "got 'soon', expected a date"),
    ],
)
def test_a_class_list_that_cannot_be_used_is_named_with_the_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(LateError, match=r"r\.csv, line 2") as caught:
        days(tmp_path, text)
    assert words in str(caught.value)


def test_a_class_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(LateError, match="cannot be read"):
        read_dates(Late(DUE, "r.csv", "submitted"), None, tmp_path)


def test_a_byte_order_mark_as_windows_editors_write_it_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "nncli.toml").write_bytes(b"\xef\xbb\xbf" + b'title = "One"\n')
    (tmp_path / "plain.toml").write_bytes(b'title = "One"\n')
    assert read_assignment(tmp_path / "nncli.toml") == read_assignment(tmp_path / "plain.toml")
