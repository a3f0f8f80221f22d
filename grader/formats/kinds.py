"""The formats by the names that `--report` knows them by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from grader.formats.classroom import report_classroom
from grader.formats.github import report_annotations
from grader.formats.gitlab import report_gitlab
from grader.formats.gradescope import report_gradescope
from grader.formats.json import class_json, report_json
from grader.formats.junit import class_junit, report_junit
from grader.formats.lines import Lines, report_lines
from grader.formats.markdown import class_markdown, report_markdown
from grader.formats.table_csv import class_csv, report_csv
from grader.report import Report
from grader.text.cleaning import IN_JSON, IN_TEXT, IN_XML, without_commands

Graphs = Mapping[int, Sequence[tuple[str, str]]]  # by exercise: the name of a graph, and the graph as Mermaid


@dataclass(frozen=True)
class Setting:
    """What a format may need to know beside the report."""

    root: str = ""  # the folder of the submission's files, as the CI system sees it
    file: str = ""  # the one file of a submission that is a folder
    visibility: str = "visible"  # Gradescope's
    lines: Lines = field(default_factory=dict)  # where each target stands in its file
    graphs: Graphs = field(default_factory=dict)


def place_reports(report: Report, setting: Setting) -> Report:
    """The report under the name of the file that a CI system can point to."""
    return replace(report, name=setting.file) if setting.file else report


JSON_KINDS, XML_KINDS = ("json", "gradescope", "classroom", "gitlab"), ("junit", "html")


def for_standard_output(kind: str, text: str) -> str:
    """A report, or a piece of one from the start of a line on, as it may stand where a CI system reads along: in it a file's name is
    no command. A program that reads it gets the same content; GitHub's annotations are commands, and are meant to be.
    """
    if kind == "github":
        return text
    return without_commands(text, IN_JSON if kind in JSON_KINDS else IN_XML if kind in XML_KINDS else IN_TEXT)


ONE: dict[str, Callable[[Report, Setting], str]] = {
    "json": lambda report, _: report_json(report),
    "junit": lambda report, _: report_junit(report),
    "gradescope": lambda report, setting: report_gradescope(report, setting.visibility),
    "github": lambda report, setting: report_annotations(place_reports(report, setting), setting.root, setting.lines),
    "classroom": lambda report, _: report_classroom(report),
    "gitlab": lambda report, setting: report_gitlab(place_reports(report, setting), setting.root, setting.lines),
    "lines": lambda report, setting: report_lines(place_reports(report, setting), setting.root, setting.lines),
    "csv": lambda report, _: report_csv(report),
    "markdown": lambda report, setting: report_markdown(report, setting.graphs),
}
CLASS: dict[str, Callable[[Iterable[Report]], Iterator[str]]] = {
    "json": class_json,
    "junit": class_junit,
    "csv": class_csv,
    "cases": class_csv,
    "markdown": class_markdown,
}
