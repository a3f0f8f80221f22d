"""The map from the decks to the exercises: generated, up to date, and refused where a citation leads nowhere."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from grader.exercise.catalogue import CatalogueError, Entry, chapters, entries, entry_of, needs

ROOT = Path(__file__).resolve().parent.parent
SCRIPT = ROOT / "docs" / "tables.py"
BURTCH = "Burtch, Intro to Neural Nets, week 2 (2022)"

Citing = Callable[[str], Entry]


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    """docs/tables.py as a module."""
    found = importlib.util.spec_from_file_location("docs_tables", SCRIPT)
    assert found is not None and found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module  # a dataclass looks up its own module
    found.loader.exec_module(module)
    return module


@pytest.fixture
def citing(tmp_path: Path) -> Citing:
    """citing("- *Deck*: section") -> an exercise with that Source section."""

    def made(source: str) -> Entry:
        folder = tmp_path / "99_invented"
        folder.mkdir()
        text = f"# 99. Invented\n\ncode · difficulty 1 · 1 point\n\n## Source\n\n{source}\n\n## Hints\n\n1. One.\n"
        (folder / "README.md").write_text(text, encoding="utf-8")
        return entry_of(folder)

    return made


def test_a_citation_of_a_section_that_does_not_exist_is_refused(tables: ModuleType, citing: Citing) -> None:
    entry = citing(f"- *{BURTCH}*: Multiplication; Computation Graph")
    with pytest.raises(CatalogueError) as caught:
        tables.sections_cited(entry, tables.decks())
    assert str(caught.value) == (
        f"exercises/99_invented/README.md, ## Source: got the section 'Computation Graph' of '{BURTCH}', expected a "
        "title from exercises/decks.toml, perhaps 'Computation Graphs'"
    )


def test_a_citation_of_a_deck_that_does_not_exist_is_refused(tables: ModuleType, citing: Citing) -> None:
    with pytest.raises(CatalogueError, match=r"99_invented.* got the deck 'Burtch, week 2', expected"):
        tables.sections_cited(citing("- *Burtch, week 2*: Multiplication"), tables.decks())


def test_a_remark_outside_parentheses_is_refused(tables: ModuleType, citing: Citing) -> None:
    with pytest.raises(CatalogueError, match="got the section 'Multiplication of shapes'"):
        tables.sections_cited(citing(f"- *{BURTCH}*: Multiplication of shapes"), tables.decks())


def test_a_remark_in_parentheses_and_a_broken_line_leave_the_section(tables: ModuleType, citing: Citing) -> None:
    entry = citing(f"- *{BURTCH}*: Multiplication (Conformity\n  of Shapes); Addition +\n  Broadcast; Multiplication")
    assert tables.sections_cited(entry, tables.decks()) == [
        (BURTCH, "Multiplication"),
        (BURTCH, "Addition + Broadcast"),
    ]


def test_both_tables_are_up_to_date() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, env=environment, timeout=60
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_map_has_every_section_of_every_deck_in_order(tables: ModuleType) -> None:
    lines = tables.deck_map().splitlines()
    listed = [
        line[3:] if line.startswith("## ") else line[2:].split(" | ")[0]
        for line in lines
        if line.startswith(("## ", "| "))
    ]
    wanted = [name for deck in tables.decks() for name in (deck.title, "section", "---", *deck.sections)]
    assert listed == wanted


def test_every_deck_is_practised_and_no_section_stands_twice(tables: ModuleType) -> None:
    lectures = tables.decks()
    practised = {title for entry in entries() for title, _ in tables.sections_cited(entry, lectures)}
    assert len(lectures) == 5 and practised == {deck.title for deck in lectures}
    for deck in lectures:
        assert len(set(deck.sections)) == len(deck.sections), deck.title


def test_every_exercise_cites_a_section_or_lies_beyond_the_decks(tables: ModuleType) -> None:
    lectures = tables.decks()
    of_decks = [entry for entry in entries() if "\n## Source\n\n- Beyond the decks:" not in entry.statement]
    assert [entry.name for entry in of_decks if not tables.sections_cited(entry, lectures)] == []


def test_an_exercise_builds_on_exercises_that_come_before_it() -> None:
    for chapter in chapters():
        assert all(chapter.first <= number <= chapter.last for number in chapter.needs)
    for number, before in needs().items():
        assert before
        assert all(1 <= earlier < number for earlier in before)
