"""`nncli gradebook --report html=FOLDER`: a page of the class and one of each learner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.classroom.assignment import Policy
from grader.classroom.gradebook import Gradebook
from grader.classroom.reveal import Reveal, hide_cases, hide_seed
from nncli.classroom.class_view import unnamed_words
from nncli.classroom.copies_view import copies_lines
from nncli.classroom.run import few_names
from nncli.ui.arguments import Misuse
from nncli.ui.reporting import file_names, save

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grader.pages.class_page import ClassFindings, ClassRow

MOST_UNNAMED = 30
NEEDS_PAGES = "pages need a few more packages: pip install 'nncli[pages]'"


def write_class_pages(book: Gradebook, folder: Path, reveal: Reveal, policy: Policy | None, names: bool = True) -> None:
    """Write index.html and a page a learner. Raises Misuse where that cannot be."""
    try:
        import jinja2  # noqa: F401
    except ImportError:
        raise Misuse(NEEDS_PAGES) from None
    from grader.pages.class_page import anonymous, class_files

    if folder.exists() and not folder.is_dir():
        raise Misuse(f"{folder} is a file, expected a folder for the pages: --report html=class/")
    rows = class_rows(book, policy) if names else anonymous(class_rows(book, policy))
    title = book.assignment.title or "Class"
    found = class_findings(book, policy, {row.key: row.name for row in rows}, names)
    shown = class_files(title, rows, lambda report: hide_seed(hide_cases(report, reveal)), found)
    count = 0
    for name, page in shown:
        save(folder / name, page)
        count += 1
    click.echo(f"Wrote {folder / 'index.html'} and {count - 1} pages of learners", err=True)


def class_rows(book: Gradebook, policy: Policy | None) -> list[ClassRow]:
    """Everyone with the report that counts."""
    from grader.pages.class_page import ClassRow, attempts_by_learner

    standings = book.attempts(policy)
    attempts = attempts_by_learner(one.learner for one in book.stored_attempts())
    pages = file_names(one.learner for one in standings)
    return [
        ClassRow(
            one.name,
            f"learners/{page}.html" if one.attempt else "",
            book.report(one) if one.attempt else None,
            attempts.get(one.learner, one.number),
            one.late_factor < 1,
            one.learner,
        )
        for one, page in zip(standings, pages, strict=True)
    ]


def class_findings(book: Gradebook, policy: Policy | None, names: Mapping[str, str], with_files: bool) -> ClassFindings:
    """What has no name yet, and which texts are alike, with everyone's name on the page in the place of their key."""
    from grader.pages.class_page import ClassFindings

    unnamed = tuple(
        (
            unnamed_words(one),
            f"such as {one.files}; {few_names([names[who] for who in one.learners])}" if with_files else "",
        )
        for one in book.unnamed(policy=policy)[:MOST_UNNAMED]
    )
    return ClassFindings(unnamed, tuple(copies_lines(book, policy, names.__getitem__)))
