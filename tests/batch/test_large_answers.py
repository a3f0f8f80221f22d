"""An answer that is far larger than anything that is asked for costs the judge next to nothing, and no honest one is taken for such."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import numpy as np
import pytest

from grader import wire
from grader.exercise import catalogue
from grader.exercise.declaration import Seen
from grader.grade import Grader
from grader.judging.derivations import read_derivations
from grader.judging.judge import MOST_KNOWN_BYTES, CaseResult, judge_case
from grader.judging.questions import Question, Sheet, Sheets
from grader.judging.room import Room, extent_of
from grader.report import Outcome, Report
from grader.sandbox.observation import Observation
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.submissions.submission import Source, Submission
from grader.wire.bounds import MAX_REPLY

ENDLESS = Room(1 << 40, 1 << 40)
LARGE = {
    "arrays": [np.zeros(1 + n % 2) for n in range(9_000)],
    "one array": np.zeros(2_000_000, dtype=np.int8),
    "numbers": [1.0] * 9_000,
    "lists in lists": [[[1.0] * 5] * 5] * 300,
    "a dict": {f"k{n}": 1.0 for n in range(9_000)},
    "texts": ["word"] * 9_000,
}


@pytest.fixture(scope="module")
def sheets() -> Sheets:
    return Sheets()


def questions(sheets: Sheets, exercise: str) -> Iterator[Question]:
    for found in sheets.of(catalogue.find(exercise)).questions.values():
        yield from found


def judged(question: Question, *values: Any) -> CaseResult:
    runs = tuple(wire.Returned(wire.describe(value), list(question.sent)) for value in values)
    return judge_case(question, Observation(runs))


@pytest.mark.parametrize("name", LARGE)
@pytest.mark.parametrize("exercise", ["6", "34", "37"])
def test_of_a_large_answer_that_alone_is_said_and_nothing_kept(sheets: Sheets, exercise: str, name: str) -> None:
    for question in questions(sheets, exercise):
        found = judged(question, LARGE[name])
        assert found.verdict.outcome is Outcome.FAILED and "far larger" in found.verdict.reason
        assert found.output is None and not found.observation.runs


@pytest.mark.parametrize("name", LARGE)
def test_where_its_size_is_not_looked_at_all_of_it_is_kept(name: str) -> None:
    """The control: this is what the diagnosis would go on with, row by row."""
    question = next(questions(Sheets(), "6"))
    question.room = ENDLESS
    found = judged(question, LARGE[name])
    assert found.output is not None and sum(extent_of([found.output])) > 7_000


def test_a_second_call_that_gives_more_is_no_way_round(sheets: Sheets) -> None:
    question = next(questions(sheets, "5"))
    assert "far larger" in judged(question, question.expected, LARGE["arrays"]).verdict.reason


@pytest.mark.parametrize("entry", catalogue.entries(), ids=lambda entry: entry.label)
def test_no_right_answer_and_no_known_mistake_is_too_large(sheets: Sheets, entry: catalogue.Entry) -> None:
    """With room to spare: four times as large they would not be either."""
    sheet = sheets.of(entry)
    for question in (one for found in sheet.questions.values() for one in found):
        for value in (question.expected, *known_mistakes(sheet, question)):
            parts, entries = extent_of([wire.describe(value)])
            assert 4 * parts <= question.room.parts and 4 * entries <= question.room.entries, question.target.name


def known_mistakes(sheet: Sheet, question: Question) -> Iterator[Any]:
    for row in sheet.exercise.mistakes:
        for variant in row.variants(question.target.name) if question.target.name in row.versions else ():
            version = variant.example if isinstance(variant, Seen) else variant
            value = question.output_of(version) if version else None
            if not isinstance(value, Exception):
                yield value


def test_a_list_in_the_place_of_a_large_array_is_judged(sheets: Sheets) -> None:
    """The largest array that is asked for, entry by entry."""
    large = next(one for one in questions(sheets, "35") if np.size(one.expected) == 10_000)
    assert "far larger" not in judged(large, large.expected.tolist()).verdict.reason


def test_what_is_known_of_a_question_is_bounded_over_a_whole_class() -> None:
    """A thousand different answers of sixteen thousand bytes each, as hostile entries could give to every question."""
    question = next(questions(Sheets(), "2"))
    for number in range(1000):
        runs = (wire.Returned(wire.describe(float(number)), list(question.sent)),)
        judge_case(question, Observation(runs, reply=f"{number:05}".encode() * 3200))
    assert (
        sum(map(len, question.results)) <= MOST_KNOWN_BYTES and question.observations.keys() == question.results.keys()
    )


def test_a_derivation_of_eight_megabytes_is_not_looked_through(sheets: Sheets) -> None:
    """Of blank lines, of which a text of a fair length is no answer at all (the control)."""
    sheet = sheets.of(catalogue.find("1"))
    for times, outcome, words in ((1, Outcome.MISSING, "not started"), (4000, Outcome.FAILED, "characters")):
        lines = wire.Items("list", [wire.Text("\n" * 1900)] * times)
        given = wire.Mapping([one.key for one in sheet.derivations], [lines] * len(sheet.derivations))
        for reading in read_derivations(sheet, Observation((wire.Returned(given, []),))).values():
            assert {(one.outcome, words in one.reason) for one in reading.verdicts} == {(outcome, True)}


def test_a_reply_of_endless_lists_is_refused_before_they_are_made() -> None:
    """Eight megabytes of short keys would be two hundred of Python's texts (the control)."""
    number = 2_700_000
    keys = b"\xdd" + number.to_bytes(4, "big") + b"\xa2ab" * number
    value = b"\x83\xa4type\xa7mapping\xa4keys" + keys + b"\xa5items\x90"
    reply = b"\x82\xa4type\xa6answer\xa4runs\x91\x83\xa4type\xa8returned\xa5value" + value + b"\xa6inputs\x90"
    assert len(reply) < MAX_REPLY
    assert peak_of(lambda: refused(reply)) < 1 << 20 < 100 << 20 < peak_of(lambda: msgspec.msgpack.decode(keys))


def refused(reply: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.read_reply(reply)


def peak_of(work: Callable[[], object]) -> int:
    """Bytes of memory that it takes at most."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_large_constants_are_told_so(sheets: Sheets) -> None:
    report = grade("F_GRAPH_1 = {'k%d' % n: 1.0 for n in range(9000)}\nF_GRAPH_2 = F_GRAPH_1\nJ_GRAPH = F_GRAPH_1")
    reasons = {case.reason for target in report.exercises[0].targets for case in target.cases}
    assert reasons == {"a dict of 9000 is far larger than anything that is asked for; return just that"}


def test_the_share_of_a_whole_submission_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("grader.grade.WHOLE", 0.0)
    (exercise,) = grade("def softmax(z):\n    return z").exercises
    assert "all that it has for that" in exercise.targets[0].cases[0].reason


def grade(text: str) -> Report:
    workers = open_workers()
    try:
        return Grader(workers, Sheets(), Clock()).report(Submission("ada", (Source("answer.py", text.encode()),)))
    finally:
        workers.close()
