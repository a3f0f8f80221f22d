"""Random frames, values and sources: the judge never crashes and never passes what differs from the reference.

A short run belongs to every test run; `pytest -m long tests/test_fuzz.py` takes minutes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader import wire
from grader.exercise.catalogue import entries, find
from grader.exercise.spec import Constant, Raises, Tolerance
from grader.grade import Grader, judge_exercise
from grader.judging.case_view import arrays_in, is_finite
from grader.judging.compare import Rules, difference
from grader.judging.constants import read_constant
from grader.judging.derivations import read_derivations
from grader.judging.judge import judge_case
from grader.judging.questions import Question
from grader.report import Outcome
from grader.sandbox.observation import Observation
from grader.sandbox.session import Clock
from grader.submissions.submission import Source, Submission
from grader.worker.source import UnreadableSource, cells, compile_source
from tests.hostile_support.material import (
    ANY_VALUE,
    COMPARED,
    EXERCISES,
    FRAMES,
    NOTEBOOKS,
    NUMBERS,
    OBSERVATIONS,
    SOURCES,
    TEXTS,
    asked,
    described,
    mutated,
    near_values,
    questions,
    same,
)

F = TypeVar("F", bound=Callable[..., None])
TIMES_LONGER = 40


def fuzzed(examples: int, **strategies: Any) -> Callable[[F], list[Any]]:
    """Parameters of a test that runs the property on `examples` examples, and on many more where it is asked for."""

    def runs(property: F) -> list[Any]:
        def run(times: int) -> Callable[[], None]:
            quick = settings(
                max_examples=examples * times, deadline=None, database=None, suppress_health_check=list(HealthCheck)
            )
            return quick(given(**strategies)(property))

        return [pytest.param(run(1), id="short"), pytest.param(run(TIMES_LONGER), id="long", marks=pytest.mark.long)]

    return runs


# ----------------------------------------------------------------------------------------------------------------- the properties


def is_earned(question: Question, observation: Observation) -> bool:
    """What was observed is what the reference does; a law of its own is asked again."""
    first = observation.first
    if isinstance(question.expected, Raises):
        return isinstance(first, wire.Raised) and question.expected.type.__name__ in first.types
    if not isinstance(first, wire.Returned):
        return False
    law = question.target.law(question.case)
    if law is not None:
        return law(wire.revive(first.value), **question.inputs) is None
    output = first.value
    if question.target.keeps and question.case.kind != "state":
        assert isinstance(output, wire.Items)
        output = output.items[0]
    return same(output, question.expected, question.rules.tolerance)


def a_case_passes_only_where_it_is_earned(place: int, observation: Observation) -> None:
    question = questions()[place % len(questions())]
    verdict = judge_case(question, observation).verdict
    assert verdict.outcome is not Outcome.BROKEN
    assert verdict.outcome is not Outcome.PASSED or is_earned(question, observation)


def an_exercise_is_judged_to_the_end(number: int, observations: Sequence[Observation]) -> None:
    entry, known = find(str(number)), asked(number)
    left: Iterator[Observation] = iter(list(observations) * 100)
    results = {name: [judge_case(one, next(left)) for one in found] for name, found in known.questions.items()}
    constants = [target for target in known.exercise.targets if isinstance(target, Constant)]
    readings = {one.name: read_constant(one, next(left)) for one in constants}
    derivations = read_derivations(known, next(left))
    report = judge_exercise(entry, known, results, readings, derivations, wire.Scanned([]))
    assert report.outcome is not Outcome.BROKEN
    assert 0 <= report.score <= report.max_score


def no_difference_means_equal(got: Any, expected: Any) -> None:
    rules = Rules(Tolerance(1e-6))
    assert difference(described(got), expected, rules) is not None or same(described(got), expected, rules.tolerance)


def a_frame_is_read_or_refused(payload: bytes) -> None:
    try:
        reply = wire.read_reply(payload)
    except wire.WireError:
        return
    if isinstance(reply, wire.CallReply):
        for place in range(len(questions())):
            a_case_passes_only_where_it_is_earned(place, Observation(tuple(reply.runs)))


def a_source_is_read_or_refused(name: str, content: bytes) -> None:
    try:
        for cell in cells(name, content):
            compile_source(cell)
    except UnreadableSource as problem:
        assert str(problem)


@pytest.mark.parametrize(
    "run", fuzzed(300, place=st.integers(0, 1000), observation=OBSERVATIONS)(a_case_passes_only_where_it_is_earned)
)
def test_a_case_passes_only_where_it_is_earned(run: Callable[[], None]) -> None:
    run()


@pytest.mark.parametrize(
    "run",
    fuzzed(120, number=EXERCISES, observations=st.lists(OBSERVATIONS, min_size=1, max_size=5))(
        an_exercise_is_judged_to_the_end
    ),
)
def test_an_exercise_is_judged_to_the_end_whatever_was_observed(run: Callable[[], None]) -> None:
    run()


def test_an_array_without_axes_where_a_pair_is_expected_is_judged_to_the_end() -> None:
    an_exercise_is_judged_to_the_end(5, [Observation((wire.Returned(described(np.array(18.75)), []),))])


@pytest.mark.parametrize(
    "run", fuzzed(600, got=ANY_VALUE | near_values(), expected=COMPARED)(no_difference_means_equal)
)
def test_values_without_a_difference_are_equal(run: Callable[[], None]) -> None:
    run()


def finite_means_each_array_is(got: Any) -> None:
    value = described(got)
    assert is_finite(value) == all(np.isfinite(array).all() for array in arrays_in(value))


@pytest.mark.parametrize("run", fuzzed(300, got=ANY_VALUE)(finite_means_each_array_is))
def test_finite_is_what_has_no_array_that_is_not(run: Callable[[], None]) -> None:
    run()


@pytest.mark.parametrize("run", fuzzed(250, payload=FRAMES)(a_frame_is_read_or_refused))
def test_a_frame_is_read_or_refused(run: Callable[[], None]) -> None:
    run()


@pytest.mark.parametrize("run", fuzzed(250, name=st.just("x.py"), content=mutated(TEXTS))(a_source_is_read_or_refused))
def test_a_changed_source_is_read_or_refused(run: Callable[[], None]) -> None:
    run()


@pytest.mark.parametrize(
    "run", fuzzed(250, name=st.just("x.ipynb"), content=mutated(NOTEBOOKS))(a_source_is_read_or_refused)
)
def test_a_changed_notebook_is_read_or_refused(run: Callable[[], None]) -> None:
    run()


@pytest.fixture(scope="module")
def grader(workers: Any) -> Grader:
    return Grader(workers, clock=Clock(case=0.4, submission=1.5))


@pytest.mark.parametrize("times", [1, pytest.param(TIMES_LONGER, marks=pytest.mark.long)])
def test_a_changed_solution_gets_a_clear_verdict(times: int, grader: Grader) -> None:
    names = {path.stem: entry for entry in entries() for path in SOURCES if path.stem == entry.name}

    @settings(max_examples=60 * times, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(
        path=st.sampled_from([path for path in SOURCES if path.stem in names and names[path.stem].number in NUMBERS]),
        data=st.data(),
    )
    def graded(path: Path, data: st.DataObject) -> None:
        content = data.draw(mutated([path.read_bytes()]))
        report = grader.report(Submission(path.name, (Source(f"ex{path.name}", content),)))
        assert report.outcome is not Outcome.BROKEN
        assert report.problem or report.score <= report.max_score

    graded()


def test_the_fuzzing_looks_at_every_kind_of_judgement() -> None:
    kinds = {question.case.kind for question in questions()}
    assert {"plain", "extreme", "state"} <= kinds
    assert any(question.target.law(question.case) for question in questions())
    assert any(question.target.keeps for question in questions())
