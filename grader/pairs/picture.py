"""The ladder of one entry of a pair, for its picture: which entry, and what every step says of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.gradcheck import EntryReport, GradcheckError, GradientReport, Ladder, flatten, ladder_batched
from grader.pairs.check import PairResult
from grader.pairs.remote import RemotePair
from grader.sandbox.session import Session


@dataclass(frozen=True)
class LadderPicture:
    """The ladder of one entry. returned is nan where the gradient of that entry has another shape."""

    block: str
    index: tuple[int, ...]
    returned: float
    ladder: Ladder


def picture(checked: PairResult, session: Session, wanted: str = "") -> LadderPicture:
    """The ladder of the named entry, such as "w[2,1]", or of the worst one. Raises GradcheckError and Lost."""
    report = checked.report
    assert report is not None
    name, index = _entry(report, wanted) if wanted else _worst(report)
    upstream, batches = flatten(report.upstream)[0], RemotePair(session, checked.pair)

    def losses(points: Sequence[Any]) -> list[Any]:
        outputs = batches.evaluate([{**checked.inputs, name: point} for point in points])
        return [out if isinstance(out, Exception) else float(upstream @ flatten(out)[0]) for out in outputs]

    found = ladder_batched(losses, np.asarray(checked.inputs[name], dtype=np.float64), index)
    return LadderPicture(name, index, float(report.block(name).returned[index]), found)


def _worst(report: GradientReport) -> tuple[str, tuple[int, ...]]:
    """The wrong entry that is furthest off for its block; the first entry of all where none is wrong."""
    entries: list[EntryReport] = [
        entry for block in report.blocks for entry in block.entries if entry.verdict != "precision"
    ]
    if entries:
        worst = max(
            entries,
            key=lambda e: np.nan_to_num(abs(e.returned - e.measured) / max(abs(e.measured), 1e-300), nan=np.inf),
        )
        return worst.block, worst.index
    block = next((block for block in report.blocks if block.verdict == "disagree"), report.blocks[0])
    return block.name, (0,) * len(block.shape)


def _entry(report: GradientReport, wanted: str) -> tuple[str, tuple[int, ...]]:
    match = re.fullmatch(r"\s*([\w.]+?)\s*(?:\[([\d,\s]*)\])?\s*", wanted)
    names = [block.name for block in report.blocks]
    name = next((n for n in names if match and match[1] in (n, f"d{n}")), None)
    if match is None or name is None:
        raise GradcheckError(
            f"{wanted!r} names no entry: got {wanted!r}, expected for example {names[0]}[0,0]; there are {', '.join(names)}"
        )
    shape = report.block(name).shape
    index = tuple(int(word) for word in (match[2] or "").split(",") if word.strip()) or (0,) * len(shape)
    if len(index) != len(shape) or any(i >= n for i, n in zip(index, shape, strict=True)):
        raise GradcheckError(f"{wanted!r} is not one entry of {name}, whose shape is {shape}")
    return name, index
