"""`nncli grade --with torch`: a second run of what was graded, beside PyTorch, with both columns and no points."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grader.beside.torch_run import RunAnswer, ask_runs, compare_with_torch, has_torch, runs_of
from grader.exercise.catalogue import CatalogueError, find
from grader.report import Isolation
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import SandboxError, Workers
from grader.submissions.submission import Submission
from nncli.misuse import refuse_below

if TYPE_CHECKING:
    from grader.report import ExerciseReport, Report
    from nncli.grading import GradeOptions

MISSING = (
    "PyTorch is not installed here, so the run beside it is left out. "
    "`pip install 'nncli[torch]'` brings it; the marks above do not depend on it."
)
NONE = "Beside PyTorch: nothing of what was graded has a counterpart there. Exercises 27, 55 and 58 have."


def show_with_torch(submission: Submission, report: Report, options: GradeOptions, stderr: bool) -> None:
    """Run what was graded beside PyTorch and show both columns; a line where that is not possible."""
    from rich.text import Text

    from nncli.ui.console import show
    from nncli.ui.torch_view import torch_view

    if not has_torch():
        show(Text("\n" + MISSING), stderr)
        return
    try:
        asked = _ask_all(submission, report, options)
    except (SandboxError, CatalogueError) as fault:
        show(Text(f"\nBeside PyTorch: {fault}"), stderr)
        return
    try:
        compared = [(title, [compare_with_torch(answer) for answer in answers]) for title, answers in asked]
    except (ImportError, OSError) as fault:
        show(Text(f"\nBeside PyTorch: it is installed, but cannot be loaded: {fault}"), stderr)
        return
    show(torch_view(_version(), compared) if compared else Text("\n" + NONE), stderr)


def _version() -> str:
    import torch

    return str(torch.__version__)


Asked = list[tuple[str, list[RunAnswer]]]


def _ask_all(submission: Submission, report: Report, options: GradeOptions) -> Asked:
    """The learner's column of each exercise that has one, asked of new workers. Raises SandboxError and CatalogueError."""
    chosen = [one for one in report.exercises if runs_of(find(one.label))]
    if not chosen:
        return []
    workers = open_workers(options.workers)
    try:
        refuse_below(options.required, Isolation(*workers.isolation))
        return [
            (f"Exercise {one.label}", _ask(one, submission, workers, options.timeout, report.seed or 0))
            for one in chosen
        ]
    finally:
        workers.close()


def _ask(
    exercise: ExerciseReport, submission: Submission, workers: Workers, timeout: float, seed: int
) -> list[RunAnswer]:
    """The runs of one exercise, on the file that counted for it."""
    sources = [source for source in submission.sources if source.name == exercise.source] or submission.sources
    session = Session(workers, sources[0], Clock(timeout))
    return ask_runs(find(exercise.label), session, seed)
