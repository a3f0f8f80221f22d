"""What a learner wrote, run in a worker as ever, beside what PyTorch gives for the same weights and data.

PyTorch runs on the judge's side, after the workers are gone, on numbers that the judge drew: no worker needs to read it. An exercise that
can be held beside PyTorch says so in a torch_runs.py beside its spec.py: `runs = [TorchRun(...), ...]`.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.exercise.catalogue import Entry, load_list
from grader.exercise.declaration import Tolerance
from grader.judging.compare import Rules, differences, value_text
from grader.sandbox.observation import Observation
from grader.sandbox.session import Session
from grader.text.numbers import index_text, number_text

RULES = Rules(Tolerance(1e-6, 1e-9))


class TorchRun(msgspec.Struct, frozen=True):
    """One comparison: `probe` drives the learner's `target` with `inputs(rng)`, and `expected(torch, **inputs)` does the same with PyTorch.

    Both give a dict of arrays, numbers or lists of texts under the same names.
    """

    name: str
    target: str
    probe: str
    inputs: Callable[[np.random.Generator], dict[str, Any]]
    expected: Callable[..., Mapping[str, Any]]


class RunAnswer(msgspec.Struct, frozen=True):
    """A run with its inputs, and what the learner's code did with them."""

    run: TorchRun
    inputs: dict[str, Any]
    observation: Observation


class ValuePair(msgspec.Struct, frozen=True):
    """One value of both columns: an entry that differs where one does, otherwise the first; `words` say how many agree."""

    name: str
    yours: str
    theirs: str
    words: str
    agrees: bool


class TorchComparison(msgspec.Struct, frozen=True):
    """Both columns of one run; `problem` says why there is none."""

    name: str
    pairs: tuple[ValuePair, ...] = ()
    problem: str = ""


def has_torch() -> bool:
    """PyTorch is installed; it is not loaded to find out."""
    return importlib.util.find_spec("torch") is not None


def runs_of(entry: Entry) -> Sequence[TorchRun]:
    """The runs of an exercise's torch_runs.py; none where it has no such file. Raises CatalogueError."""
    return load_list(entry, "torch_runs", "runs")


def ask_runs(entry: Entry, session: Session, seed: int) -> list[RunAnswer]:
    """What the learner's code does in each run, asked of a worker. Raises CatalogueError and SandboxError."""
    session.begin(entry.probe)
    answers = []
    for place, run in enumerate(runs_of(entry)):
        inputs = run.inputs(np.random.default_rng([seed, entry.number, 1000 + place]))
        described = {name: wire.describe(value) for name, value in inputs.items()}
        call = wire.Call(run.target, run.probe, [described], [])
        answers.append(RunAnswer(run, inputs, session.ask(call)))
    session.close()
    return answers


def compare_with_torch(answer: RunAnswer) -> TorchComparison:
    """Both columns of a run. PyTorch is loaded here, at the first call. Raises ImportError where it cannot be."""
    import torch  # for speed, and because it need not be there

    if problem := _problem(answer.observation):
        return TorchComparison(answer.run.name, problem=problem)
    returned = answer.observation.first
    assert isinstance(returned, wire.Returned)
    if not isinstance(returned.value, wire.Mapping):
        return TorchComparison(answer.run.name, problem=f"your code gives {value_text(returned.value)}")
    expected = answer.run.expected(torch, **answer.inputs)
    return TorchComparison(answer.run.name, tuple(_pairs(returned.value, expected)))


def _problem(observation: Observation) -> str:
    """Why the learner's column is empty; nothing where it is not."""
    first = observation.first
    if not isinstance(first, wire.Raised):
        return observation.reason if first is None else ""
    if first.types[0] in ("NotImplementedError", "NotDefined"):
        return "not written yet"
    place = f" ({first.frames[-1].file}, line {first.frames[-1].line})" if first.frames else ""
    return f"your code raised {first.types[0]}: {first.text}{place}"


def _pairs(got: wire.Mapping, expected: Mapping[str, Any]) -> Iterator[ValuePair]:
    for name, theirs in expected.items():
        yours = got.get(name) or wire.Nothing()
        wrong = next(differences(yours, theirs, RULES, (name,)), None)
        if wrong is None:
            yield _equal_pair(name, theirs)
        else:
            place = wrong.where or name
            count = f"{wrong.wrong} of {wrong.total} differ" if wrong.total > 1 else "differs"
            yield ValuePair(place, wrong.got, wrong.expected, count, False)


def _equal_pair(name: str, value: Any) -> ValuePair:
    """A value on which both agree, by its first entry."""
    if isinstance(value, (list, tuple)):
        text = ", ".join(map(str, value))
        return ValuePair(name, text, text, "equal", True)
    array = np.asarray(value, dtype=np.float64)
    text = number_text(float(array.flat[0]))
    place = index_text((0,) * array.ndim) if array.ndim else ""
    return ValuePair(name + place, text, text, f"all {array.size} equal" if array.size > 1 else "equal", True)
