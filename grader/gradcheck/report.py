"""What a check found, as frozen plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from grader.arrays import NDArray

Verdict = Literal["agree", "subgradient", "precision", "unresolved", "disagree"]
VERDICTS: tuple[Verdict, ...] = ("agree", "subgradient", "precision", "unresolved", "disagree")
AGREE, SUBGRADIENT, PRECISION, UNRESOLVED, DISAGREE = range(5)
Mode = Literal["full", "fast"]


@dataclass(frozen=True)
class EntryReport:
    """One entry of a gradient beside its measured slope, which is measured +- error.

    At a kink the slopes on the two sides are left and right, and any value in [low, high] is a legitimate convention.
    loss_plus and loss_minus are upstream . output at x + step and x - step, the evaluations behind the slope.
    """

    block: str
    index: tuple[int, ...]
    x: float
    returned: float
    measured: float
    error: float
    low: float
    high: float
    kink: bool
    verdict: Verdict
    step: float
    loss_plus: float
    loss_minus: float


@dataclass(frozen=True)
class Pattern:
    """A true statement about the wrong entries of a block (block is "" where it is about all of them).

    kind is one of: shape, non-finite, upstream, transpose, permutation, sign, constant factor, upstream factor, zeros,
    offset, decay, kink value, joint, row, column, region, few entries, block.
    """

    kind: str
    block: str
    sentence: str
    factor: float | None = None
    indices: tuple[tuple[int, ...], ...] = ()


@dataclass(frozen=True)
class Joint:
    """Entries that are admissible one by one but not together: members are (input, index).

    Moved together along weights, they change one output with a slope in [low, high]; the gradient says returned.
    """

    members: tuple[tuple[str, tuple[int, ...]], ...]
    weights: tuple[float, ...]
    returned: float
    low: float
    high: float


@dataclass(frozen=True)
class Problem:
    """Something that fails a check whatever the numbers: random, mutates, shape, upstream, non-finite."""

    kind: str
    block: str
    sentence: str


@dataclass(frozen=True, eq=False)
class BlockReport:
    """The verdict on the gradient with respect to one input.

    returned, measured, error, low, high and verdicts have the shape of the input (verdicts index VERDICTS); in fast
    mode entries that were not measured one by one are nan and carry the verdict of their block. tested counts the rest.
    entries holds the evidence; located is false where more entries are wrong than those that were measured.
    """

    name: str
    shape: tuple[int, ...]
    verdict: Verdict
    tested: int
    returned: NDArray[np.float64]
    measured: NDArray[np.float64]
    error: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    verdicts: NDArray[np.int8]
    entries: tuple[EntryReport, ...]
    digits: float
    located: bool = True

    def count(self, verdict: Verdict) -> int:
        """How many entries carry this verdict."""
        return int((self.verdicts == VERDICTS.index(verdict)).sum())


@dataclass(frozen=True, eq=False, repr=False)
class GradientReport:
    """The outcome of one check. passed is true if every block agrees and nothing else is wrong; an unresolved entry
    never counts as a pass. `print(report)` shows the table that `describe` makes of it."""

    passed: bool
    verdict: Verdict
    mode: Mode
    seed: int
    precision: str
    upstream: Any
    blocks: tuple[BlockReport, ...]
    problems: tuple[Problem, ...]
    joint: tuple[Joint, ...]
    patterns: tuple[Pattern, ...]
    notes: tuple[str, ...]
    evaluations: int
    backward_calls: int
    describe: Callable[[GradientReport], str] = field(repr=False)

    @property
    def agrees(self) -> bool:
        """The same as passed, for `report = check(...)` and `assert report.agrees, report`."""
        return self.passed

    def __str__(self) -> str:
        return self.describe(self)

    def __repr__(self) -> str:
        return f"<GradientReport: {self.verdict}; " + ", ".join(f"d{b.name} {b.verdict}" for b in self.blocks) + ">"

    def block(self, name: str) -> BlockReport:
        """The report on one input, by name. Raises KeyError."""
        for block in self.blocks:
            if block.name == name:
                return block
        raise KeyError(name)
