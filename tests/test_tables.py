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

from grader.exercise.catalogue import CatalogueError, Entry, entries, entry_of
from grader.exercise.chapters import chapters, needs

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


AGENDAS = {
    "Today's Agenda",
    "Outline",
    "Review of Feed Forward Artificial Neural Networks",
    "Objectives",
    "Learning objectives",
}


@pytest.mark.parametrize(
    "practice, fault",
    [
        ([], "'Gates': nothing practises it"),
        ("later", "'Gates': got 'later', expected a list, or one of ('agenda', 'organisation')"),
        (["3 MultiplyGate"], "'Gates': got '3 MultiplyGate', expected \"NUMBER TARGET: MISTAKE MISTAKE\""),
        (["99 gate: swapped"], "Invented, 'Gates': there is no exercise 99"),
        (
            ["3 Gate.backward: swapped"],
            "Invented, 'Gates': exercise 3 has no target 'Gate.backward'; it has MultiplyGate.backward",
        ),
        (
            ["3 MultiplyGate.backward: swapped turned_round"],
            "Invented, 'Gates': MultiplyGate.backward of exercise 3 has no mistake 'turned_round'",
        ),
    ],
)
def test_a_section_that_nothing_practises_is_refused(tables: ModuleType, practice: object, fault: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        tables.check_practices([tables.Deck("Invented", {"Gates": practice})])
    assert (
        str(caught.value)
        .replace("'NUMBER TARGET: MISTAKE MISTAKE'", '"NUMBER TARGET: MISTAKE MISTAKE"')
        .endswith(fault)
    )


def test_a_mistake_of_a_method_is_not_one_of_its_class(tables: ModuleType) -> None:
    with pytest.raises(CatalogueError, match="Linear of exercise 55 has no mistake 'grad_overwritten'"):
        tables.check_practices([tables.Deck("Invented", {"Layers": ["55 Linear: grad_overwritten"]})])


def test_a_citation_without_a_target_in_the_map_is_refused(tables: ModuleType) -> None:
    lectures = [tables.Deck(deck.title, {**deck.sections, "Multiplication": "agenda"}) for deck in tables.decks()]
    with pytest.raises(CatalogueError, match=r"04_shapes_and_broadcasting/README.md cites 'Multiplication' of 'Burtch"):
        tables.check_citations(lectures)


def test_every_section_is_practised_by_a_target_but_agendas_and_a_call_for_volunteers(tables: ModuleType) -> None:
    lectures = tables.decks()
    tables.check_practices(lectures)
    left = {section for deck in lectures for section in deck.sections if not deck.practices(section)}
    assert len(lectures) == 5
    assert left == AGENDAS | {"Auditors: Volunteers"}


def test_the_gradient_tape_the_average_of_batches_and_the_digits_are_practised_where_they_are_taught(
    tables: ModuleType,
) -> None:
    where = {
        section: {one.exercise for one in deck.practices(section)}
        for deck in tables.decks()
        for section in deck.sections
    }
    assert 56 in where["Tensorflow GradientTape"]
    assert 64 in where["Rationale for stochastic gradient descent"]
    assert 59 in where["Application to MNIST"]


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
