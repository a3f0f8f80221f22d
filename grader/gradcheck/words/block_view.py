"""One wrong block as the pattern searches see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.report import DISAGREE, PRECISION, SUBGRADIENT, BlockReport

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Index = tuple[int, ...]


SHOWS = 2e-4  # of the largest slope of a block: twice what a kink must make to be seen


@dataclass(frozen=True, eq=False)
class BlockView:
    """A block with its wrong entries. Those away from kinks are laid out flat in a (returned), n (measured), bar.

    wrong and right are masks in the shape of the block over entries measured one by one; blocks are all blocks.
    floor is a difference that means nothing in this block.
    """

    block: BlockReport
    blocks: tuple[BlockReport, ...]
    x: Floats
    inputs: Mapping[str, Any]
    upstream: Any
    wrong: Bools
    right: Bools
    kinked: Bools
    mask: Bools
    a: Floats
    n: Floats
    bar: Floats
    floor: float

    @property
    def name(self) -> str:
        """The name of the input."""
        return self.block.name

    @property
    def complete(self) -> bool:
        """Whether every entry was measured, and returned as a finite number."""
        known = np.isfinite(self.block.measured) & np.isfinite(self.block.returned) & np.isfinite(self.block.error)
        return bool(known.all())

    @property
    def located(self) -> bool:
        """Whether all wrong entries of the block were measured."""
        return self.block.located

    @property
    def smooth(self) -> bool:
        """Whether no wrong entry sits on a kink."""
        return not bool((self.wrong & self.kinked).any())

    @property
    def subject(self) -> str:
        """The entries that a factor speaks of, in words."""
        k, away = self.a.size, "" if self.smooth else " away from kinks"
        if k == self.block.returned.size:
            return f"all {k} entries of the gradient of {self.name} are" if k > 1 else f"the gradient of {self.name} is"
        if k == 1:
            return f"the wrong entry of the gradient of {self.name}{away}, {list(self.where(self.mask)[0])}, is"
        which = "wrong entries" if self.located else "wrong entries that were measured"
        return f"all {k} {which} of the gradient of {self.name}{away} are"

    def where(self, mask: Bools) -> tuple[Index, ...]:
        """Indices of the entries in a mask."""
        return tuple(tuple(int(i) for i in index) for index in np.argwhere(mask))

    def list_indices(self, indices: tuple[Index, ...]) -> str:
        """The first few indices in words."""
        shown = ", ".join(f"[{', '.join(map(str, index))}]" for index in indices[:6])
        return shown + (f" and {len(indices) - 6} more" if len(indices) > 6 else "")

    def explains_all(self, factor: float) -> bool:
        """Whether the factor holds for every entry that was measured, right ones included."""
        block = self.block
        known = np.isfinite(block.measured) & np.isfinite(block.returned) & np.isfinite(block.error)
        a, n, error = block.returned[known], block.measured[known], block.error[known]
        room = 3 * error * abs(factor) + 1e-6 * np.abs(factor * n) + self.floor
        return bool((np.abs(a - factor * n) <= room).all())

    def equals(self, target: Floats, factor: Floats | float = 1.0) -> bool:
        """Whether every wrong entry away from kinks is the target, within the bar of the slope it is made of."""
        room = 3 * self.bar * np.abs(factor) + 1e-6 * np.abs(target) + self.floor
        return bool(self.a.size and np.isfinite(target).all() and (np.abs(self.a - target) <= room).all())


def view_block(
    block: BlockReport, blocks: tuple[BlockReport, ...], inputs: Mapping[str, Any], upstream: Any
) -> BlockView:
    """The view of one block."""
    measured = np.isfinite(block.measured) & np.isfinite(block.returned)
    wrong = (block.verdicts == DISAGREE) & np.isfinite(block.returned)
    with np.errstate(invalid="ignore"):
        kinked = block.high - block.low > 4 * block.error
    mask = wrong & measured & ~kinked & np.isfinite(block.error)
    size = np.abs(block.measured[measured])
    if (wrong & kinked).any():  # beside kinks, an entry this small may sit on one that shows nothing of itself
        mask &= np.abs(block.measured) > SHOWS * np.max(size, initial=0.0)
    return BlockView(
        block=block,
        blocks=blocks,
        x=np.asarray(inputs[block.name]),
        inputs=inputs,
        upstream=upstream,
        wrong=wrong,
        right=_known_right(block, measured, mask),
        kinked=kinked,
        mask=mask,
        a=block.returned[mask],
        n=block.measured[mask],
        bar=block.error[mask],
        floor=1e-12 * float(np.max(size, initial=0.0)),
    )


def _known_right(block: BlockReport, measured: Bools, wrong: Bools) -> Bools:
    """Entries that are right, and whose bars are so narrow that an error like that of the wrong ones would show.

    Entries that were not measured are right where all wrong ones are located.
    """
    with np.errstate(all="ignore"):
        size = np.maximum(np.abs(block.returned), np.abs(block.measured))
        share = np.abs(block.returned - block.measured)[wrong] / size[wrong]
        least = float(np.min(share, initial=1.0))
        largest = float(np.max(size[measured], initial=0.0))
        narrow = 2 * block.error <= np.maximum(0.1 * least * size, 1e-9 * largest)
        at_kink = (block.verdicts == SUBGRADIENT) & np.isfinite(block.low)
    right = (block.verdicts <= PRECISION) & measured & (narrow | at_kink)
    return np.asarray(right | (~np.isfinite(block.measured) & (block.verdicts <= PRECISION) & block.located))
