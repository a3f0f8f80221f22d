"""A statement in a terminal: formulas are coloured where colours are wanted, and every sign keeps its column."""

from __future__ import annotations

import pytest
from rich.console import Console
from rich.text import Text

from grader.exercise.catalogue import Entry, entries
from nncli.ui.pages import formula_view, statement


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.slug)
def test_colours_change_no_sign_of_a_statement(entry: Entry) -> None:
    def plain(colours: str | None) -> str:
        out = Console(width=80, color_system=colours, force_terminal=bool(colours), markup=False, highlight=False)
        with out.capture() as captured:
            out.print(statement(entry))

        return "\n".join(line.rstrip() for line in Text.from_ansi(captured.get()).plain.rstrip("\n").split("\n"))

    assert plain("standard") == plain(None)


def test_what_is_defined_numbers_and_signs_differ_from_the_rest() -> None:
    shown = formula_view("v = β₂·v + 0.5·dw²    vhat = v/√2")
    styled = {(shown.plain[span.start : span.end], str(span.style)) for span in shown.spans}
    assert styled == {
        ("v", "bold"), ("vhat", "bold"), ("0.5", "cyan"), ("2", "cyan"), ("β₂", "magenta"), ("²", "magenta"), ("√", "magenta"),
    }  # fmt: skip
