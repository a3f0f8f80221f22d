"""The chapters in which exercises stand: nncli's own from exercises/chapters.json, those of a pack from its pack.toml.

In chapters.json, `first` and `last` are numbers of exercises; `needs` names, for an exercise, those that it builds on: {"36": [4]}. It is
JSON for speed: it is read after each pass, and a library for TOML takes longer to load.
"""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from grader.exercise.catalogue import entries
from grader.exercise.entry import Entry, data_folder
from grader.exercise.packs import Pack, packs
from grader.text.json_text import parse_json


class Chapter(NamedTuple):
    number: int
    title: str
    promise: str
    first: int
    last: int
    needs: Mapping[int, tuple[int, ...]] = MappingProxyType({})  # an exercise -> those that it builds on
    members: frozenset[int] = frozenset()  # in place of first and last
    pack: Pack | None = None

    def holds(self, entry: Entry) -> bool:
        return entry.number in self.members if self.members else self.first <= entry.number <= self.last


def chapters() -> list[Chapter]:
    """The chapters in order, from exercises/chapters.json, then those of each pack; what stands in none stands in one at the end.

    Raises OSError or ValueError where chapters.json cannot be read.
    """
    content = (data_folder("exercises") / "chapters.json").read_bytes()
    own = [_chapter_of(**table) for table in parse_json(content)]
    return [*own, *_further(own, None), *(chapter for pack in packs() for chapter in _pack_chapters(pack))]


def _pack_chapters(pack: Pack) -> list[Chapter]:
    numbers = {entry.own_slug: entry.number for entry in entries() if entry.pack == pack}
    own: list[Chapter] = []
    for place, chapter in enumerate(pack.chapters, 1):
        members = frozenset(numbers[name] for name in chapter.exercises if name in numbers)
        own += [Chapter(place, chapter.title, chapter.promise, 0, 0, members=members, pack=pack)] if members else []
    return [*own, *_further(own, pack)]


def _further(known: list[Chapter], pack: Pack | None) -> list[Chapter]:
    """A chapter for the exercises that stand in no other; none where there are none."""
    left = [entry.number for entry in entries() if entry.pack == pack and not any(one.holds(entry) for one in known)]
    title = "Further exercises" if known else "Exercises"
    return [Chapter(0, title, "", 0, 0, members=frozenset(left), pack=pack)] if left else []


def _chapter_of(needs: Mapping[str, list[int]] | None = None, **table: Any) -> Chapter:
    return Chapter(**table, needs={int(number): tuple(before) for number, before in (needs or {}).items()})


def needs() -> dict[int, tuple[int, ...]]:
    """The exercises that an exercise builds on, by number; one that is not named builds on none in particular."""
    return {number: before for chapter in chapters() for number, before in chapter.needs.items()}
