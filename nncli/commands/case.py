"""`nncli case`: a case of an answer as a small script that runs as it is."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import Entry, entries
from grader.report import Outcome, Report
from grader.submissions.files import SubmissionError
from grader.text.cleaning import without_commands
from grader.text.code_lines import fit_code
from nncli.completion import completer
from nncli.learning.case_names import NamedCase, cases_of, choose_case
from nncli.learning.paths import paths_meant
from nncli.misuse import Misuse, refuse_below
from nncli.prestart import Prestart
from nncli.ui.arguments import EXERCISE, ISOLATION, WORKERS, seed_option
from nncli.ui.files import write_new
from nncli.ui.plain.messages import tell
from nncli.ui.plain.output import line_width

if TYPE_CHECKING:
    from grader.grade import Grader
    from grader.judging.questions import Question


def write_case(path: Path, name: str | None, only: Entry | None, grader: Grader) -> str:
    """The script of a case; of the first that did not pass where none is named. Raises Misuse."""
    from grader.judging.reproduction import case_script
    from grader.submissions.submission import read
    from grader.worker.marimo_file import is_marimo

    try:
        submission = read(path)
        report = grader.report(submission)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    exercise, target, verdict = _find_case(report, name)
    entry = next(entry for entry in entries() if entry.number == exercise.number)
    question = _question(grader, entry, target, verdict.name)
    file = exercise.source or path.name
    in_cells = any(
        is_marimo(source.content.decode("utf-8", "replace")) for source in submission.sources if source.name == file
    )
    try:
        return case_script(entry, question, verdict, file, in_cells)
    except ValueError as error:
        raise Misuse(f"this case cannot be written as a script: {error}") from None


def _find_case(report: Report, name: str | None) -> NamedCase:
    """The case that is meant. Raises Misuse, which says what there is."""
    if report.problem:
        raise Misuse(report.problem)
    cases = cases_of(report.exercises)
    broken = next((one.case.reason for one in cases if one.case.outcome is Outcome.BROKEN), None)
    if broken is not None:
        raise Misuse(f"the exercise itself is broken: {broken}")
    found = choose_case(cases, name)
    if name is None and (found is None or found.case.outcome in (Outcome.PASSED, Outcome.MISSING)):
        raise Misuse("every case that was answered passed; name one: nncli case FILE NAME")
    if found is None:
        raise Misuse(_no_case(str(name), list(dict.fromkeys(one.case.name for one in cases))))
    return found


def _no_case(name: str, names: list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(name, names, n=1)
    meant = f"; did you mean {close[0]!r}?" if close else ""
    return f"there is no case {name!r}{meant}\n\nhint: the cases are {', '.join(map(repr, names))}"


def _question(grader: Grader, entry: Entry, target: str, name: str) -> Question:
    questions = grader.sheets.of(entry).questions.get(target, [])
    found = next((question for question in questions if question.case.name == name), None)
    if found is None:
        raise Misuse(f"{name!r} is an answer in {target}, and has no inputs")
    return found


def _save(path: Path, text: str) -> None:
    """Write a new file; one that is there stays. Raises Misuse."""
    try:
        write_new(path, text)
    except FileExistsError:
        raise Misuse(f"{path} is already here and was left as it is; name another file") from None
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror}") from None
    tell(f"Wrote {path}. Run it: python {path}")


@click.command("case")
@click.argument("file", shell_complete=completer("submission_items"))
@click.argument("name", required=False, shell_complete=completer("case_items"))
@click.option("--exercise", "only", type=EXERCISE, help="Of this exercise, whatever names the file defines.")
@click.option("-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this new file.")
@seed_option("Draw other random cases.")
@ISOLATION
@WORKERS
@click.pass_obj
def case_command(
    prestart: Prestart | None,
    /,
    file: str,
    name: str | None,
    only: Entry | None,
    out: Path | None,
    seed: int,
    required: str,
    workers: str,
) -> None:
    """Print a case as a script: its inputs, the call, what came, what was expected.

    FILE is a file or the number of an exercise, NAME a case as the table names it, or "relu: by hand" where several functions have one
    of that name; the first that did not pass where it is left out. The script imports FILE, so keep it in the same folder.
    """
    from grader.grade import Grader
    from grader.judging.questions import Sheets
    from grader.report import Isolation

    try:
        path = paths_meant([file])[0]
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    with contextlib.closing((prestart or Prestart()).open_workers(workers)) as opened:
        isolation = Isolation(*opened.isolation)
        refuse_below(required, isolation)
        text = write_case(path, name, only, Grader(opened, Sheets(seed), isolation=isolation, only=only))
    if out is None:
        click.echo(without_commands(fit_code(text, line_width())), nl=False)
    else:
        _save(out, text)
