"""The tables in README.md and exercises/README.md, written from the exercises' folders and exercises/decks.toml.

`python docs/tables.py` writes them; `python docs/tables.py --check` exits with 1 where they are not up to date. Both exit with 1
where an exercise cites a section that its deck does not have.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from grader.exercise.catalogue import CatalogueError, Entry, chapters, data_folder, entries
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


@dataclass(frozen=True)
class Deck:
    """A lecture deck: its title and those of its sections, in order."""

    title: str
    sections: list[str]

    def section(self, citation: str) -> str | None:
        """The section that a citation names: its exact title, or the title and a remark in parentheses."""
        named = (title for title in self.sections if citation == title or _is_remark(citation, title))
        return max(named, key=len, default=None)


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
            expected = _expected(citation, by_title[title].sections)
            raise CatalogueError(f"{where}: got the section {citation!r} of {title!r}, expected {expected}")
        cited.append((title, section))
    return list(dict.fromkeys(cited))


def _expected(name: str, known: list[str]) -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    return "a title from exercises/decks.toml" + (f", perhaps {close[0]!r}" if close else "")


def deck_map() -> str:
    """Every deck with every section, and the exercises that practise it. Raises CatalogueError."""
    lectures = decks()
    practised: dict[tuple[str, str], list[str]] = {}
    for entry in entries():
        for place in sections_cited(entry, lectures):
            practised.setdefault(place, []).append(f"[{entry.number} {entry.slug}]({entry.name}/README.md)")
    lines = []
    for deck in lectures:
        lines += [f"## {deck.title}", "", "| section | practised in |", "| --- | --- |"]
        lines += [
            f"| {section} | {', '.join(practised.get((deck.title, section), ['—']))} |" for section in deck.sections
        ]
        lines.append("")
    return "\n".join(lines)


HEAD = """# From the decks to the exercises

Every section of the five lecture decks, in the order of the lectures, and the exercises that practise it; an em dash where none
does. Written by docs/tables.py from decks.toml and the exercises' own sources.

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
