"""What is wrong with a pack beside its exercises, and what reads badly."""

from __future__ import annotations

from grader.exercise.catalogue import entries_attempted
from grader.exercise.entry import Entry, pack_entries
from grader.exercise.packs import Pack
from grader.text.lists import join_words

WIDTH = 78


def width_warnings(entry: Entry) -> list[str]:
    """Lines of the README that a terminal of 80 columns breaks: no fault of the exercise."""
    return [
        f"README.md, line {number}: {len(line)} characters; up to {WIDTH} read well at 80 columns"
        for number, line in enumerate(entry.readme.splitlines(), 1)
        if len(line) > WIDTH
    ]


def name_warnings(entry: Entry) -> list[str]:
    """Other exercises that a learner's file would be graded for too, since it has names of theirs: nncli's own are as they are."""
    others = [other for other in entries_attempted(entry.names, "answers.py") if other != entry] if entry.pack else []
    return [
        f"a file with {join_words(sorted(set(entry.names) & set(other.names)))} is graded for exercise {other.label} too,"
        f" unless it is called {entry.file_name}: other names keep them apart"
        for other in others
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
    members = {entry.name for entry in pack_entries(pack)}
    strays = [
        f"solutions/{path.name}: there is no exercise of this name"
        for path in sorted((pack.folder / "solutions").glob("*.py"))
        if path.stem not in members
    ]
    return unknown + twice + strays
