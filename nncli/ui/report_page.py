"""`nncli grade --report html=FILE`: the report as a page, with pictures drawn after the marks are settled."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from grader.exercise.catalogue import CatalogueError, entries
from grader.report import Outcome, Report, came_to_an_end
from grader.submissions.submission import Submission
from nncli.prestart import Prestart
from nncli.ui.plain.messages import warn
from nncli.ui.reporting import ReportRequest, save, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.drawing.pictures import Picture, Wanted

NEEDS_PAGES = "a report as a page needs a few more packages: pip install 'nncli[pages]'"


def write_page(report: Report, submission: Submission | None, one: ReportRequest, workers: str, wanted: Wanted) -> None:
    """Write the page, or a line on standard error that says what to install. Raises Misuse where the file cannot be written."""
    from grader.pages.page import report_page

    try:
        import jinja2  # noqa: F401
    except ImportError:
        warn(NEEDS_PAGES)
        return
    pictures = draw_pictures(report, submission, workers, wanted) if submission else {}
    page = report_page(report, pictures, hints_of(report))
    if one.path is None:
        write_text(one, page)
    else:
        save(Path(one.path), page)


def draw_pictures(report: Report, submission: Submission, workers: str, wanted: Wanted) -> dict[int, Sequence[Picture]]:
    """The pictures of each exercise, in workers of their own. One that cannot be drawn never costs the page; of an answer that did not
    come to an end none is waited for.
    """
    from msgspec.structs import replace

    from grader.drawing.data import DrawingError
    from grader.drawing.pictures import submission_pictures
    from grader.judging.questions import Sheets
    from grader.sandbox.budget import Budget
    from grader.sandbox.session import Clock

    begun = {one.number for one in report.exercises if not one.not_started and came_to_an_end(one)}
    shown = [entry for entry in entries() if entry.number in begun and wanted.only in (None, entry)]
    pictures: dict[int, list[Picture]] = {}
    with contextlib.closing(Prestart().open_workers(workers)) as opened:
        sheets, clock = Sheets(report.seed or 0), Clock()
        budget = Budget(clock.whole)  # of all exercises together: what hangs only here would hang once for each picture
        try:
            for entry in shown:
                drawn = submission_pictures(submission, opened, sheets, clock, replace(wanted, only=entry), budget)
                pictures[entry.number] = [picture for _, picture in drawn]
        except CatalogueError as error:
            warn(str(error))
        except DrawingError:  # the report says why this file cannot be run
            pass
    return dict(pictures)


def hints_of(report: Report) -> dict[int, Sequence[str]]:
    """The hints of every exercise that is not passed."""
    open_ones = {one.number for one in report.exercises if one.outcome is not Outcome.PASSED}
    return {entry.number: entry.hints for entry in entries() if entry.number in open_ones}
