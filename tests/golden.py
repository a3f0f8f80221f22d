"""The golden folders: tests/submissions/NAME holds a submission and report.txt, what a learner reads when it is graded.

`python -m tests.golden` writes the reports anew from real runs; read the difference before you commit it.
"""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path

from rich.console import Console

from grader.exercise import catalogue
from grader.grade import Grader
from grader.report import Isolation
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import Workers
from grader.submissions.files import SubmissionError
from grader.submissions.submission import read
from nncli.ui.render import report_view

FOLDER = Path(__file__).parent / "submissions"
NAMED = re.compile(r"^(\d\d)_\w+?__")
UNSTEADY = {
    r"± \d+e-\d+": "± …",
    r"(on the square: loss)(?:.*\n)+?(?=\n)": r"\1 …\n",
    r"(fifteen hundred digits:)(?:.*\n)+?(?=\n)": r"\1 …\n",
    r"\n +\S+, line \d+, in <(?:list|set|dict)comp>\n.*": "",
    r"(unexpected\s+keyword\s+argument\s+'\w+')\.\s+Did\s+you\s+mean\s+'\w+'\?": r"\1",
}


def folders() -> list[Path]:
    return sorted(path for path in FOLDER.iterdir() if path.is_dir() and not path.name.startswith("."))


def submission_in(folder: Path) -> Path:
    """The one file or folder beside report.txt."""
    found = [path for path in folder.iterdir() if path.name not in ("report.txt", "__pycache__")]
    assert len(found) == 1, f"{folder.name} must hold one submission beside report.txt"
    return found[0]


def clock_for(folder: Path) -> Clock:
    """The usual clock where a report is about time; a generous one elsewhere, so that a busy machine changes no report."""
    recorded = folder / "report.txt"
    about_time = recorded.exists() and "timed out" in recorded.read_text(encoding="utf-8")
    return Clock(2.0, 10.0) if about_time else Clock(20.0, 100.0)


def rendered(folder: Path, workers: Workers) -> str:
    """The report as text, 80 columns wide, without colours."""
    number = NAMED.match(folder.name)
    only = catalogue.find(number[1]) if number else None
    try:
        submission = read(submission_in(folder))
    except SubmissionError as error:
        return f"nncli: {error}\n"
    grader = Grader(workers, clock=clock_for(folder), isolation=Isolation("strong", "strong (test)"), only=only)
    report = grader.report(submission)
    console = Console(width=80, markup=False, highlight=False, emoji=False, color_system=None)
    with console.capture() as captured:
        console.print(report_view(report))
    return (
        f"exit status {report.exit_status}\n\n"
        + "\n".join(line.rstrip() for line in captured.get().split("\n")).rstrip()
        + "\n"
    )


def steady(text: str) -> str:
    """`text` without what may differ between machines (measured error bars, numbers after thousands of trained steps) and
    between versions of Python (a comprehension's own frame, gone in 3.12; what a misspelt argument may mean, new in 3.13).
    """
    for pattern, kept in UNSTEADY.items():
        text = re.sub(pattern, kept, text)
    return text


def unified_difference(recorded: str, now: str) -> str:
    """The lines that differ, as `diff -u` shows them; empty where none does."""
    return "\n".join(difflib.unified_diff(recorded.split("\n"), now.split("\n"), "report.txt", "now", lineterm=""))


def main() -> None:
    workers = open_workers()
    chosen = [FOLDER / name for name in sys.argv[1:]] or folders()
    for folder in chosen:
        (folder / "report.txt").write_text(rendered(folder, workers), encoding="utf-8")
    workers.close()


if __name__ == "__main__":
    main()
