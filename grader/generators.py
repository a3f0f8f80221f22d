"""Generators of random numbers, as numpy.random makes them, without the half of it that is there for older programs: to load that takes as
long again.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

import numpy as np

from grader.worker.numpy_import import StandIn, small_secrets, standing_in

MODULES = ("numpy.random.bit_generator", "numpy.random._pcg64", "numpy.random._generator")


def default_rng(entropy: Sequence[int]) -> np.random.Generator:
    """np.random.default_rng(entropy)."""
    return _generator(_part("SeedSequence")(entropy))


def case_generator(entropy: list[int]) -> np.random.Generator:
    """default_rng(entropy), whose `bit_generator.seed_seq.entropy` may be handed to learners' code: where the first number, the seed of
    the whole, is not the public 0, it is a digest of the entropy, from which the seed cannot be had.
    """
    shown = list(entropy) if entropy[0] == 0 else _digest(entropy)
    return _generator(_seeds_type()(_part("SeedSequence")(entropy), shown))


def _generator(seeds: Any) -> np.random.Generator:
    made: np.random.Generator = _part("Generator")(_part("PCG64")(seeds))
    return made


@cache
def _seeds_type() -> Any:
    """A sequence of seeds that draws from another one and shows an entropy of its own."""

    class Seeds(_part("ISeedSequence")):  # type: ignore[misc]
        def __init__(self, real: np.random.SeedSequence, entropy: list[int]) -> None:
            self.real, self.entropy = real, entropy

        def generate_state(self, n_words: int, dtype: Any = np.uint32) -> Any:
            return self.real.generate_state(n_words, dtype)

    return Seeds


@cache
def _part(name: str) -> Any:
    """A class of numpy.random's."""
    return next(getattr(module, name) for module in _modules() if hasattr(module, name))


@cache
def _modules() -> list[ModuleType]:
    """The modules that have them; all of numpy.random where this NumPy has them elsewhere, or has loaded it already."""
    package = StandIn("numpy.random")
    package.__path__ = [os.path.join(folder, "random") for folder in np.__path__]
    with standing_in({"secrets": small_secrets()}):
        if "numpy.random" not in sys.modules:
            with suppress(ImportError), standing_in({"numpy.random": package}):
                return [import_module(name) for name in MODULES]
        return [*map(import_module, MODULES[:1]), import_module("numpy.random")]


def _digest(entropy: list[int]) -> list[int]:
    from grader.text.digest import sha256  # for speed: the public seed needs none

    digest = sha256(repr(entropy).encode()).digest()
    return [int.from_bytes(digest[at : at + 4], "little") for at in (0, 4, 8)]
