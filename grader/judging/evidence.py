"""Evidence beside a verdict that does not rest on the reference's gradient: the measured slope, and the laws that outputs obey."""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from grader import wire
from grader.arrays import NDArray
from grader.exercise.spec import Inputs, Property, Slope
from grader.judging.containers import in_expected_containers
from grader.judging.questions import Question
from grader.report import MAX_NAME
from grader.text.cleaning import bound

if TYPE_CHECKING:
    from grader.gradcheck import MeasuredSlope as Measured
    from grader.judging.compare import Difference
    from grader.sandbox.observation import Observation

Floats = NDArray[np.float64]
NAN = re.compile(r"\bnan\b")  # as Python prints it in an author's sentence; the tables say NaN


def slope_beside(question: Question, wrong: Difference) -> Measured | None:
    """The measured slope at the entry that is shown as wrong; None where no gradient is graded there."""
    declared = question.target.slope
    if declared is None or wrong.kind not in ("number", "non-finite") or question.case.kind == "state":
        return None
    name = _input_name(declared, wrong.part)
    if name is None:
        return None
    try:
        slope = measure_slope(declared, question.inputs, name, wrong.index or ())
    except (ValueError, TypeError, ArithmeticError, IndexError):
        return None
    return slope if math.isfinite(slope.value) and math.isfinite(slope.error) else None


def _input_name(declared: Slope, part: tuple[str, ...]) -> str | None:
    if isinstance(declared.wrt, str):
        return declared.wrt
    return declared.wrt.get(".".join(part))


def measure_slope(declared: Slope, inputs: Inputs, name: str, index: tuple[int, ...]) -> Measured:
    """The slope of the declared function with respect to entry `index` of input `name`, with its error bar."""
    from grader import gradcheck

    loss, start = loss_of(declared, inputs, name)
    return gradcheck.slope(loss, start, index)


def loss_of(declared: Slope, inputs: Inputs, name: str) -> tuple[Callable[[Floats], float], Floats]:
    """The declared function of input `name` alone, the others as they are; and that input."""
    arguments = copy.deepcopy(declared.at(**inputs) if declared.at else inputs)
    holder, key = _holder(arguments, name)
    start = np.array(holder[key], dtype=np.float64)

    def loss(values: Floats) -> float:
        holder[key] = values if values.ndim else float(values)
        with np.errstate(all="ignore"):
            return float(declared.of(**arguments))

    return loss, start


def _holder(arguments: Inputs, name: str) -> tuple[dict[str, Any], str]:
    """The dict that holds an input, and its key: "w", or "p.WH" for the entry WH of the dict p."""
    holder: dict[str, Any] = arguments
    *outer, key = name.split(".")
    for step in outer:
        holder = holder[step]
    return holder, key


def law_violation(question: Question, observation: Observation, output: wire.Value) -> str | None:
    """The first declared law that the output breaks, as a sentence."""
    runs = dict(question.again_runs)
    for number, law in enumerate(question.target.properties):
        if question.case.kind not in law.kinds:
            continue
        if (sentence := _violation(law, question, observation, output, runs.get(number))) is not None:
            return sentence
    return None


def _violation(
    law: Property, question: Question, observation: Observation, output: wire.Value, run: int | None
) -> str | None:
    outputs = [wire.revive(output)]
    if law.again is not None:
        other = observation.runs[run] if run is not None and run < len(observation.runs) else None
        if not isinstance(other, wire.Returned):
            return None
        outputs.append(wire.revive(in_expected_containers(other.value, question.expected)[0]))
    try:
        with np.errstate(all="ignore"):
            sentence = law.holds(*outputs, **question.inputs)
    except Exception:  # the law does not cover an output of this form; the comparison describes it
        return None
    return None if sentence is None else bound(NAN.sub("NaN", sentence), MAX_NAME)
