"""A pair in a worker: forward and backward at many points, each batch one request. The learner's side of `gradcheck.check_batched`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from grader import wire
from grader.exercise.pair import Pair, pair_data
from grader.gradcheck import GradcheckError, Problem
from grader.judging.room import Room
from grader.judging.share import spend
from grader.report import Outcome
from grader.sandbox.observation import Observation
from grader.sandbox.session import Session

BATCH_BYTES = 2**23
BATCH_RUNS = 100  # as many as wire.CallReply takes
Point = Mapping[str, Any]


class WorkerLost(Exception):
    """The worker gave no answer: too slow (is_late), or it died. The text says which."""

    def __init__(self, said: str, is_late: bool = False) -> None:
        super().__init__(said)
        self.is_late = is_late


class LearnerError(Exception):
    """The learner's code raised; `error` has the class names, the text and the lines."""

    def __init__(self, error: wire.Raised) -> None:
        super().__init__(f"{error.types[0]}: {error.text}" if error.text else error.types[0])
        self.error = error


@dataclass
class RemotePair:
    """Calls one pair at points, dicts of its inputs by name; "p.W" stands for the entry W of the dict p.

    mutated holds what a call was seen to change: (the function's name, the input's name); states the same for dicts
    that got new entries: a layer may keep something there from call to call, such as a running mean. What is larger than `room` is no
    answer: many points are asked at once.
    """

    session: Session
    pair: Pair
    mutated: set[tuple[str, str]] = field(default_factory=set)
    states: set[tuple[str, str]] = field(default_factory=set)
    room: Room | None = None

    def evaluate(self, points: Sequence[Point]) -> list[Any]:
        """forward's output at each point; an exception where it raised. Raises WorkerLost, GradcheckError."""
        runs = [{"point": wire.describe(nest(point))} for point in points]
        return [value_of(run, self.pair.forward_name) for run in self._ask("forward_at", self.pair.forward_name, runs)]

    def gradients(self, requests: Sequence[tuple[Any, Point]]) -> list[Any]:
        """The gradients by input for each (upstream, point); an exception where backward raised. Raises WorkerLost, GradcheckError."""
        runs = [
            {"point": wire.describe(nest(point)), "upstream": wire.describe(upstream)} for upstream, point in requests
        ]
        answers = self._ask("backward_at", self.pair.backward_name, runs)
        return [self._gradient(run, point) for run, (_, point) in zip(answers, requests, strict=True)]

    def parameters(self, point: Point) -> dict[str, np.ndarray[Any, Any]]:
        """The parameters that an object of the pair's class keeps, by path; none where it cannot be told. Raises WorkerLost."""
        runs = [{"point": wire.describe(nest(point))}]
        (run,) = self._ask("parameters_at", self.pair.forward_name, runs)
        found = None if isinstance(run, wire.Raised) or _foreign(run.value) else wire.revive(run.value)
        arrays = found.items() if isinstance(found, dict) else ()
        return {str(path): array for path, array in arrays if isinstance(array, np.ndarray) and is_real(array)}

    def _gradient(self, run: wire.Returned | wire.Raised, point: Point) -> Any:
        gradient = value_of(run, self.pair.backward_name)
        if isinstance(gradient, Exception):
            return gradient
        if not isinstance(gradient, dict) or not isinstance(gradient.get("kept"), dict):
            raise GradcheckError(f"{self.pair.backward_name} returned something that cannot be read")
        return by_input(self.pair, point, gradient.get("returned"), gradient["kept"])

    def _ask(self, probe: str, who: str, runs: list[dict[str, wire.Value]]) -> Iterator[wire.Returned | wire.Raised]:
        told = wire.describe(pair_data(self.pair))
        for batch in _cut(runs):
            self.session.received = 0  # no reply is kept here until all are judged, so that their sum needs no limit
            call = wire.Call(self.pair.forward, probe, [{**run, "pair": told} for run in batch], [])
            observation = self.session.ask(call)
            if len(observation.runs) != len(batch):
                raise _worker_lost(observation, who)
            refuse_large(observation, self.room)
            for sent, run in zip(batch, observation.runs, strict=True):
                self._watch(who, sent, run)
                yield run

    def _watch(self, who: str, sent: dict[str, wire.Value], run: wire.Returned | wire.Raised) -> None:
        """Note which inputs, the upstream gradient among them, are not what they were before the call."""
        if isinstance(run, wire.Raised):
            return
        after = dict(zip([*sent, "pair"], run.inputs, strict=False))
        for name, before in sent.items():
            now = after.get(name)
            if now == before:
                continue
            if isinstance(before, wire.Mapping) and isinstance(now, wire.Mapping):
                changed = [part for part in before.keys if now.get(part) != before.get(part)]
                grown = {part for part in changed if _only_grew(before.get(part), now.get(part))}
                self.states |= {(who, part) for part in grown}
                self.mutated |= {(who, part) for part in changed if part not in grown}
            else:
                self.mutated.add((who, ""))

    @property
    def changes_upstream(self) -> bool:
        """Whether backward was seen to change the upstream gradient, which is bad manners and no wrong gradient."""
        return any(not name for _, name in self.mutated)

    def problems(self) -> tuple[Problem, ...]:
        """What was changed in place, as problems of the report; a backward pass is called after its forward pass."""
        forward = {name for who, name in self.mutated if who == self.pair.forward_name}
        seen = [
            (who, name)
            for who, name in sorted(self.mutated)
            if name and (who == self.pair.forward_name or name not in forward)
        ]
        return tuple(Problem("mutates", name, f"{who} changes {name} in place: work on a copy") for who, name in seen)


def refuse_large(observation: Observation, room: Room | None) -> None:
    """Raises WorkerLost where a value is larger than `room`."""
    spend()
    for run in observation.runs if room else ():
        if isinstance(run, wire.Returned) and room and not room.holds(run.value):
            raise WorkerLost("it returned far more than it is asked for")


def _only_grew(before: wire.Value | None, now: wire.Value | None) -> bool:
    """Whether two values are dicts, and the second has all that the first has, and more."""
    dicts = isinstance(before, wire.Mapping) and isinstance(now, wire.Mapping)
    return dicts and all(now.get(key) == before.get(key) for key in before.keys)  # type: ignore[union-attr]


def _cut(runs: list[dict[str, wire.Value]]) -> Iterator[list[dict[str, wire.Value]]]:
    """Batches that fit a frame both ways."""
    size = max((len(wire.frame(wire.Call("", "", [run], []))) for run in (runs[0], runs[-1])), default=1) if runs else 1
    step = max(1, min(BATCH_RUNS, BATCH_BYTES // size))
    for start in range(0, len(runs), step):
        yield runs[start : start + step]


def _worker_lost(observation: Observation, who: str) -> WorkerLost:
    if observation.outcome is Outcome.TIMED_OUT:
        return WorkerLost(f"{who} did not come to an end in time: is there a loop that never ends?", is_late=True)
    if isinstance(observation.first, wire.Raised):
        return WorkerLost(str(LearnerError(observation.first)))
    return WorkerLost(f"{who}: {observation.reason or 'no answer'}")


def value_of(run: wire.Returned | wire.Raised, who: str) -> Any:
    """The value, or the exception. Raises GradcheckError for what is neither numbers nor containers of them."""
    if isinstance(run, wire.Raised):
        return LearnerError(run)
    if (what := _foreign(run.value)) is not None:
        raise GradcheckError(f"{who} returned {what}, expected arrays of numbers")
    return wire.revive(run.value)


def _foreign(value: wire.Value) -> str | None:
    if isinstance(value, wire.Opaque):
        return value.what
    if isinstance(value, wire.Text):
        return "text"
    if isinstance(value, (wire.Items, wire.Mapping)):
        return next((what for item in value.items if (what := _foreign(item)) is not None), None)
    return None


def nest(point: Point) -> dict[str, Any]:
    """The arguments of a point: "p.W" becomes the entry W of the dict p; an array without axes becomes a number."""
    nested: dict[str, Any] = {}
    for name, value in point.items():
        holder, (*outer, last) = nested, name.split(".")
        for step in outer:
            holder = holder.setdefault(step, {})
        holder[last] = float(value) if isinstance(value, np.ndarray) and value.ndim == 0 else value
    return nested


def by_input(pair: Pair, point: Point, returned: Any, kept: Mapping[str, Any]) -> Any:
    """What a backward pass returned, as gradients by input. Raises GradcheckError where it cannot be told whose they are."""
    gradients = dict(kept)
    names = [name for name in point if name.split(".")[0] in (*pair.inputs, *pair.options)]
    if isinstance(returned, dict):
        return gradients | {_input_named(key, [*names, *pair.attributes]): value for key, value in returned.items()}
    several = isinstance(returned, tuple) or (isinstance(returned, list) and len(names) == len(returned) > 1)
    values = list(returned) if several else [returned]
    smooth = [name for name in names if is_real(point[name])]
    owners = names if len(values) == len(names) else smooth
    if len(values) == len(smooth) + len(pair.attributes) > len(names):
        owners = [*smooth, *pair.attributes]
    if len(values) > len(owners):
        raise GradcheckError(
            f"{pair.backward_name} returned {len(values)} gradients, expected one for each of {', '.join(names)}"
        )
    if returned is None and kept:
        return gradients
    return gradients | dict(zip(owners, values, strict=False))


def _input_named(key: str, names: Sequence[str]) -> str:
    """The input that a key of a dict of gradients speaks of: "w", "dw", "grad_w"."""
    spoken = (key, key.removeprefix("d"), key.removeprefix("grad_"), key.removeprefix("d_"))
    ends = [name for name in names for word in spoken if name == word or name.endswith(f".{word}")]
    return ends[0] if ends else key


def is_real(value: Any) -> bool:
    """Whether a value can be nudged: floats, not whole numbers."""
    return np.asarray(value).dtype.kind == "f"
