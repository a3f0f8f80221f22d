"""The tables in README.md and exercises/README.md, written from the exercises' folders.

`python docs/tables.py` writes them; `python docs/tables.py --check` exits with 1 where they are not up to date.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from grader.catalogue import Entry, chapters, entries
from grader.numbers import points_text

ROOT = Path(__file__).resolve().parent.parent
DECKS = ROOT / "docs" / "decks.toml"


def exercise_table() -> str:
    """Chapters with their promise, and a row for each exercise."""
    lines = []
    for chapter in chapters():
        lines += [f"**{chapter.number}. {chapter.title}** - {chapter.promise}", ""]
        lines += ["| | exercise | kind | difficulty | points |", "| --: | --- | --- | --- | --: |"]
        lines += [row(entry) for entry in entries() if chapter.first <= entry.number <= chapter.last]
        lines.append("")
    return "\n".join(lines)


def row(entry: Entry) -> str:
    link = f"[{entry.title}](exercises/{entry.name}/README.md)"
    return f"| {entry.number} | {link} | {entry.kind} | {'★' * entry.difficulty} | {points_text(entry.points)} |"


def sources(entry: Entry) -> list[tuple[str, str]]:
    """(deck title, its sections as the exercise names them) of an exercise's Source section."""
    section = entry.statement.partition("\n## Source\n")[2]
    items = re.split(r"^- ", section, flags=re.MULTILINE)[1:]
    found = [re.match(r"\*(.+?)\*:\s*(.*)", " ".join(item.split())) for item in items]
    return [(match[1], match[2]) for match in found if match]


def deck_map() -> str:
    """Every deck, and under it each cited section with the exercises that practise it."""
    lines = []
    decks: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries():
        for deck, text in sources(entry):
            for part in filter(None, (piece.strip(" .") for piece in text.split(";"))):
                decks.setdefault(deck, {}).setdefault(part, []).append(entry)
    for deck in sorted(decks):
        lines += [f"## {deck}", "", "| section | practised in |", "| --- | --- |"]
        for section, where in decks[deck].items():
            links = ", ".join(f"[{entry.number} {entry.slug}]({entry.name}/README.md)" for entry in where)
            lines.append(f"| {section} | {links} |")
        lines.append("")
    return "\n".join(lines)


def with_table(text: str, table: str) -> str:
    return re.sub(
        r"(<!-- exercises: .*? -->\n).*?(<!-- /exercises -->)", lambda m: f"{m[1]}\n{table}\n{m[2]}", text, flags=re.DOTALL
    )


HEAD = """# From the decks to the exercises

Every section of the five lecture decks that is practised here, and where. Written by docs/tables.py from the exercises' own sources.

"""


def main() -> int:
    """Write both files, or check them."""
    readme, decks = ROOT / "README.md", ROOT / "exercises" / "README.md"
    wanted = {readme: with_table(readme.read_text(encoding="utf-8"), exercise_table()), decks: HEAD + deck_map()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" not in sys.argv:
        for path, text in wanted.items():
            path.write_text(text, encoding="utf-8")
        return 0
    for path in stale:
        print(f"{path.relative_to(ROOT)} is out of date: run `python docs/tables.py`")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
