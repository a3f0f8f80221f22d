"""A statement as a notebook shows it: Markdown as it stands in the README, without its hints."""

from __future__ import annotations

from grader.exercise.catalogue import Entry


def statement_markdown(entry: Entry) -> str:
    """The statement. Formulas stay in code blocks, where every sign keeps its column."""
    return entry.statement
