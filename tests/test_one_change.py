"""Wrong answers that one change of the worked solution explains."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.exercise import catalogue
from grader.exercise.spec import Target
from grader.judging.changes.versions import changes_of_target, worked_solution
from grader.judging.questions import Sheets, outcome_of
from grader.judging.share import TooCostly, limit_search, limit_share, limit_steps, spend
from grader.report import ExerciseReport
from tests.conftest import Grade


@pytest.fixture
def changed(grade: Grade) -> Callable[[str, str, str], ExerciseReport]:
    """Grades the worked solution of an exercise in which one piece of code is another one."""

    def run(number: str, old: str, new: str) -> ExerciseReport:
        entry = catalogue.find(number)
        text = entry.solution.read_text(encoding="utf-8")
        assert text.count(old) == 1
        return grade(text.replace(old, new), f"ex{entry.name}.py").exercises[0]

    return run


def test_a_factor_that_is_left_out_is_named_as_such(changed: Callable[..., ExerciseReport]) -> None:
    (named,) = changed("52", "(dA * A).sum(axis=1, keepdims=True)", "dA.sum(axis=1, keepdims=True)").mistakes
    assert named.slug == "part_left_out"
    assert "the factor `A` is left out" in named.advice


def test_names_that_a_learner_has_not_read_are_not_shown(changed: Callable[..., ExerciseReport]) -> None:
    (named,) = changed("60", "h = z * is_open", "h = z").mistakes
    assert "is_open" not in named.advice


def test_a_target_that_uses_a_wrong_one_is_left_to_it(changed: Callable[..., ExerciseReport]) -> None:
    mistakes = changed("66", "2 * y - 1", "y").mistakes
    assert "fit_linear" in {one.target for one in mistakes}
    assert not any("a right answer" in one.advice for one in mistakes)


def test_all_searches_together_take_a_part_of_the_share_alone() -> None:
    with limit_share(60.0):
        with pytest.raises(TooCostly):
            while True:
                with limit_search():
                    sum(range(100_000))
        spend()  # something is left for what comes after them


@pytest.mark.long
@pytest.mark.parametrize("entry", catalogue.entries(), ids=lambda entry: f"{entry.number:02}")
def test_no_change_of_a_solution_needs_much_memory(entry: catalogue.Entry) -> None:
    resource = pytest.importorskip("resource")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    worked, sheet = worked_solution(entry), Sheets(0).of(entry)
    assert worked
    for target in sheet.exercise.targets:
        questions = sheet.questions[target.name] if isinstance(target, Target) else []
        if questions and not any(one.case.runs == 1 and one.case.kind == "plain" for one in questions):
            for version in changes_of_target(worked, target.name, questions[0].call.probe or "").versions:
                for question in questions:
                    with limit_steps(6_000):
                        outcome_of(version.run, question.inputs)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 500_000  # kilobytes
