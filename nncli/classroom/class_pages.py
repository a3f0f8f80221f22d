"""`nncli gradebook --report html=FOLDER`: a page of the class and one of each learner."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.classroom.assignment import Policy
from grader.classroom.gradebook import Gradebook, Standing
from grader.classroom.reveal import Reveal, hide_cases, hide_seed
from nncli.classroom.class_view import unnamed_words
from nncli.classroom.copies_view import class_copies
from nncli.misuse import Misuse
from nncli.ui.plain.messages import say
from nncli.ui.reporting import file_names, save

if TYPE_CHECKING:
    from grader.pages.class_page import ClassRow

NEEDS_PAGES = "pages need a few more packages: pip install 'nncli[pages]'"


def refuse_pages(path: str | None) -> None:
    """Raises Misuse where no pages can be written there."""
    if path is None:
        raise Misuse("pages of a class need a folder: --report html=class/")
    if os.path.exists(path) and not os.path.isdir(path):
        raise Misuse(f"{path} is a file, expected a folder for the pages: --report html=class/")
    try:
        import jinja2  # noqa: F401
    except ImportError:
        raise Misuse(NEEDS_PAGES) from None


def write_class_pages(book: Gradebook, folder: Path, reveal: Reveal, policy: Policy | None, names: bool = True) -> None:
    """Write index.html and a page a learner. Raises Misuse where that cannot be."""
    from grader.pages.class_page import AlikeRow, UnnamedRow, anonymous, class_files

    standings = {one.learner: one for one in book.attempts(policy)}
    rows = class_rows(book, list(standings.values()))
    title = book.assignment.title or "Class"
    pages = class_files(
        title,
        rows if names else anonymous(rows),
        lambda key: book.report(standings[key]),
        lambda report: hide_seed(hide_cases(report, reveal)),
        [AlikeRow(entry.label, one.learners, one.how) for entry, one in class_copies(book, standings.values())],
        [UnnamedRow(unnamed_words(one), one.learners, one.files) for one in book.unnamed(policy=policy)],
    )
    count = 0
    for name, page in pages:
        save(folder / name, page, durable=False)
        count += 1
    say(f"Wrote {folder / 'index.html'} and {count - 1} pages of learners")


def class_rows(book: Gradebook, standings: Sequence[Standing]) -> list[ClassRow]:
    """Everyone, without the reports."""
    from grader.pages.class_page import ClassRow, attempts_by_learner

    attempts = attempts_by_learner(one.learner for one in book.stored_attempts())
    pages = file_names(one.learner for one in standings)
    return [
        ClassRow(
            one.learner,
            f"{one.name} (excused)" if one.is_excused else one.name,
            f"learners/{page}.html" if one.attempt else "",
            one.counted if one.attempt else -1.0,
            attempts.get(one.learner, one.number),
            one.late_factor < 1,
        )
        for one, page in zip(standings, pages, strict=True)
    ]
