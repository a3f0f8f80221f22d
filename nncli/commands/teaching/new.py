"""`nncli new`: a folder to start an exercise from, which `nncli audit` then leads its author through; in a pack, which it may start."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import click

from grader.exercise.catalogue import data_folder, entries
from grader.exercise.entry import FOLDER
from grader.exercise.packs import FILE, NAME, RESERVED, pack_of_folder, read_pack
from grader.exercise.trust import keeping_trust
from nncli.misuse import Misuse
from nncli.ui.arguments import pack_option
from nncli.ui.files import short_path
from nncli.ui.plain.messages import tell

PACK = """\
name = "{name}"
title = "{title}"
version = "1.0"
nncli = ">={least}"

[[chapters]]
title = "First chapter"
promise = "What a learner can do after it."
exercises = ["{slug}"]
"""

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

Fill in `{slug}`, then run: nncli grade {file}
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
        reference={reference}
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
OURS = "reference.activations.{slug},  # the right answer: add it to grader/reference/"
OWN = "lambda x: np.maximum(x, 0),  # the right answer: write yours"


class Refused(Exception):
    """The name or number cannot be used; the text says why."""


@dataclass(frozen=True)
class Place:
    """Where an exercise is to be written: a pack, or a checkout of the program. `taken` are the names there by number."""

    exercises: Path
    solutions: Path
    pack: str
    taken: dict[int, str]
    new_pack: Path | None = None  # a pack.toml to write first


def write_declaration(slug: str, number: int | None, folder: Path | None) -> str:
    """Write the folder and an empty solution; what happened, as text. Raises Refused."""
    word, slug = slug, slug.strip().lower().replace("-", "_")
    if not re.fullmatch(r"[a-z][a-z0-9_]*", slug):
        raise Refused(f"{word!r}: a name is made of small letters, digits and underscores, such as relu_gate")
    place = _pack_place(folder) if folder else _place_here()
    chosen = number or max(place.taken, default=0) + 1
    if slug in place.taken.values():
        there = place.exercises / next(f"{number:02}_{name}" for number, name in place.taken.items() if name == slug)
        raise Refused(f"there is an exercise {slug} already: {short_path(there)}")
    if chosen in place.taken:
        raise Refused(
            f"the number {chosen} is that of {place.taken[chosen]}; the next free one is {max(place.taken) + 1}"
        )
    if chosen > 99:
        raise Refused("the numbers go to 99: begin another pack, nncli new NAME --pack another")
    return _write_exercise(place, slug, chosen)


def _place_here() -> Place:
    """The pack that this folder belongs to, or the checkout of the program that it lies in. Raises Refused."""
    here = Path.cwd()
    if pack := pack_of_folder(here):
        return _pack_place(pack)
    exercises = data_folder("exercises")
    if (exercises.parent / "pyproject.toml").exists() and here.is_relative_to(exercises.parent):
        own = {entry.number: entry.slug for entry in entries() if entry.pack is None}
        return Place(exercises, data_folder("solutions"), "", own)
    raise Refused("there is no pack in this folder\n\nhint: `nncli new NAME --pack mycourse` starts one, in ./mycourse")


def _pack_place(folder: Path) -> Place:
    """In this pack, or in one that is to be started there. Raises Refused."""
    folder = folder.resolve()
    if {"site-packages", "dist-packages"} & set(folder.parts) or folder.is_relative_to(
        data_folder("exercises").parent / "grader"
    ):
        raise Refused(
            f"{folder} lies in an installed package, which the next update replaces: write into a pack of your own"
        )
    if (folder / FILE).is_file():
        pack = read_pack(folder)
        if pack.problem or pack.half:
            raise Refused(pack.problem or f"{folder} is the students' half of a pack: write into the teacher's folder")
        members = [match for path in sorted((folder / "exercises").glob("*")) if (match := FOLDER.match(path.name))]
        taken = {int(match[1]): match[2] for match in members}
        return Place(folder / "exercises", folder / "solutions", pack.name, taken)
    name = re.sub(r"[^a-z0-9_]+", "_", folder.name.lower()).strip("_")
    if not NAME.fullmatch(name) or name in RESERVED:
        raise Refused(
            f"{folder.name!r}: a pack's name is 2 to 40 small letters, digits and underscores, such as mycourse"
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(f"{folder} is there already and is no pack: name a new folder, or one with a {FILE}")
    return Place(folder / "exercises", folder / "solutions", name, {}, folder / FILE)


def _write_exercise(place: Place, slug: str, number: int) -> str:
    """Nothing that is there is overwritten. Raises Refused."""
    name = f"{number:02}_{slug}"
    folder, solution = place.exercises / name, place.solutions / f"{name}.py"
    words = dict(number=number, slug=slug, title=slug.replace("_", " ").capitalize())
    words["file"] = f"{place.pack}_{name}.py" if place.pack else f"ex{name}.py"
    words["reference"] = (OWN if place.pack else OURS).format(slug=slug)
    try:
        with keeping_trust(place.exercises.parent, is_new=place.new_pack is not None):
            if place.new_pack:
                _start_pack(place.new_pack, place.pack, slug)
            place.exercises.mkdir(exist_ok=True)
            place.solutions.mkdir(exist_ok=True)
            folder.mkdir()
            for file, text in (("README.md", README), ("spec.py", SPEC), ("stub.py", STUB)):
                (folder / file).write_text(text.format(**words), encoding="utf-8")
            if not solution.exists():
                solution.write_text(STUB.format(**words), encoding="utf-8")
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}") from None
    return _words(place, folder, solution, number)


def _words(place: Place, folder: Path, solution: Path, number: int) -> str:
    """What was written, and how the audit finds it."""
    pack = place.exercises.parent
    started = (
        f"Started the pack {place.pack}: {short_path(place.new_pack)} holds its title and chapters.\n"
        if place.new_pack
        else ""
    )
    label = f"{place.pack}/{number}" if place.pack else str(number)
    option = "" if not place.pack or pack == Path.cwd() else f" --pack {short_path(pack)}"
    return f"{started}Wrote {short_path(folder)}/ and {short_path(solution)}.\n\nnext: nncli audit {label}{option}"


def _start_pack(file: Path, name: str, slug: str) -> None:
    from grader.version import VERSION

    file.parent.mkdir(parents=True, exist_ok=True)
    least = ".".join(VERSION.split(".")[:2])
    title = name.replace("_", " ").capitalize()
    with open(file, "x", encoding="utf-8") as opened:
        opened.write(PACK.format(name=name, title=title, least=least, slug=slug))


@click.command("new")
@click.argument("slug")
@click.option("--number", type=click.IntRange(1, 99), help="Its number.  [default: one more than the highest]")
@pack_option(
    "Write into the pack in this folder; a new one is started.  [default: the pack of this folder]",
    type=click.Path(path_type=Path, file_okay=False),
    multiple=False,
    callback=None,
    expose_value=True,
)
def new_command(slug: str, number: int | None, pack: Path | None) -> None:
    """Start an exercise of your own.

    SLUG is its name, such as relu_gate; `nncli audit relu_gate` then says, step by step, what is still to do. docs/authors.md writes one
    of each kind.
    """
    try:
        tell(write_declaration(slug, number, pack))
    except Refused as error:
        raise Misuse(str(error)) from None
