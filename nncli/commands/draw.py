"""`nncli draw`: pictures of a learner's own numbers, in the terminal or as a file."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.exercise.catalogue import CatalogueError, Entry
from grader.submissions.files import SubmissionError
from grader.text.cleaning import visible, without_commands
from nncli.completion import completer
from nncli.learning.paths import paths_meant
from nncli.misuse import Misuse, refuse_below
from nncli.prestart import Prestart
from nncli.ui.arguments import EXERCISE, ISOLATION, WORKERS, seed_option
from nncli.ui.picture_files import NEEDS_PAGES, refuse_other_endings, save_pictures
from nncli.ui.plain.narrow import wrap_lines
from nncli.ui.plain.output import output_width

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture
    from grader.grade import Grader


def pictures_of(path: Path, only: Entry | None, grader: Grader) -> list[Picture]:
    """The pictures of every exercise that a file attempts: its views, then arrays that came out wrong. Raises Misuse."""
    from grader.drawing.data import DrawingError
    from grader.drawing.pictures import Wanted, join_undrawn, submission_pictures
    from grader.submissions.submission import read

    try:
        submission = read(path)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    wanted = Wanted(only, grader.sheets.seed)
    try:
        found = submission_pictures(submission, grader.workers, grader.sheets, grader.clock, wanted)
        return join_undrawn([picture for _, picture in found])
    except DrawingError as error:
        raise Misuse(str(error)) from None


def show_pictures(pictures: list[Picture]) -> None:
    """Each picture as text, or the reason why there is none."""
    width = output_width()
    for picture in pictures:
        click.echo(without_commands(picture_text(picture, width)))


def picture_text(picture: Picture, width: int) -> str:
    """A picture for a terminal of `width` columns, or the reason why there is none. Raises ImportError without plotext."""
    from grader.drawing.terminal import terminal_text

    view = picture.view
    if picture.data is None:
        return wrap_lines(f"{view.name}: no picture; {visible(picture.reason)}\n", width)
    return terminal_text(picture.data, view.name, view.x, view.y, min(width, 100), picture.beside)


@click.command("draw")
@click.argument("file", shell_complete=completer("submission_items"))
@click.option("--exercise", "only", type=EXERCISE, help="Of this exercise, whatever names the file defines.")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write FILE.svg, FILE.png or FILE.html."
)
@seed_option("Draw other random cases.")
@ISOLATION
@WORKERS
@click.pass_obj
def draw_command(
    prestart: Prestart | None,
    /,
    file: str,
    only: Entry | None,
    out: Path | None,
    seed: int,
    required: str,
    workers: str,
) -> None:
    """Draw pictures of your own numbers.

    FILE is a file or the number of an exercise. Without -o the pictures are shown here, in the terminal.
    """
    from grader.grade import Grader
    from grader.judging.questions import Sheets
    from grader.report import Isolation

    if out is not None:
        refuse_other_endings(out)
    try:
        path = paths_meant([file])[0]
        with contextlib.closing((prestart or Prestart()).open_workers(workers)) as opened:
            isolation = Isolation(*opened.isolation)
            refuse_below(required, isolation)
            pictures = pictures_of(path, only, Grader(opened, Sheets(seed), isolation=isolation))
        if not pictures:
            raise Misuse("this exercise has no picture, and no array came out wrong")
        if out is None:
            show_pictures(pictures)
        else:
            save_pictures(pictures, out)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    except CatalogueError as error:
        raise Misuse(str(error)) from None
    except ImportError as error:
        raise Misuse(f"{NEEDS_PAGES} ({error.name} is missing)") from None
