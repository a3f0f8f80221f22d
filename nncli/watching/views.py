"""What `nncli watch` shows: a report with what to do next, a list, and pictures, each as wide as the window is when it is drawn."""

from __future__ import annotations

from pathlib import Path

from rich.console import Group, RenderableType
from rich.text import Text

from grader.exercise.catalogue import CatalogueError
from grader.grade import Grader
from grader.report import Outcome, Report, came_to_an_end
from nncli.ui import render
from nncli.ui.console import FittedText, console
from nncli.ui.files import short_path
from nncli.ui.next_words import CasePlace, has_picture, praise


class NoPictures(Exception):
    """There is nothing to draw, or nothing to draw with; the text says which."""


def verdict_view(report: Report, path: Path | None, only_failures: bool, with_keys: bool) -> RenderableType:
    """The report of the file at `path`, and after a pass which keys lead on, where there are keys."""
    view = render.report_view(report, only_failures, CasePlace(short_path(path) if path else ""))
    if report.outcome is not Outcome.PASSED:
        return view
    passed = Text(praise(report), style="bold green")
    return Group(view, passed, Text(_keys_after_pass(report))) if with_keys else Group(view, passed)


def _keys_after_pass(report: Report) -> str:
    picture = "; o: a picture of your numbers" if any(map(has_picture, report.exercises)) else ""
    return f"n: the next exercise; s: a worked solution to compare with{picture}."


def refuse_endless(report: Report) -> None:
    """Raises NoPictures where a case did not come to an end: a picture would be waited for in vain."""
    if not all(map(came_to_an_end, report.exercises)):
        raise NoPictures("no picture: a case did not come to an end")


def pictures_view(path: Path, grader: Grader) -> RenderableType:
    """The pictures of a file's exercises. Raises NoPictures."""
    from nncli.commands.draw import picture_text, pictures_of
    from nncli.misuse import Misuse
    from nncli.ui.picture_files import NEEDS_PAGES

    try:
        pictures = pictures_of(path, None, grader)
        view = FittedText(lambda width: Text("\n".join(picture_text(picture, width) for picture in pictures)))
        view.text_for(console().width)
    except (Misuse, CatalogueError) as error:
        raise NoPictures(str(error)) from None
    except ImportError:
        raise NoPictures(NEEDS_PAGES) from None
    if not pictures:
        raise NoPictures("this exercise has no picture, and no array came out wrong")
    return view
