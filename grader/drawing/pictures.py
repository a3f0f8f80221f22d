"""A submission and an exercise's views -> pictures. A view that fails is an empty picture with its reason; nothing here is graded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.drawing.data import DrawingError, FigureData, figure_data
from grader.drawing.differences import arrays_that_failed
from grader.exercise.catalogue import Entry, entries_attempted, load_list
from grader.exercise.view import View
from grader.judging.questions import Sheets
from grader.sandbox.budget import Budget
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import Workers
from grader.submissions.submission import Submission
from grader.text.lists import join_words

SECONDS = 5.0  # of processor time for one view
MOST_NAMES = 4  # of pictures that cannot be drawn for one reason
ABSENT = re.compile(r"module 'submission' has no attribute '(\w+)'")


class Wanted(msgspec.Struct, frozen=True):
    """Which pictures of a submission: of one exercise or all, the seed of the views, whether right answers may be seen, and of
    which kind of drawing, where not of all."""

    only: Entry | None = None
    seed: int = 0
    answers: bool = True
    drawing: str = ""


class Picture(msgspec.Struct, frozen=True):
    """A picture that can be drawn, or the reason why it cannot."""

    view: View
    data: FigureData | None = None
    beside: FigureData | None = None
    reason: str = ""


def load_views(entry: Entry) -> Sequence[View]:
    """The views of an exercise, from its views.py; none where there is none. Raises CatalogueError."""
    return load_list(entry, "views", "views")


def view_program(entry: Entry) -> str:
    """What drives the views beside the learner's code: view_probe.py, below the exercise's own probes and the common helpers."""
    helpers, path = Path(__file__).with_name("view_helpers.py"), entry.folder / "view_probe.py"
    own = path.read_text(encoding="utf-8") if path.exists() else ""
    return "\n\n".join([helpers.read_text(encoding="utf-8"), entry.probe, own])


def draw_views(entry: Entry, session: Session, seed: int = 0, drawing: str = "") -> Iterator[Picture]:
    """Every view of an exercise, or those of one kind of drawing, asked of a learner's file."""
    views = [view for view in load_views(entry) if drawing in ("", view.drawing)]
    if not views:
        return
    try:
        session.begin(view_program(entry))
        for view in views:
            yield _draw(view, session, seed)
    finally:
        session.close()  # also where nobody wants the rest


def submission_pictures(
    submission: Submission,
    workers: Workers,
    sheets: Sheets,
    clock: Clock,
    wanted: Wanted,
    budget: Budget | None = None,
) -> Iterator[tuple[Entry, Picture]]:
    """The pictures of every exercise that a submission attempts: its views, then arrays that came out wrong. Of several files each is asked
    for what it attempts, all of them together in the time of `budget`, which is that of a submission where none is given.

    Raises DrawingError for a file that cannot be run, where it is the only one.
    """
    is_one, budget = len(submission.sources) == 1, budget or Budget(clock.whole)
    for source in submission.sources:
        session = Session(workers, source, clock, budget=budget)
        scanned = session.scan()
        session.close()  # a zygote runs one worker at a time
        if scanned.problem and is_one:
            raise DrawingError(scanned.problem)
        attempted = entries_attempted(scanned.names, source.name)
        if wanted.only:
            attempted = [wanted.only] if is_one or wanted.only in attempted else []
        for entry in attempted:
            for picture in draw_views(entry, session.again(workers), wanted.seed, wanted.drawing):
                yield entry, picture if wanted.answers else msgspec.structs.replace(picture, beside=None)
            if wanted.answers:
                again = session.again(workers)
                again.begin(entry.probe)
                for view, data in arrays_that_failed(sheets.of(entry), again):
                    yield entry, Picture(view, data)
                again.close()


def join_undrawn(pictures: Sequence[Picture]) -> list[Picture]:
    """The pictures, with one for all that cannot be drawn for the same reason, where the first of them stands: its name is all names."""
    names: dict[str, list[str]] = {}
    for picture in pictures:
        if picture.data is None:
            names.setdefault(picture.reason, []).append(picture.view.name)
    seen: set[str] = set()
    joined = []
    for picture in pictures:
        if picture.data is not None:
            joined.append(picture)
        elif picture.reason not in seen:
            seen.add(picture.reason)
            name = _first_of(names[picture.reason])
            joined.append(Picture(msgspec.structs.replace(picture.view, name=name, says=""), reason=picture.reason))
    return joined


def _first_of(names: list[str]) -> str:
    left = len(names) - MOST_NAMES + 1
    return join_words(names if len(names) <= MOST_NAMES else [*names[: MOST_NAMES - 1], f"{left} more"])


def _draw(view: View, session: Session, seed: int) -> Picture:
    inputs = view.inputs(np.random.default_rng([seed, 0])) if callable(view.inputs) else dict(view.inputs)
    call = wire.Call(view.target or "__name__", view.probe, [wire.describe_inputs(inputs)], [])
    observation = session.ask(call, SECONDS)
    first = observation.first
    if first is None:
        return Picture(view, reason=observation.reason)
    if isinstance(first, wire.Raised):
        return Picture(view, reason=_exception_words(first))
    try:
        data = figure_data(view.drawing, wire.revive(first.value))
        return Picture(view, data, _beside(view, inputs))
    except (DrawingError, wire.WireError) as error:
        return Picture(view, reason=str(error))


def _exception_words(raised: wire.Raised) -> str:
    if raised.types[0] in ("NotImplementedError", "NotDefined"):
        return "this part is not written yet"
    if raised.types[0] == "AttributeError" and (absent := ABSENT.match(raised.text)):
        return f"{absent[1]} is not defined in this file"
    return f"{raised.types[0]}: {raised.text}" if raised.text else raised.types[0]


def _beside(view: View, inputs: dict[str, Any]) -> FigureData | None:
    return figure_data(view.drawing, view.beside(**inputs)) if view.beside else None
