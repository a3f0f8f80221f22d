"""All reports of one submission, once its marks are settled: those that are text, and those that take pictures drawn in workers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.formats.kinds import Graphs, Setting
from grader.formats.lines import target_lines
from grader.report import Report
from grader.submissions.submission import Submission
from nncli.ui.reporting import ReportRequest, root_of, write_report

if TYPE_CHECKING:
    from grader.classroom.assignment import Assignment
    from grader.exercise.catalogue import Entry


@dataclass(frozen=True)
class Drawn:
    """How pictures are drawn: of one exercise or of all that are attempted, and by which kind of workers."""

    only: Entry | None
    workers: str


def write_reports(
    report: Report,
    submission: Submission | None,
    path: Path,
    reports: list[ReportRequest],
    assignment: Assignment | None,
    drawn: Drawn,
) -> None:
    """Write each report that is asked for; `submission` is None where it could not be read. Raises Misuse."""
    graphs = _graphs(report, submission, drawn) if submission and _are_graphs_wanted(reports) else {}
    setting = _setting(report, submission, path, assignment, graphs)
    write_report(report, [one for one in reports if one.kind != "html"], setting)
    for one in (one for one in reports if one.kind == "html"):
        from grader.drawing.pictures import Wanted
        from nncli.ui.report_page import write_page

        # What an assignment withholds is not on its pictures either.
        answers = assignment is None or assignment.reveal == "all"
        write_page(report, submission, one, drawn.workers, Wanted(drawn.only, 0, answers))


def _are_graphs_wanted(reports: list[ReportRequest]) -> bool:
    return any(one.kind == "markdown" for one in reports)


def _graphs(report: Report, submission: Submission, drawn: Drawn) -> Graphs:
    """The computation graphs of each exercise as Mermaid, with the names of their views."""
    from grader.drawing.data import Graph
    from grader.drawing.graph import graph_mermaid
    from grader.drawing.pictures import Wanted
    from nncli.ui.report_page import draw_pictures

    found = draw_pictures(report, submission, drawn.workers, Wanted(drawn.only, 0, False, "graph"))
    return {
        number: [(one.view.name, graph_mermaid(one.data)) for one in pictures if isinstance(one.data, Graph)]
        for number, pictures in found.items()
    }


def _setting(
    report: Report, submission: Submission | None, path: Path, assignment: Assignment | None, graphs: Graphs
) -> Setting:
    """What the formats must know of the submission's place, and the graphs that they may show."""
    sources = submission.sources if submission else ()
    file = sources[0].name if path.is_dir() and len(sources) == 1 else ""
    lines = target_lines({one.name: one.content for one in sources}, report) if submission else {}
    return Setting(root_of(path), file, assignment.visibility if assignment else "visible", lines, graphs)
