"""`nncli.check`: from what was run, or from a file, to a result."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from grader.exercise.catalogue import Entry, UnknownExercise, find, owners
from grader.submissions.files import SubmissionError
from grader.submissions.submission import Source, Submission, helpers_beside, read
from nncli.notebook.cells import kernel_of, running_shell
from nncli.notebook.errors import CheckError
from nncli.notebook.judge import kernel_judge
from nncli.notebook.result import CheckResult

NOTEBOOK = "this notebook.ipynb"


def check_in(what: Any, seed: int, depth: int) -> CheckResult:
    """Grade what the caller's caller, `depth` frames up, has run or stands in. Raises CheckError, CheckStopped."""
    if not isinstance(seed, int) or isinstance(seed, bool) or seed < 0:
        raise CheckError(f"seed: got {seed!r}, expected a whole number from 0 on")
    only = _entry_meant(what)
    submission = _submission_of(what, sys._getframe(depth).f_globals)
    report = kernel_judge().report(submission, only, seed)
    if report.problem:
        raise CheckError(report.problem.removeprefix(f"{NOTEBOOK}: "))
    return CheckResult(report, partial(kernel_judge().draw, submission, report))


def _entry_meant(what: Any) -> Entry | None:
    """The exercise that is asked for; None for all that are attempted."""
    if what is None:
        return None
    if isinstance(what, (int, str)) and not isinstance(what, bool):
        try:
            return find(str(what))
        except UnknownExercise as error:
            raise CheckError(str(error)) from None
    name = getattr(what, "__name__", None)
    if not isinstance(name, str) or not callable(what):
        raise CheckError(
            f"got {type(what).__name__}, expected the number or name of an exercise, a function or a class"
        )
    owning = owners().get(name)
    if not owning:
        raise CheckError(f"no exercise asks for {name[:60]!r}; nncli.check(3) names one by its number")
    return owning[0]


def _submission_of(what: Any, caller: dict[str, Any]) -> Submission:
    """What is to be graded: a module's file where the function stands in one, the kernel's cells, or the caller's own file."""
    module = getattr(what, "__module__", None) if callable(what) else None
    if module not in (None, "__main__"):
        return _of_file(getattr(sys.modules.get(str(module)), "__file__", None), str(module))
    shell = running_shell()
    if shell is not None:
        folder = Path()
        source = Source(NOTEBOOK, kernel_of(shell).notebook())
        return Submission(NOTEBOOK, (replace(source, beside=helpers_beside(source, folder)),))
    return _of_file(caller.get("__file__"), "this session")


def _of_file(path: Any, what: str) -> Submission:
    if not isinstance(path, str) or not path.endswith((".py", ".ipynb")):
        raise CheckError(
            f"{what} has no file that could be read; save it as a .py file, or use `nncli grade FILE` in a terminal"
        )
    try:
        return read(Path(path))
    except SubmissionError as error:
        raise CheckError(str(error)) from None
