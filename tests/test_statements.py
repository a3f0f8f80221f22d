"""Rules that every statement keeps, so that a learner who knows one knows how to read them all."""

from __future__ import annotations

import ast
import itertools
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.console import Console

from grader.authoring.packs import WIDTH
from grader.exercise.catalogue import Entry, entries, find
from nncli.ui.pages import statement
from tests.conftest import Run

ENTRIES = entries()
each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)

CODE_BLOCK = re.compile(r"^```.*?^```\n", re.DOTALL | re.MULTILINE)
OPERATOR = r"(?:[=+·*/≤≥<>≠≈→←@]|-|->|:=)"
BREAK_AFTER = re.compile(rf"(?:^|\s){OPERATOR}$|[(\[]$")
BREAK_BEFORE = re.compile(rf"^{OPERATOR}\s")
OTHER_SIGNS = {
    r"\bln\b|\bln\(": "log",
    r"e[⁻ᶻᵗˣ]|\be\*\*": "e^-z",
    r"[ᵢⱼₖₗₘₙₜ]": "x_i, or x[i]",
    r"[ᵈⁿᵗ]": "2^d",
    r"×": "·",
    r"σ\(t\) = ": "σ(z) = 1/(1 + e^-z)",
    r"\bsigma\b(?!\()(?!`)": "σ",
}
DERIVED_BY = re.compile(r"(?<!increment the )\b(derivatives?|gradients?)( of( \S+){1,3})? by (?!differences|hand)")
GRADCHECKED = (7, 11, 12, 14, 25, 27, 35)


def prose_lines(text: str) -> list[str]:
    """The lines outside code blocks; an empty line stands for each block."""
    return CODE_BLOCK.sub("\n", text).split("\n")


def paragraph_breaks(text: str) -> Iterator[tuple[str, str]]:
    """Each pair of lines that are broken inside a paragraph or an item of a list."""
    lines = prose_lines(text)
    for one, other in itertools.pairwise(lines):
        begins = re.match(r"\s*(?:- |\d\. |\||#)", other)
        if one.strip() and other.strip() and not begins and not one.startswith(("#", "|")):
            yield one.strip(), other.strip()


def broken_formulas(text: str) -> list[str]:
    """Line breaks that part a formula: at an operator, in a bracket of few characters, or in a piece of code."""
    return [f"{one} / {other}" for one, other in paragraph_breaks(text) if _parts_a_formula(one, other)]


def _parts_a_formula(one: str, other: str) -> bool:
    at_operator = BREAK_AFTER.search(one) or BREAK_BEFORE.search(other)
    in_code = one.count("`") % 2 == 1
    opened = max(one.rfind("("), one.rfind("["))
    inside = one[opened:] if opened > max(one.rfind(")"), one.rfind("]")) else ""
    closes = re.search(r"[)\]]", other)
    joined = f"{inside} {other[: closes.end()]}" if inside and closes else ""
    return bool(at_operator or in_code or (re.fullmatch(r"[(\[][\w., +·*/:-]{1,14}[)\]]", joined) and "," in joined))


@each
def test_no_formula_is_broken_over_two_lines(entry: Entry) -> None:
    assert broken_formulas(entry.readme) == []


@each
def test_a_terminal_of_eighty_columns_shows_the_lines_as_they_were_written(entry: Entry) -> None:
    shown = {re.sub(r"[•*`\s]|^- ", "", line) for line in shown_lines(entry)}
    written = (line for line in prose_lines(entry.statement) if not line.startswith(("#", "|", "```")))
    wanted = [re.sub(r"[•*`\s]|^- ", "", line) for line in written]
    assert [line for line in wanted if line not in shown] == []


@each
def test_a_line_leaves_room_for_the_mark_of_a_list(entry: Entry) -> None:
    assert [line for line in entry.readme.splitlines() if len(line) > WIDTH] == []


@each
def test_one_sign_stands_for_one_thing(entry: Entry) -> None:
    found = [(sign, use) for sign, use in OTHER_SIGNS.items() if re.search(sign, entry.readme)]
    assert found == []
    assert not re.search(r"\bln\b", entry.stub + entry.solution.read_text(encoding="utf-8"))


@each
def test_a_derivative_is_with_respect_to_something(entry: Entry) -> None:
    assert [found[0] for found in DERIVED_BY.finditer(" ".join(prose_lines(entry.readme)))] == []


@each
def test_the_page_of_conventions_is_named(entry: Entry) -> None:
    assert "\n`nncli conventions` explains letters, shapes and what a result may be.\n" in entry.statement


def gradchecks(entry: Entry) -> list[list[str]]:
    """The words of each command `nncli gradcheck` of a statement."""
    text = entry.statement.replace("\\\n", " ")
    return [shlex.split(found)[1:] for found in re.findall(rf"nncli gradcheck {entry.file_name}[^\n`]*", text)]


FORWARD_PASSES = {
    7: """
import numpy as np

def softplus(z):
    return np.logaddexp(0, z)

def maxout_affine(x, W, b):
    return (np.einsum("nd,dmk->nmk", x, W) + b).max(axis=2)
""",
    25: """
import numpy as np

def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)

def affine_relu_forward(x, w, b):
    z = x @ w + b
    return np.maximum(0, z), ((x, w, b), z)
""",
}


def with_forward_passes(entry: Entry) -> str:
    """The worked solution, with what the statement says to add."""
    added = FORWARD_PASSES.get(entry.number, "")
    blocks = re.findall(r"```python\n(def net_loss.*?)(?=```)", entry.statement, re.DOTALL)
    return "\n\n".join([entry.solution.read_text(encoding="utf-8"), added, *blocks])


@pytest.mark.parametrize("number", GRADCHECKED)
def test_a_statement_about_gradients_names_commands_that_measure_them(number: int, nncli: Run, tmp_path: Path) -> None:
    entry = find(str(number))
    (tmp_path / entry.file_name).write_text(with_forward_passes(entry), encoding="utf-8")
    assert gradchecks(entry)
    for command in gradchecks(entry):
        done = nncli(*command)
        assert "agrees" in done.stdout, done.stderr
        assert "disagrees" not in done.stdout


def test_the_first_line_of_the_first_exercise_says_that_it_uses_the_chain_rule() -> None:
    first = ENTRIES[0].statement.split("\n\n")[2].split("\n")[0]
    assert "uses the chain rule" in first


@each
def test_hints_speak_of_a_slide_only_where_the_statement_does(entry: Entry) -> None:
    if re.search(r"\b(slide|deck)", " ".join(entry.hints)):
        assert re.search(r"\b(slides?|decks?)", entry.statement.partition("## Source")[0])


def expressions(text: str) -> set[str]:
    """Every expression of a piece of Python that is more than a name, written in one way; nothing where it is no Python."""
    try:
        module = ast.parse(text.strip())
    except SyntaxError:
        return set()
    return {
        ast.unparse(node)
        for node in ast.walk(module)
        if isinstance(node, (ast.BinOp, ast.Call, ast.Tuple, ast.Subscript))
    }


def values_of(entry: Entry) -> dict[str, set[str]]:
    """What each function of the worked solution computes: every value that it assigns or returns and that is more than a name."""
    module = ast.parse(entry.solution.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(module) if isinstance(node, ast.FunctionDef) and node.name != "__init__"]
    return {function.name: set(_values(function)) for function in functions}


def _values(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, (ast.Return, ast.Assign, ast.AugAssign)) and node.value is not None:
            parts = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            yield from (ast.unparse(part) for part in parts if not isinstance(part, (ast.Name, ast.Constant)))


@each
def test_the_hints_together_are_not_the_whole_answer(entry: Entry) -> None:
    """What the hints show as code must leave something of the worked solution to be found."""
    given = {
        one for code in re.findall(r"`([^`]+)`", " ".join(" ".join(entry.hints).split())) for one in expressions(code)
    }
    answers = {name: values for name, values in values_of(entry).items() if values}
    told = [name for name, values in answers.items() if values <= given]
    assert not answers or len(told) < len(answers), told


REPEATED = 9  # words in a row


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.lower())


@each
def test_no_hint_only_repeats_what_the_statement_says(entry: Entry) -> None:
    said = " ".join(words(entry.statement))
    repeats = [
        " ".join(hint[k : k + REPEATED])
        for hint in map(words, entry.hints)
        for k in range(len(hint) - REPEATED + 1)
        if f" {' '.join(hint[k : k + REPEATED])} " in said
    ]
    assert repeats == []


SCREEN_AND_A_HALF = 60  # lines of a terminal of 80 x 40
ADDITION = re.compile(r"^(?:One|Two) more: .*?(?=^Source$)", re.MULTILINE | re.DOTALL)


def shown_lines(entry: Entry) -> list[str]:
    """The lines of the statement in a terminal of 80 columns."""
    console = Console(width=80, color_system=None)
    with console.capture() as captured:
        console.print(statement(entry))
    return [line.rstrip() for line in captured.get().rstrip().split("\n")]


@each
def test_a_statement_fits_a_screen_and_a_half(entry: Entry) -> None:
    """What was added to an exercise later stands last, under a heading of its own, and is not counted."""
    own = ADDITION.sub("", "\n".join(shown_lines(entry)))
    assert len(own.split("\n")) <= SCREEN_AND_A_HALF


def test_seven_exercises_at_most_have_an_addition_that_is_not_counted() -> None:
    assert len([entry for entry in ENTRIES if ADDITION.search("\n".join(shown_lines(entry)))]) in range(1, 8)
