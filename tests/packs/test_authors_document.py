"""docs/authors.md: its exercises are audited as it says, and between them they use every word of a declaration."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise import declaration, spec
from grader.exercise.view import View

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
DECLARATIONS = "\n".join(
    re.findall(r"^```python file=\S+/(?:spec|versions|views)\.py\n(.*?)^```", TEXT, re.MULTILINE | re.DOTALL)
)
TYPES = {"AnswerKind", "Case", "Draw", "Inputs", "Kind", "Mistake", "Raises"}  # for type checkers
BY_PLACE = {
    "absolute", "advice", "concerned", "drawing", "example", "holds", "key", "name", "slug", "start", "target", "targets", "text",
}  # fmt: skip
RECORDS = (
    declaration.Target,
    declaration.Constant,
    declaration.Derivation,
    declaration.Slope,
    declaration.Property,
    declaration.Tolerance,
    declaration.Seen,
    View,
)


def test_its_sessions_are_what_the_commands_print() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "docs" / "sessions.py"), "--check", str(ROOT / "docs" / "authors.md")],
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_exercise_of_it_ends_with_a_green_audit() -> None:
    written = set(re.findall(r"file=lab/exercises/(\w+)/spec\.py", TEXT))
    whole = TEXT.partition("## The whole pack")[2]
    assert len(written) == 10
    assert set(re.findall(r"^lab/(\w+): all promises kept$", whole, re.MULTILINE)) == written


def words() -> set[str]:
    """Every word that a declaration may hold, but for those that are said by their place alone."""
    fields = {name for record in RECORDS for name in record.__struct_fields__}
    parameters = {
        *inspect.signature(declaration.Exercise.__init__).parameters,
        *inspect.signature(spec.mistake).parameters,
    }
    return ({*spec.__all__} | fields | parameters) - TYPES - BY_PLACE - {"self"}


@pytest.mark.parametrize("word", sorted(words()))
def test_every_word_of_a_declaration_has_an_example_that_runs(word: str) -> None:
    assert re.search(rf"\b{word}\b", DECLARATIONS)
