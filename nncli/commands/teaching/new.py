"""`nncli new`: a folder to start an exercise from, which `nncli audit` then leads its author through."""

from __future__ import annotations

import re
from pathlib import Path

import click

from grader.exercise.catalogue import data_folder, entries
from nncli.ui.arguments import Misuse

README = """# {number}. {title}

code · difficulty 1 · 2 points

Two or three sentences: what it is for, and why it matters.

## What to write

```python
def {slug}(x): ...     # x (N,) -> (N,)
```

The formula, what is given, what may not change, what counts as right.

## A worked example

One example on numbers other than those of the cases, with its arithmetic.

## Source

- *Title of the deck*: section

## Hints

1. A question that points in the right direction.
2. What to write down first.
3. Nearly the answer.
"""

STUB = '''"""{number}. {title}.

Fill in `{slug}`, then run: nncli grade ex{name}.py
"""

import numpy as np


def {slug}(x):
    """Return what, in one sentence.

    x: float64 array (N,).
    Returns a float64 array (N,). x is not changed.
    """
    raise NotImplementedError
'''

SPEC = '''"""Exercise {number}: {slug}."""

from grader.exercise.spec import *

exercise = Exercise(
    Target(
        "{slug}",
        points=2,
        reference=reference.activations.{slug},  # the right answer: add it to grader/reference/
        cases={{
            "by hand": dict(x=[-1.5, 0.5, 2]),
            "a vector": dict(x=away(5)),
        }},
        mistakes=[
            mistake("sign_lost", "One sentence of advice.", lambda x: abs(x)),
        ],
    ),
)
'''


class Refused(Exception):
    """The name or number cannot be used; the text says why."""


def write_declaration(slug: str, number: int | None) -> str:
    """Write the folder and an empty solution; what happened, as text. Raises Refused."""
    slug = slug.strip().lower().replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise Refused(f"{slug!r}: a name is made of small letters, digits and underscores, such as relu_gate")
    taken = {entry.number: entry for entry in entries()}
    chosen = number or max(taken, default=0) + 1
    if chosen in taken or any(entry.slug == slug for entry in taken.values()):
        raise Refused(f"{slug} or the number {chosen} is taken; `nncli list` shows them all")
    return _write_file(f"{chosen:02}_{slug}", dict(number=chosen, slug=slug, title=slug.replace("_", " ").capitalize()))


def _write_file(name: str, words: dict[str, object]) -> str:
    folder, solution = data_folder("exercises") / name, data_folder("solutions") / f"{name}.py"
    stub = STUB.format(**words, name=name)
    try:
        folder.mkdir()
        for file, text in (("README.md", README), ("spec.py", SPEC)):
            (folder / file).write_text(text.format(**words), encoding="utf-8")
        (folder / "stub.py").write_text(stub, encoding="utf-8")
        if not solution.exists():
            solution.write_text(stub, encoding="utf-8")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from None
    return f"Wrote {_short(folder)}/ and {_short(solution)}.\n\nnext: nncli audit {words['number']}"


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


@click.command("new")
@click.argument("slug")
@click.option("--number", type=click.IntRange(1, 99), help="Its number; the next free one by default.")
def new_command(slug: str, number: int | None) -> None:
    """Start an exercise of your own.

    SLUG is its name, such as relu_gate; `nncli audit relu_gate` then says, step by step, what is still to do.
    """
    try:
        click.echo(write_declaration(slug, number))
    except Refused as error:
        raise Misuse(str(error)) from None
