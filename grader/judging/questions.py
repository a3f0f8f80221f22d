"""An exercise and a seed -> the questions to ask: each case's inputs, its expected output, the request for the worker.

Everything here is computed once for a class: references, requests and the outputs of mistakes do not depend on who is asked.
"""

from __future__ import annotations

import copy
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.exercise.catalogue import DERIVATION, Entry, load_exercise
from grader.exercise.random_inputs import inputs_of
from grader.exercise.spec import Case, Constant, Derivation, Exercise, Inputs, Raises, Target, Tolerance
from grader.judging.compare import Rules
from grader.judging.room import Extent, Room, extent_of_answer, room_beside, room_for_all
from grader.sandbox.observation import Observation


class Question(msgspec.Struct):
    """One case of one target, ready to be asked and judged."""

    target: Target
    case: Case
    inputs: Inputs
    expected: Any
    call: wire.Call
    sent: list[wire.Value]
    rules: Rules
    again_runs: list[tuple[int, int]] = msgspec.field(
        default_factory=list
    )  # (property, run) of each property that asks again
    room: Room = Room()
    extent: Extent = (0, 0)  # of the right answer
    mistaken: dict[int, Any] = msgspec.field(default_factory=dict)  # outputs of wrong versions, by id
    on_other_inputs: dict[str, Any] = msgspec.field(default_factory=dict)  # the reference's outputs, by the change
    texts: Any = None  # of its inputs, for a reader, once a case has failed
    # Replies that have come before: how they read, and what was judged of them.
    observations: dict[bytes, Observation] = msgspec.field(default_factory=dict)
    results: dict[bytes, Any] = msgspec.field(default_factory=dict)

    def default_of(self, name: str) -> Any:
        """The value that the target's parameter has where the call names none; None where it has no such value."""
        found = next((one for one in self.target.parameters if one.name == name), None)
        return None if found is None or found.default is found.empty else found.default

    def output_of(self, version: Callable[..., Any]) -> Any:
        """What a wrong version gives on this case: a value, or the exception it raises."""
        if id(version) not in self.mistaken:
            self.mistaken[id(version)] = outcome_of(version, self.inputs)
        return self.mistaken[id(version)]


class Sheet(msgspec.Struct):
    """All questions of one exercise at one seed, by target."""

    number: int
    exercise: Exercise
    seed: int
    questions: dict[str, list[Question]]
    prepared: dict[str, Any] = msgspec.field(default_factory=dict)  # derivations ready to be graded, by key

    @property
    def derivations(self) -> list[Derivation]:
        """The derivations that it asks for."""
        return [target for target in self.exercise.targets if isinstance(target, Derivation)]

    @property
    def constants(self) -> list[Constant]:
        return [target for target in self.exercise.targets if isinstance(target, Constant)]


class BrokenReference(Exception):
    """A reference that raises where no exception is expected."""


def outcome_of(function: Callable[..., Any], inputs: Inputs) -> Any:
    """function(**copies of inputs), or the exception it raises; floating-point warnings are ignored here."""
    with np.errstate(all="ignore"):
        try:
            return function(**copy.deepcopy(inputs))
        except Exception as error:
            return error


def _line_of(error: Exception) -> str:
    """Where in the author's files it was raised, the innermost line."""
    import traceback  # for speed: a sound reference needs none

    lines = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.endswith(("spec.py", "versions.py"))
    ]
    return f" in {Path(lines[-1].filename).name}, line {lines[-1].lineno}" if lines else ""


def in_order(target: Target, inputs: Inputs) -> Inputs:
    """`inputs` in the order of the target's signature."""
    names = [p.name for p in target.parameters if p.name in inputs]
    return {name: inputs[name] for name in [*names, *(n for n in inputs if n not in names)]}


def question(number: int, exercise: Exercise, target: Target, case: Case, seed: int) -> Question:
    """Raises BrokenReference where the reference raises unasked."""
    inputs = inputs_of(case, number, seed)
    if case.probe is None:
        inputs = in_order(target, inputs)
    expected = case.expected if case.expected is not None else outcome_of(target.reference, inputs)
    if isinstance(expected, Exception):
        raise BrokenReference(
            f"{target.name}, case {case.name!r}: the reference raises {expected!r}{_line_of(expected)}"
        ) from expected
    again: list[tuple[int, int]] = []
    described = [wire.describe_inputs(inputs)]
    for place, law in enumerate(target.properties):
        if law.again is not None and case.kind in law.kinds and not isinstance(expected, Raises):
            again.append((place, case.runs + len(again)))
            described.append(wire.describe_inputs(in_order(target, law.again(**copy.deepcopy(inputs)))))
    probe = target.probe if case.probe is None else case.probe
    runs = described[:1] * case.runs + described[1:]
    call = wire.Call(target.name, probe, runs, target.keywords(inputs) if not probe else [])
    rules = Rules(target.tolerance or Tolerance(exercise.relative), target.parts)
    extent = extent_of_answer(expected)
    room = room_beside(extent, (value for run in described for value in run.values()))
    return Question(target, case, inputs, expected, call, list(described[0].values()), rules, again, room, extent)


def sheet(number: int, exercise: Exercise, seed: int) -> Sheet:
    """The questions of an exercise. Raises BrokenReference where a reference fails."""
    targets = [target for target in exercise.targets if isinstance(target, Target)]
    rows = {t.name: [question(number, exercise, t, case, seed) for case in exercise.cases[t.name]] for t in targets}
    for row in rows.values():
        room = room_for_all(one.extent for one in row)
        for one in row:
            one.room = one.room.beside(room)
    return Sheet(number, exercise, seed, rows)


class Sheets:
    """The questions of every exercise at one seed; each sheet is made once, when it is first asked for, also by several lanes."""

    def __init__(self, seed: int = 0) -> None:
        self.seed = seed
        self._sheets: dict[int, Sheet] = {}
        self._making = threading.Lock()

    def __len__(self) -> int:
        return len(self._sheets)

    def of(self, entry: Entry) -> Sheet:
        """The sheet of an exercise. Raises CatalogueError or BrokenReference."""
        if entry.number not in self._sheets:  # one that is there waits for no other that is being made
            with self._making:
                if entry.number not in self._sheets:
                    self._sheets[entry.number] = sheet(entry.number, load_exercise(entry), self.seed)
        return self._sheets[entry.number]

    def prepare(self, entries: Iterable[Entry]) -> None:
        """Make the sheets of these exercises before they are asked for. What goes wrong is said when they are graded."""
        for entry in entries:
            with suppress(Exception):
                self.of(entry)


def derivations_call() -> wire.Call:
    """The request for the texts of all derivations."""
    return wire.Call(DERIVATION, "texts", [{}], [])


def constant_call(constant: Constant) -> wire.Call:
    """The request for a constant's value."""
    return wire.Call(constant.name, "constant", [{}], [])
