"""Wrong and right answers as learners write them: what each must earn, and what its mistake must be called.

tests/answers/NN.py holds answers to exercise NN. Each begins with a line

    #> what it does | what is expected

and stands in the place of the same names in the worked solution; "whole" after the title means that it is the whole file. Expected is
"right" (full marks), or the slugs that are named, all of them and no other; "nothing" where no mistake is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from grader.exercise import catalogue
from grader.judging import share
from grader.report import Outcome
from tests.conftest import Grade

FOLDER = Path(__file__).parent / "answers"
HEAD = re.compile(r"^#> (.+?) \| (.+)\n", re.MULTILINE)
SHARE = 0.9  # of the wrong answers that must get a name
EVERY = 6  # one answer in so many belongs to every test run, `pytest -m long tests/test_answers.py` takes the others


@dataclass(frozen=True)
class Answer:
    """One answer to one exercise, and the slugs that it must be given; {"right"} for one that earns everything."""

    number: int
    title: str
    expected: frozenset[str]
    text: str

    def __str__(self) -> str:
        return f"{self.number:02} {self.title}"


def answers_in(path: Path) -> Iterator[Answer]:
    """The answers of one file."""
    number = int(path.stem)
    solution = catalogue.find(path.stem).solution.read_text(encoding="utf-8")
    _, *pieces = HEAD.split(path.read_text(encoding="utf-8"))
    for title, expected, text in zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True):
        whole = text if title.endswith(", whole") else f"{solution}\n\n{text}"
        yield Answer(number, title, frozenset(expected.split(", ")) - {"nothing"}, whole)


ANSWERS = [answer for path in sorted(FOLDER.glob("[0-9]*.py")) for answer in answers_in(path)]


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy machine may lose a name that takes long to find; here it is asked which names are found at all."""
    monkeypatch.setattr(share, "SEARCH", 20.0)


def spread(answers: list[Answer]) -> Iterator[Any]:
    """The answers as parameters: most of them are asked in long runs only."""
    for place, answer in enumerate(answers):
        yield pytest.param(answer, id=str(answer), marks=[pytest.mark.long] if place % EVERY else [])


@pytest.mark.parametrize("answer", [*spread(ANSWERS)])
def test_an_answer_gets_its_marks_and_no_false_name(answer: Answer, grade: Grade) -> None:
    report = grade(answer.text, f"ex{catalogue.find(str(answer.number)).name}.py").exercises[0]
    slugs = {mistake.slug for mistake in report.mistakes}
    assert report.outcome is not Outcome.BROKEN, report
    if answer.expected == {"right"}:
        assert (report.outcome, slugs) == (Outcome.PASSED, set()), report
    else:
        assert report.score < report.max_score, "a wrong answer gets full marks"
        assert slugs == answer.expected


def test_nearly_every_wrong_answer_gets_a_name() -> None:
    wrong = [answer for answer in ANSWERS if answer.expected != {"right"}]
    named = [answer for answer in wrong if answer.expected]
    assert len(named) >= SHARE * len(wrong)
