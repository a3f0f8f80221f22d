"""Are the pictures of an exercise drawn from its worked solution, and is there anything on them?"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import numpy as np

from grader.authoring.probes import functions_in, missing_probe
from grader.drawing.data import Boxes, FigureData
from grader.drawing.pictures import Picture, draw_views, load_views, view_program
from grader.exercise.catalogue import CatalogueError, Entry
from grader.grade import Grader
from grader.sandbox.session import Session
from grader.submissions.submission import Source


def view_findings(entry: Entry, grader: Grader) -> Iterator[str]:
    """Views that the worked solution leaves empty, and views without an alternative text or names of their axes."""
    if not (entry.folder / "views.py").exists():
        return
    source = Source(entry.file_name, entry.solution.read_text(encoding="utf-8").encode())
    session = Session(grader.workers, source, grader.clock)
    own = functions_in(view_program(entry))
    try:
        unasked = [(view, missing_probe(view.probe, own, "view_probe.py")) for view in load_views(entry)]
        if any(finding for _, finding in unasked):
            yield from (f"view {view.name!r}: {finding}" for view, finding in unasked if finding)
            return
        for picture in draw_views(entry, session, grader.sheets.seed):
            yield from picture_findings(picture)
    except CatalogueError as error:
        yield str(error)


def picture_findings(picture: Picture) -> Iterator[str]:
    """What is missing from one picture."""
    view = picture.view
    if picture.data is None:
        yield f"view {view.name!r} is empty for the solution: {picture.reason}"
    elif not _finite_numbers(picture.data):
        yield f"view {view.name!r} has no finite number for the solution"
    if not view.says.strip().endswith("."):
        yield f"view {view.name!r}: `says` is a sentence that tells what is to be seen, with a full stop"
    if view.drawing not in ("graph", "boxes") and not (view.x and view.y):
        yield f"view {view.name!r}: name both axes, x and y"


def _finite_numbers(data: FigureData) -> bool:
    if isinstance(data, Boxes):
        return True
    parts: list[object] = []
    for part in msgspec.structs.asdict(data).values():
        parts += part.values() if isinstance(part, dict) else [part]
    return all(np.isfinite(part).any() for part in parts if isinstance(part, np.ndarray))
