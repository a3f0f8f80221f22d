"""`nncli reset`: the starter again. What was written is kept under another name."""

from __future__ import annotations

import os
from pathlib import Path

import click

from grader.exercise.catalogue import Entry
from grader.submissions.files import SUFFIXES
from nncli.learning.record import NOTHING, Record, change_record
from nncli.misuse import Misuse
from nncli.ui.arguments import EXERCISE
from nncli.ui.files import set_aside
from nncli.ui.plain.narrow import fitted
from nncli.ui.plain.output import output_width


def reset_exercise(entry: Entry, place: Path) -> str:
    """Set a file aside, or in a folder what was served for the exercise, and write the starter, a notebook in place of a notebook; what
    happened, as text. Raises Misuse.
    """
    from nncli.commands.exercise import write_starter

    is_file = place.suffix in SUFFIXES and not place.is_dir()
    served = [place] if is_file else [place / (Path(entry.file_name).stem + suffix) for suffix in SUFFIXES]
    there = [path for path in served if os.path.lexists(path)]
    said = []
    for path in there:
        try:
            said.append(f"{path} is now {set_aside(path)}.")
        except OSError as error:
            raise Misuse(f"{path} cannot be renamed: {error.strerror}; nothing was changed") from None
    notebook = [path.suffix for path in there] == [".ipynb"]
    return "\n".join([*said, write_starter(entry, place, notebook)])


def _forget(record: Record, entry: Entry, hints: bool, marks: bool) -> Record:
    mark = record.mark(entry.slug)
    if marks:
        mark = NOTHING._replace(hints=mark.hints)
    if hints:
        mark = mark._replace(hints=0)
    return record.with_mark(entry.slug, mark, last=False)


@click.command("reset")
@click.argument("exercise", type=EXERCISE)
@click.option("--hints", is_flag=True, help="Forget which hints were shown, and leave the file.")
@click.option("--progress", is_flag=True, help="Forget the marks, and leave the file.")
def reset_command(exercise: Entry, hints: bool, progress: bool) -> None:
    """Write the starter file of an exercise again.

    The file that is there is kept as ex03_multiply_gate.1.py, .2.py and so on; nothing is overwritten.
    """
    if not (hints or progress):
        click.echo(fitted(reset_exercise(exercise, Path()), output_width()))
        return
    if problem := change_record(lambda record: _forget(record, exercise, hints, progress)):
        raise Misuse(problem)
    forgotten = " and ".join(word for word, wanted in (("hints", hints), ("marks", progress)) if wanted)
    said = f"The {forgotten} of exercise {exercise.label} are forgotten; the file is as it was."
    click.echo(fitted(said, output_width()))
