"""Words in a narrow terminal: no word is broken, nothing is lost, and what a command does stands below it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from rich.console import Console

from grader.exercise.catalogue import entries, find
from nncli.commands.exercise import write_starter
from nncli.commands.list import listing
from nncli.learning.place import place_text
from nncli.learning.record import Record
from nncli.ui.pages import statement
from nncli.ui.plain.narrow import fitted


def texts() -> list[str]:
    here = Path()
    return [
        place_text(Record(), here),
        write_starter(find("41"), here, False),
        place_text(Record(last="softmax"), here),
    ]


@pytest.mark.parametrize("width", [40, 60, 77])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in texts():
        shown = fitted(text, width)
        assert shown.split() == text.split()
        assert [line for line in shown.split("\n") if len(line) > width and " " in line.strip()] == []


def test_a_wide_terminal_shows_the_text_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in texts():
        assert fitted(text, 80) == text


def test_what_a_command_does_stands_below_it() -> None:
    text = "Then:\n\n  nncli watch ex02_softmax.py  grade it at each save\n  nncli hint 2                 when you are stuck"
    assert fitted(text, 40).split("\n")[2:] == [
        "  nncli watch ex02_softmax.py",
        "      grade it at each save",
        "  nncli hint 2",
        "      when you are stuck",
    ]


def test_the_words_after_a_pass_fit_as_well() -> None:
    text = "Passed: all 10 cases of softmax are right.\n\n" + "\n".join(
        ["  next: nncli exercise 3   The multiply gate, backwards", "  compare: nncli solution 2"]
    )
    assert fitted(text, 40).split("\n") == [
        "Passed: all 10 cases of softmax are",
        "right.",
        "",
        "  next: nncli exercise 3",
        "      The multiply gate, backwards",
        "  compare: nncli solution 2",
    ]


def test_code_of_a_statement_is_whole_in_a_narrow_terminal() -> None:
    for entry in entries()[:20]:
        console = Console(width=40, color_system=None)
        with console.capture() as captured:
            console.print(statement(entry))
        shown = re.sub(r"\s", "", captured.get())
        for block in re.findall(r"```python\n(.*?)```", entry.statement, re.DOTALL):
            assert re.sub(r"\s", "", block) in shown, entry.name


def test_the_facts_of_an_exercise_are_not_parted_in_a_narrow_list() -> None:
    text = click.unstyle(listing(Record(), width=40))
    assert max(map(len, text.split("\n"))) <= 40
    assert len(re.findall(r"(?:code|derive|trace|quiz|repair) \*{1,3} \d+(?:\.\d+)?$", text, re.MULTILINE)) == len(
        entries()
    )
