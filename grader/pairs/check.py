"""One pair, checked in a worker: its inputs chosen, both halves tried once, then the check, and a ladder for its picture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeGuard

import numpy as np

from grader import wire
from grader.exercise.pair import Pair
from grader.gradcheck import (
    EntryReport,
    GradcheckError,
    GradientReport,
    Ladder,
    Mode,
    check_batched,
    flatten,
    ladder_batched,
)
from grader.pairs import inputs as recipes
from grader.pairs.remote import LearnerError, RemotePair, WorkerLost, is_real
from grader.sandbox.session import Session

SLOW = "if it is only slow, then smaller inputs, --mode fast or a larger --timeout may do"
OF_THE_INPUTS = {"ValueError", "IndexError", "TypeError", "KeyError", "AxisError", "LinAlgError", "ZeroDivisionError"}
DICTS = {"p", "params", "parameters", "theta"}


@dataclass(frozen=True)
class PairResult:
    """What came of one pair: a report, or the problem that stood in its way. misuse: what was asked for cannot be done."""

    pair: Pair
    recipes: Mapping[str, str]
    guessed: tuple[str, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    report: GradientReport | None = None
    problem: str = ""
    hint: str = ""
    frames: tuple[wire.Frame, ...] = ()
    misuse: bool = False

    @property
    def exit_status(self) -> int:
        """0 agrees everywhere, 1 something does not, 2 nothing could be checked as asked."""
        return 2 if self.misuse else 0 if self.report is not None and self.report.passed else 1


class _Stop(Exception):
    """Ends a check: what of Checked is known by then."""

    def __init__(self, problem: str, hint: str = "", misuse: bool = False, error: wire.Raised | None = None) -> None:
        self.found = {
            "problem": problem,
            "hint": hint,
            "misuse": misuse,
            "frames": tuple(error.frames) if error else (),
        }


@dataclass
class PairCheck:
    """Checks one pair. given: recipes by input; inputs that have none are chosen by their names."""

    pair: Pair
    session: Session
    given: Mapping[str, str]
    seed: int = 0
    mode: Mode = "full"

    def __post_init__(self) -> None:
        self.batches = RemotePair(self.session, self.pair)
        told = {name.split(".")[0] for name in self.given}
        self.guessed = tuple(name for name in self.pair.names if name not in told)
        self.recipes: dict[str, str] = dict(self.given)
        self.inputs: dict[str, Any] = {}

    def run(self) -> PairResult:
        """The outcome; never raises for what the learner's code does."""
        report = None
        try:
            report = self._report()
            found: dict[str, Any] = {}
        except _Stop as stop:
            found = stop.found
        except GradcheckError as error:
            cause = error.__cause__
            frames = tuple(cause.error.frames) if isinstance(cause, LearnerError) else ()
            found = {"problem": str(cause) if frames else str(error), "frames": frames}
        except wire.WireError as error:
            found = {"problem": f"the inputs cannot be handed over: {error}", "misuse": True}
        except WorkerLost as lost:
            found = {"problem": str(lost), "hint": SLOW if lost.is_late else ""}
        return PairResult(self.pair, self.recipes, self.guessed, self.inputs, report, **found)

    def _report(self) -> GradientReport:
        output = self._first_output()
        upstream = self._upstream(output)
        report = check_batched(
            self.batches.evaluate,
            self.batches.gradients,
            self.inputs,
            mode=self.mode,
            seed=self.seed,
            wrt=self._differentiate(output),
            upstream=upstream,
        )
        notes = (*self._notes(report, upstream), *report.notes)
        problems = self.batches.problems()
        if not problems:
            return replace(report, notes=notes)
        return replace(report, passed=False, verdict="disagree", problems=(*report.problems, *problems), notes=notes)

    def _first_output(self) -> Any:
        """forward's output at the inputs; where they are chosen by name, the first choice that forward takes."""
        plans = recipes.guesses(self.pair.forward, self.guessed) if self.guessed else [{}]
        candidates = [self._in_order({**self.given, **plan}) for plan in plans]
        points = [recipes.inputs(candidate, self.seed) for candidate in candidates]
        if not any(is_real(value) for point in points for value in point.values()):
            raise _Stop(_whole_numbers(candidates[0]), misuse=True)
        outputs = self.batches.evaluate(points)
        unpaired = next((output for output in outputs if _returned_no_pair(output)), None)
        if unpaired is not None:
            raise _Stop(unpaired.error.text, self._pair_hint(), False, unpaired.error)
        usable = [place for place, output in enumerate(outputs) if _is_finite(output)]
        place = usable[0] if usable else 0
        self.recipes, self.inputs = candidates[place], points[place]
        if isinstance(outputs[place], LearnerError):
            raise self._problem_of(outputs[place], self.pair.forward_name)
        return outputs[place]

    def _pair_hint(self) -> str:
        """What the forward pass should return beside its output."""
        if self.pair.how == "loss":
            return f"end {self.pair.forward_name} with `return loss, gradient`"
        backward = self.pair.backward_name
        return f"{backward} is given the cache that {self.pair.forward_name} returns: end it with `return out, cache`"

    def _in_order(self, found: Mapping[str, str]) -> dict[str, str]:
        names = self.pair.names
        return dict(sorted(found.items(), key=lambda item: names.index(item[0].split(".")[0])))

    def _problem_of(self, raised: LearnerError, who: str) -> _Stop:
        """A function that raised: where its inputs were chosen by us, the fault may lie in the choice."""
        given = ", ".join(f"{name} = {recipe}" for name, recipe in self.recipes.items())
        if self.guessed and raised.error.types[0] in OF_THE_INPUTS:
            words = " ".join(f'--input "{name}=normal(4,3)"' for name in self.pair.names)
            said = f"{who} took none of the inputs that were tried; with {given} it raised {raised}"
            words += '; an entry of a dict is --input "p.W=normal(3,5)"' if DICTS & set(self.guessed) else ""
            return _Stop(said, f"say what {who} takes, such as {words}", True, raised.error)
        return _Stop(f"{who} raised {raised}", f"its inputs were {given}", False, raised.error)

    def _upstream(self, output: Any) -> Any:
        """None where backward takes an upstream gradient; otherwise ones in the form of the output."""
        if self.pair.takes_upstream:
            return None
        vector, structure = flatten(output, self.pair.forward_name)
        if self.pair.how == "loss" and vector.size != 1:
            raise _Stop(f"{self.pair.forward} returned {structure.describe()} as its loss, expected one number")
        return structure.restore(np.ones(vector.size))

    def _differentiate(self, output: Any) -> list[str]:
        """The inputs whose gradients backward returns, after one call of it."""
        vector, structure = flatten(output, self.pair.forward_name)
        gradient = self.batches.gradients([(structure.restore(np.ones(vector.size)), self.inputs)])[0]
        if isinstance(gradient, LearnerError):
            raise (
                self._problem_of(gradient, self.pair.backward_name)
                if not self.guessed
                else _Stop(
                    f"{self.pair.backward_name} raised {gradient}", _inputs_hint(self.recipes), False, gradient.error
                )
            )
        names = [name for name in self.inputs if name in gradient and is_real(self.inputs[name])]
        if not names:
            said = ", ".join(map(str, gradient)) or "nothing"
            raise _Stop(f"{self.pair.backward_name} returned gradients for {said}, expected {', '.join(self.inputs)}")
        return names

    def _notes(self, report: GradientReport, upstream: Any) -> list[str]:
        kept = [name for name in self.inputs if name not in {block.name for block in report.blocks}]
        whole = [name for name in kept if not is_real(self.inputs[name])]
        rest = [name for name in kept if name not in whole]
        notes = []
        if whole:
            notes.append(f"{', '.join(whole)}: whole numbers are passed on, not differentiated by")
        if rest:
            notes.append(f"{', '.join(rest)}: {self.pair.backward_name} returns no gradient for it, so none is checked")
        if upstream is not None and np.size(report.upstream) > 1:
            notes.append(
                f"{self.pair.backward_name} takes no upstream gradient: the slopes are those of the sum of all outputs"
            )
        return notes


def _returned_no_pair(output: Any) -> TypeGuard[LearnerError]:
    """The function took its inputs; what it returned is missing its second half."""
    return isinstance(output, LearnerError) and not output.error.frames and "expected a pair (" in output.error.text


def _is_finite(output: Any) -> bool:
    """Whether a slope can be measured there: numbers, and all of them finite."""
    if isinstance(output, Exception):
        return False
    try:
        return bool(np.isfinite(flatten(output)[0]).all())
    except GradcheckError:
        return False


def _inputs_hint(found: Mapping[str, str]) -> str:
    return f"its inputs were {', '.join(f'{name} = {recipe}' for name, recipe in found.items())}"


def _whole_numbers(found: Mapping[str, str]) -> str:
    name, recipe = next(iter(found.items()))
    return (
        f"{name}={recipe} holds whole numbers only: a slope is measured by nudging each entry a little, and whole numbers "
        f"have no room for that; write 2.0 for 2"
    )


# ------------------------------------------------------------------------------------------------------------------- the ladder


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
