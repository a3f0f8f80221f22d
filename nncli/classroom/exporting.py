"""`--export KIND=FILE`: the tables and the archives of feedback that other systems take."""

from __future__ import annotations

from pathlib import Path

from grader.classroom.exports.feedback import FEEDBACK, feedback_archive
from grader.classroom.exports.json import class_data
from grader.classroom.exports.tables import TABLES, unmatched
from grader.classroom.gradebook import Gradebook, Standing
from grader.classroom.reveal import Reveal, hide_cases, hide_seed
from grader.formats.markdown import report_markdown
from grader.formats.table_csv import rows_text
from nncli.classroom.run import few_names
from nncli.misuse import Misuse
from nncli.ui.plain.messages import say, tell
from nncli.ui.reporting import ReportRequest, save, save_bytes

KINDS = (*TABLES, "json", *FEEDBACK)
WORDS = {
    "canvas": "as a Canvas gradebook",
    "moodle": "as Moodle's offline grading worksheet",
    "gradescope": "in Gradescope's columns",
    "csv": "one row a learner, one column an exercise",
    "json": "as JSON",
    "moodle-feedback": "feedback files for Moodle",
    "canvas-feedback": "feedback files for Canvas",
}


def parse_exports(words: tuple[str, ...]) -> list[ReportRequest]:
    """KIND=FILE, or FILE for Canvas. Raises Misuse."""
    requests = []
    for word in words:
        kind, equals, path = word.partition("=")
        if not equals:
            kind, path = "canvas", word
        if kind not in KINDS:
            raise Misuse(f"there is no export {kind!r}; there are {', '.join(KINDS)}")
        if not path:
            raise Misuse(f"--export {word}: the name of a file is missing")
        requests.append(ReportRequest(kind, path))
    return requests


def export_class(
    book: Gradebook, standings: list[Standing], exports: list[ReportRequest], title: str, reveal: Reveal
) -> None:
    """Write each of them, and say whom the system that reads it will not find. Raises Misuse."""
    for one in exports:
        path, kind = Path(one.path or ""), one.kind
        if kind in TABLES:
            save(path, rows_text(TABLES[kind](standings, title)))
        elif kind == "json":
            save(path, class_data(standings, book.assignment, title))
        else:
            reports = ((who, hide_seed(hide_cases(book.report(who), reveal))) for who in standings)
            texts = ((who, report_markdown(report)) for who, report in reports)
            save_bytes(path, feedback_archive(kind, texts))
        tell(f"wrote {path}: {len(standings)} learners, {WORDS[kind]}")
        lost = unmatched(standings, kind)
        if lost:
            system = kind.partition("-")[0].capitalize()
            said = (
                f"nncli: {system} will not find {len(lost)} of them, whose number there is not known: {few_names(lost)};"
                f" [roster] in nncli.toml reads an export of {system}"
            )
            say(said)
