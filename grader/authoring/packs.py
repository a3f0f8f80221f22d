"""What is wrong with a pack beside its exercises, and what reads badly."""

from __future__ import annotations

from grader.exercise.entry import Entry, pack_entries
from grader.exercise.packs import Pack

WIDTH = 78


def width_warnings(entry: Entry) -> list[str]:
    """Lines of the README that a terminal of 80 columns breaks: no fault of the exercise."""
    return [
        f"README.md, line {number}: {len(line)} characters; up to {WIDTH} read well at 80 columns"
        for number, line in enumerate(entry.readme.splitlines(), 1)
        if len(line) > WIDTH
    ]


def pack_findings(pack: Pack) -> list[str]:
    """What is wrong with a pack beside its exercises."""
    if pack.problem:
        return [pack.problem]
    known = {entry.own_slug for entry in pack_entries(pack)}
    listed = [(chapter.title, name) for chapter in pack.chapters for name in chapter.exercises]
    unknown = [
        f"pack.toml, chapter {title!r}: there is no exercise {name!r}" for title, name in listed if name not in known
    ]
    names = [name for _, name in listed]
    twice = [f"pack.toml: {name!r} stands in two places" for name in dict.fromkeys(names) if names.count(name) > 1]
    return unknown + twice
