"""The tables in README.md and exercises/README.md, written from the exercises' folders and exercises/decks.toml.

`python docs/tables.py` writes them; `python docs/tables.py --check` exits with 1 where they are not up to date. Both exit with 1
where an exercise cites a section that its deck does not have, or where the map of the decks names a target or a mistake that its
exercise does not have.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from grader.exercise.catalogue import CatalogueError, Entry, data_folder, entries, find, load_exercise
from grader.exercise.chapters import chapters
from grader.exercise.declaration import Exercise
from grader.text.numbers import points_text

ROOT = Path(__file__).resolve().parent.parent


def exercise_table() -> str:
    """Chapters with their promise, and a row for each exercise."""
    lines = []
    for chapter in chapters():
        lines += [f"**{chapter.number}. {chapter.title}** - {chapter.promise}", ""]
        names, rule = "| | exercise | kind | difficulty | points |", "| --: | --- | --- | --- | --: |"
        lines += [names + " builds on |", rule + " --- |"] if chapter.needs else [names, rule]
        lines += [row(entry, chapter.needs) for entry in entries() if chapter.holds(entry)]
        lines.append("")
    return "\n".join(lines)


def row(entry: Entry, needs: Mapping[int, tuple[int, ...]]) -> str:
    """A line of the table; the last cell, where a chapter says what its exercises build on, holds their numbers."""
    link = f"[{entry.title}](exercises/{entry.name}/README.md)"
    cells = [str(entry.number), link, entry.kind, "★" * entry.difficulty, points_text(entry.points)]
    if needs:
        cells.append(", ".join(map(str, needs.get(entry.number, ()))) or "—")
    return f"| {' | '.join(cells)} |"


def with_table(text: str, table: str) -> str:
    return re.sub(
        r"(<!-- exercises: .*? -->\n).*?(<!-- /exercises -->)",
        lambda m: f"{m[1]}\n{table}\n{m[2]}",
        text,
        flags=re.DOTALL,
    )


# ------------------------------------------------------------------------------------------------------------- decks to exercises


NO_TASK = ("agenda", "organisation")  # what a section may be that asks nothing of anybody
PRACTICE = re.compile(r"(\d+) ([\w.]+): (\w+(?: \w+)*)")


@dataclass(frozen=True)
class Practice:
    """A target that practises a section, and the mistakes by which it fails where a learner does not do what the section teaches."""

    exercise: int
    target: str
    mistakes: tuple[str, ...]


@dataclass(frozen=True)
class Deck:
    """A lecture deck: its title, and its sections in order, each with what practises it, or with a word of NO_TASK."""

    title: str
    sections: Mapping[str, list[str] | str]

    def practices(self, section: str) -> list[Practice]:
        """What practises a section, in the order of decks.toml. Raises CatalogueError where a line is written another way."""
        lines = self.sections[section]
        if isinstance(lines, str):
            if lines not in NO_TASK:
                raise CatalogueError(
                    f"exercises/decks.toml, {section!r}: got {lines!r}, expected a list, or one of {NO_TASK}"
                )
            return []
        return [_practice(section, line) for line in lines]

    def section(self, citation: str) -> str | None:
        """The section that a citation names: its exact title, or the title and a remark in parentheses."""
        named = (title for title in self.sections if citation == title or _is_remark(citation, title))
        return max(named, key=len, default=None)


def _practice(section: str, line: str) -> Practice:
    found = PRACTICE.fullmatch(line)
    if found is None:
        raise CatalogueError(
            f'exercises/decks.toml, {section!r}: got {line!r}, expected "NUMBER TARGET: MISTAKE MISTAKE"'
        )
    return Practice(int(found[1]), found[2], tuple(found[3].split()))


def _is_remark(citation: str, title: str) -> bool:
    return citation.startswith(f"{title} (") and citation.endswith(")")


def decks() -> list[Deck]:
    """The decks of exercises/decks.toml, in the order of the lectures."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib  # type: ignore[import-not-found,no-redef,unused-ignore]
    text = (data_folder("exercises") / "decks.toml").read_text(encoding="utf-8")
    return [Deck(**table) for table in tomllib.loads(text)["deck"]]


def sources(entry: Entry) -> Iterator[tuple[str, str]]:
    """(deck title, citation) for each citation in an exercise's Source section."""
    section = entry.statement.partition("\n## Source\n")[2]
    for item in re.split(r"^- ", section, flags=re.MULTILINE)[1:]:
        found = re.match(r"\*(.+?)\*:\s*(.*)", " ".join(item.split()))
        if found:
            yield from ((found[1], citation.strip()) for citation in found[2].split(";"))


def sections_cited(entry: Entry, lectures: list[Deck]) -> list[tuple[str, str]]:
    """(deck title, section), each once. Raises CatalogueError where there is no such deck, or no such section in it."""
    by_title = {deck.title: deck for deck in lectures}
    where = f"exercises/{entry.name}/README.md, ## Source"
    cited = []
    for title, citation in sources(entry):
        if title not in by_title:
            raise CatalogueError(f"{where}: got the deck {title!r}, expected {_expected(title, list(by_title))}")
        section = by_title[title].section(citation)
        if section is None:
            expected = _expected(citation, list(by_title[title].sections))
            raise CatalogueError(f"{where}: got the section {citation!r} of {title!r}, expected {expected}")
        cited.append((title, section))
    return list(dict.fromkeys(cited))


def _expected(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return "a title from exercises/decks.toml" + (f", perhaps {close[0]!r}" if close else "")


def deck_map() -> str:
    """Every deck with every section, the targets that practise it and their mistakes. Raises CatalogueError."""
    lectures = decks()
    check_practices(lectures)
    check_citations(lectures)
    lines = []
    for deck in lectures:
        lines += [f"## {deck.title}", "", "| section | practised by |", "| --- | --- |"]
        lines += [f"| {section} | {_cell(deck, section)} |" for section in deck.sections]
        lines.append("")
    return "\n".join(lines)


def _cell(deck: Deck, section: str) -> str:
    practices = deck.practices(section)
    if not practices:
        return f"({deck.sections[section]})"
    return "<br>".join(
        f"[{one.exercise}]({find(str(one.exercise)).name}/README.md) {one.target}: {', '.join(one.mistakes)}"
        for one in practices
    )


def check_practices(lectures: list[Deck]) -> None:
    """Raises CatalogueError where a section has no practice, or one names a target or a mistake that does not exist."""
    exercises = {entry.number: load_exercise(entry) for entry in entries()}
    for deck in lectures:
        for section, lines in deck.sections.items():
            practices = deck.practices(section)
            where = f"exercises/decks.toml, {deck.title}, {section!r}"
            if not practices and not isinstance(lines, str):
                raise CatalogueError(f"{where}: nothing practises it")
            for one in practices:
                fault = _fault_of(one, exercises)
                if fault:
                    raise CatalogueError(f"{where}: {fault}")


def _fault_of(one: Practice, exercises: Mapping[int, Exercise]) -> str | None:
    if one.exercise not in exercises:
        return f"there is no exercise {one.exercise}"
    targets = [target.name for target in exercises[one.exercise].targets]
    if one.target not in targets:
        return f"exercise {one.exercise} has no target {one.target!r}; it has {', '.join(targets)}"
    known = _mistakes_of(exercises[one.exercise], one.target)
    missing = [slug for slug in one.mistakes if slug not in known]
    return f"{one.target} of exercise {one.exercise} has no mistake {missing[0]!r}" if missing else None


def _mistakes_of(exercise: Exercise, target: str) -> set[str]:
    """The mistakes of a target and of its parts; the longest target of which a key begins with the name owns it."""
    names = sorted((each.name for each in exercise.targets), key=len, reverse=True)
    owner = lambda key: next(name for name in names if key == name or key.startswith(f"{name}."))  # noqa: E731
    return {row.slug for row in exercise.mistakes if any(owner(key) == target for key in row.versions)}


def check_citations(lectures: list[Deck]) -> None:
    """Raises CatalogueError where an exercise cites a section that, by the map, it does not practise."""
    practised = {
        (deck.title, section, one.exercise)
        for deck in lectures
        for section in deck.sections
        for one in deck.practices(section)
    }
    for entry in entries():
        for title, section in sections_cited(entry, lectures):
            if (title, section, entry.number) not in practised:
                raise CatalogueError(
                    f"exercises/{entry.name}/README.md cites {section!r} of {title!r}, where exercises/decks.toml has no target of it"
                )


HEAD = """# From the decks to the exercises

Every section of the five lecture decks, in the order of the lectures, and the targets that practise it, each with mistakes that it
names where a learner does not do what the section teaches. An agenda only lists other sections. Written by docs/tables.py from
decks.toml; a test holds each target and each mistake to exist, and the audit of its exercise that the mistake is caught.

"""


def main() -> int:
    """Write both files, or check them."""
    readme, deck_readme = ROOT / "README.md", ROOT / "exercises" / "README.md"
    try:
        wanted = {
            readme: with_table(readme.read_text(encoding="utf-8"), exercise_table()),
            deck_readme: HEAD + deck_map(),
        }
    except CatalogueError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in sys.argv:
        for path in stale:
            path.write_text(wanted[path], encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run `python docs/tables.py`", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
