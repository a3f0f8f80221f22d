"""A declaration may be written another way; what it declares stays what it was. And the words of declarations mean what they say."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise import catalogue
from grader.exercise.spec import Constant, Exercise, Target, away, calls, case, extreme, mistake, number, once, whole
from grader.judging.questions import sheet
from tests.declarations.record import digest, recorded

ROOT = Path(__file__).parent.parent
RECORDED = recorded()
NUMBERS = [entry.number for entry in catalogue.entries()]


@pytest.mark.parametrize("number", NUMBERS)
def test_questions_outputs_and_mistakes_are_those_on_record(number: int) -> None:
    if number not in RECORDED:
        pytest.skip(f"not on record yet: python -m tests.declarations.record {number}")
    assert digest(number) == RECORDED[number], (
        f"exercise {number} asks or names something else than before; where that is meant, compare "
        f"`python -m tests.declarations.record --text {number}` before and after, then record it: "
        f"python -m tests.declarations.record {number}"
    )


def test_every_line_on_record_is_that_of_an_exercise() -> None:
    assert set(RECORDED) <= set(NUMBERS)


def test_mypy_finds_every_name_of_every_declaration(tmp_path: Path) -> None:
    """Each in a package of its own, as all of them are called spec.py."""
    pytest.importorskip("mypy", reason="mypy is not installed")
    for entry in catalogue.entries():
        (tmp_path / f"ex{entry.number}").mkdir()
        for path in (entry.folder / "spec.py", entry.folder / "versions.py"):
            if path.exists():
                shutil.copy(path, tmp_path / f"ex{entry.number}")
        (tmp_path / f"ex{entry.number}" / "__init__.py").touch()
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(ROOT / ".mypy_cache"), "."]
    found = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert found.returncode == 0, found.stdout + found.stderr


def double(x):
    return 2 * x


def target(name="double", **more) -> Target:
    return Target(name, 1, double, **{"cases": {"by hand": dict(x=2.0), "drawn": dict(x=away())}, **more})


def numbers_of(exercise: Exercise, name: str) -> list[int]:
    return [case.number for case in exercise.cases[name]]


def test_a_case_has_the_number_of_its_name_in_the_whole_exercise() -> None:
    exercise = Exercise(target(), target("other", cases={"drawn": dict(x=away()), "last": dict(x=1.0)}))
    assert numbers_of(exercise, "double") == [1, 2]
    assert numbers_of(exercise, "other") == [2, 3]


def test_the_same_name_in_two_targets_draws_the_same_numbers() -> None:
    questions = sheet(1, Exercise(target(), target("other")), seed=3).questions
    assert questions["double"][1].inputs == questions["other"][1].inputs


def test_a_case_may_keep_the_number_that_it_had() -> None:
    exercise = Exercise(target(cases={"new": whole(x=3), "old": case(1, x=away()), "older": case(5, whole(x=2))}))
    assert numbers_of(exercise, "double") == [1, 1, 5]
    assert [case.kind for case in exercise.cases["double"]] == ["int", "plain", "int"]


def test_what_takes_long_is_run_once() -> None:
    cases = {"a": dict(x=1.0), "b": once(x=1.0), "c": once(extreme(x=1e9)), "d": once(lambda rng: {"x": 1.0})}
    assert [case.runs for case in Exercise(target(cases=cases)).cases["double"]] == [2, 1, 1, 1]


def test_calls_are_written_as_they_are_made() -> None:
    made = calls("g.forward(2.0, -3.0); h.backward([1, 2])", -6.0, None)
    assert made.inputs == {"script": [["g", "forward", 2.0, -3.0], ["h", "backward", [1, 2]]]}
    assert (made.kind, made.probe, made.expected, made.runs) == ("state", "calls", [-6.0, None], 1)


@pytest.mark.parametrize("script", ["g", "g = f(2)", "forward(2)", "g.forward(x=2)", "g.forward(x)", "g.forward(2"])
def test_a_step_that_is_no_call_of_a_method_is_refused(script: str) -> None:
    with pytest.raises((ValueError, SyntaxError)):
        calls(script)


def test_mistakes_stand_under_their_target_and_part_those_of_the_exercise_first() -> None:
    exercise = Exercise(
        target(mistakes=[mistake("a", "A.", double, double), mistake("b", "B.", dx=double)]),
        Constant("N", 1, {"k": 1}, number, mistakes=[mistake("c", "C.", {"k": 2}, {"k": 3})]),
        mistakes=[mistake("d", "D.", double=dict(dx=double, dy=[double]), N={"k": 4})],
    )
    assert [row.slug for row in exercise.mistakes] == ["d", "a", "b", "c"]
    assert [list(row.versions) for row in exercise.mistakes] == [
        ["double.dx", "double.dy", "N"],
        ["double"],
        ["double.dx"],
        ["N"],
    ]
    assert [len(row.variants("double")) for row in exercise.mistakes] == [0, 2, 0, 0]
    assert exercise.mistakes[0].variants("N") == [{"k": 4}] and exercise.mistakes[3].variants("N") == [
        {"k": 2},
        {"k": 3},
    ]


def test_a_mistake_on_named_cases_shows_on_cases_of_their_kind() -> None:
    rows = [mistake("a", "A.", double, on="big"), mistake("b", "B.", double), mistake("c", "C.", double, tag="error")]
    exercise = Exercise(target(cases={"big": extreme(x=1e9)}, mistakes=rows))
    assert [(row.tag, row.on) for row in exercise.mistakes] == [("extreme", ("big",)), ("plain", ()), ("error", ())]


def test_a_mistake_of_the_exercise_that_names_no_target_is_refused() -> None:
    with pytest.raises(ValueError, match="mistake a stands at the exercise: name its targets"):
        Exercise(target(), mistakes=[mistake("a", "A.", double)])
