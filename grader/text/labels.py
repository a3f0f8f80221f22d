"""How an exercise is called. Its number is unique among all packs: that of a pack's third exercise is the pack's own base, and 3.

A base follows from the pack's name alone, so that a gradebook, a seed and a cluster agree on it without asking one another.
"""

from __future__ import annotations

import zlib

SPAN = 1000  # numbers of one pack; below it are nncli's own
BASES = 1 << 20


def base_of(pack: str) -> int:
    """What is added to the numbers of a pack of this name; 0 for nncli's own exercises."""
    return SPAN * (1 + zlib.crc32(pack.encode()) % BASES) if pack else 0


def own_number(number: int) -> int:
    """The number within the pack."""
    return number % SPAN


def pack_of(slug: str) -> str:
    """The name of the pack in "course/relu_gate"; empty for nncli's own."""
    return slug.rpartition("/")[0]


def exercise_label(number: int, slug: str) -> str:
    """What a learner types: "3", or "course/3" for an exercise of a pack."""
    pack = pack_of(slug)
    return f"{pack}/{own_number(number)}" if pack else str(number)


def folder_label(number: int, slug: str) -> str:
    """Such as "03_multiply_gate", or "course/03_relu_gate"."""
    pack, _, own = slug.rpartition("/")
    return f"{pack}/{own_number(number):02}_{own}" if pack else f"{number:02}_{slug}"
