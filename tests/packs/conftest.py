"""A pack of two exercises: a ReLU that anyone can check by hand, and a dict of answers."""

from __future__ import annotations

from pathlib import Path

import pytest

PACK = """\
name = "course"
title = "A course of our own"
version = "1.0"

[[chapters]]
title = "Gates"
exercises = ["relu_gate"]
"""
README = """\
# {number}. {title}

code · difficulty 1 · 2 points

Let positive numbers pass.

## Source

- Beyond the decks: a gate

## Hints

1. Compare with 0.
2. Which of the two is larger?
3. np.maximum does both.
"""
STUB = '''\
"""3. The ReLU gate."""

import numpy as np


def relu_gate(x):
    """Return max(x, 0), entry by entry."""
    raise NotImplementedError
'''
SPEC = '''\
"""Exercise 3: relu_gate."""

from grader.exercise.spec import *

SECRET = "the-reference-of-the-gate"

exercise = Exercise(
    Target(
        "relu_gate", 2, lambda x: np.maximum(x, 0),
        cases={"by hand": dict(x=[-1.5, 0.5, 2]), "a vector": dict(x=away(5))},
        mistakes=[mistake("sign_lost", "Negative numbers become 0.", lambda x: abs(x))],
    ),
)
'''
RIGHT = STUB.replace("raise NotImplementedError", "return np.maximum(x, 0)")
CONSTANT_STUB = '"""4. Sums."""\n\nSUMS = {"two and two": None}\n'
CONSTANT_SPEC = (
    "from grader.exercise.spec import *\n\nexercise = Exercise(Constant('SUMS', 2, {'two and two': 4}, number))\n"
)


def write_files(folder: Path, **files: str) -> None:
    """write_files(folder, spec_py="...") writes spec.py."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_py", ".py").replace("_md", ".md").replace("_toml", ".toml")).write_text(
            text, encoding="utf-8"
        )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """The folder of the pack, in the folder that commands run in."""
    pack = tmp_path / "mine"
    write_files(pack, pack_toml=PACK)
    write_files(
        pack / "exercises" / "03_relu_gate",
        README_md=README.format(number=3, title="The ReLU gate"),
        stub_py=STUB,
        spec_py=SPEC,
    )
    write_files(
        pack / "exercises" / "04_sums",
        README_md=README.format(number=4, title="Sums"),
        stub_py=CONSTANT_STUB,
        spec_py=CONSTANT_SPEC,
    )
    solutions = pack / "solutions"
    solutions.mkdir()
    (solutions / "03_relu_gate.py").write_text(RIGHT, encoding="utf-8")
    (solutions / "04_sums.py").write_text(CONSTANT_STUB.replace("None", "4"), encoding="utf-8")
    return pack
