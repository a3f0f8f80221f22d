"""What each declaration declares, written out as text: every question, every expected output, every mistake with its wrong outputs.

    python -m tests.declarations.record            record the digests of all exercises anew (digests.txt; one line for an exercise)
    python -m tests.declarations.record 3 12       those of these exercises only
    python -m tests.declarations.record --text 3   print the whole text of an exercise, to compare it before and after a change
    python -m tests.declarations.record --text --exact 3   the same with every digit

Digests are of numbers rounded to six digits, so that they are the same on every machine.
"""

from __future__ import annotations

import hashlib
import inspect
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from grader import wire
from grader.authoring import rehearsal
from grader.derivation.problem import prepare_derivation
from grader.exercise import catalogue
from grader.exercise.spec import Constant, Derivation, Exercise, Mistake, Raises, Seen, Target
from grader.judging.questions import Question, outcome_of, sheet

FILE = Path(__file__).with_name("digests.txt")
SEEDS = (0, 20260711)
NOISE = 1e-11  # a number below it is what rounding leaves of zero


class Writer:
    """Writes values as text: with every digit, or rounded."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact

    def number(self, value: Any) -> str:
        if self.exact or not isinstance(value, (float, np.floating)):
            return repr(value.item() if isinstance(value, np.generic) else value)
        number = float(value)
        return f"{0.0 if abs(number) < NOISE else number:.6g}"

    def value(self, value: Any) -> str:
        """A described value, or a plain one."""
        if isinstance(value, wire.Array):
            entries = wire.array_of(value)
            numbers = " ".join(self.number(entry) for entry in entries.ravel())
            return f"{value.container} {entries.dtype}{entries.shape} [{numbers}]"
        if isinstance(value, wire.Items):
            return f"{value.container}({', '.join(map(self.value, value.items))})"
        if isinstance(value, wire.Mapping):
            pairs = zip(value.keys, value.items, strict=True)
            return f"{{{', '.join(f'{self.value(key)}: {self.value(item)}' for key, item in pairs)}}}"
        if isinstance(value, wire.Number):
            return f"{value.dtype} {self.number(value.value)}"
        return repr(value)

    def output(self, output: Any) -> str:
        if isinstance(output, Exception):
            text = str(output).partition("() ")[2] or str(output)  # the name of a function may change
            return f"raises {type(output).__name__}" + (f": {text}" if self.exact else "")
        if isinstance(output, Raises):
            return f"an exception {output.type.__name__}"
        return self.value(wire.describe(output))

    def steady(self, function: Any, inputs: Mapping[str, Any]) -> str:
        """What a function gives on these inputs; one that draws numbers of its own is not written out."""
        first, second = (self.output(outcome_of(function, dict(inputs))) for _ in range(2))
        return first if first == second else "another output each time"


def text_of(number: int, seed: int, exact: bool = False, mistakes: bool = True) -> Iterator[str]:
    """The lines of one exercise at one seed, those of its mistakes where they are asked for."""
    exercise, write = catalogue.load_exercise(catalogue.find(str(number))), Writer(exact)
    yield f"exercise {number} seed {seed} relative {exercise.relative:g} exceptions_alike {exercise.exceptions_alike}"
    yield from (f"meant {name}: {reason}" for name, reason in exercise.meant.items())
    questions = sheet(number, exercise, seed).questions
    for target in exercise.targets:
        if isinstance(target, Target):
            yield from _target(target, write)
            for question in questions[target.name]:
                yield from _question(question, write)
            yield from _mistakes(exercise, target, questions[target.name], write) if mistakes else ()
        elif isinstance(target, Constant):
            yield from _constant(exercise, target, write)
        elif isinstance(target, Derivation):
            yield from _derivation(target, seed)


def _target(target: Target, write: Writer) -> Iterator[str]:
    yield f"target {target.name}: {target.points:g} points, probe {target.probe!r}, parts {target.parts}"
    called_with = [str(p.replace(annotation=p.empty)) for p in inspect.signature(target.reference).parameters.values()]
    yield f"  called with {called_with}, may change {target.may_change}, seconds {target.seconds}"
    yield f"  keeps {list(target.keeps)}: {target.keeps_advice!r}"
    if target.own:
        pair = target.own.pair
        halves = (pair.title, pair.inputs, pair.arguments, pair.made_with, pair.options) if pair else "the loss itself"
        yield f"  its own forward pass: {halves}, upstream {target.own.upstream!r}"
    yield f"  has a note: {target.note is not None}, knows what is no answer: {target.unanswered is not None}"
    for law in target.properties:
        yield f"  law {law.text!r} on {law.kinds}, asks again: {law.again is not None}"
    if target.slope:
        yield f"  slope in {target.slope.wrt}"


def _question(question: Question, write: Writer) -> Iterator[str]:
    case, target = question.case, question.target
    tolerance = question.rules.tolerance
    yield f"  case {case.name!r}: {case.kind}, {case.runs} runs, to {tolerance.relative:g} and {tolerance.absolute:g}"
    yield f"    call {question.call.target} by {question.call.probe!r}, keywords {question.call.keywords}"
    for run in question.call.runs:
        yield f"    inputs {', '.join(f'{name} = {write.value(value)}' for name, value in run.items())}"
    yield f"    expected {write.output(question.expected)}, asked again by {question.again_runs}"
    for name, right in target.keeps.items() if case.kind != "state" else ():
        yield f"    keeps {name} = {write.steady(right, question.inputs)}"
    if target.unstarted:
        yield f"    the stub: {write.steady(target.unstarted, question.inputs)}"
    if target.slope and case.kind != "state":
        at = target.slope.at(**question.inputs) if target.slope.at else question.inputs
        yield f"    its slope is that of {write.steady(target.slope.of, at)}"
    if law := target.law(case):
        yield f"    judged by a law: {law(question.expected, **question.inputs)!r}"


def rows_of(exercise: Exercise, key: str) -> list[Mistake]:
    """The rows that are tried for a target, or for a part of it, in order."""
    return [row for row in exercise.mistakes if key in row.versions]


def _mistakes(exercise: Exercise, target: Target, questions: list[Question], write: Writer) -> Iterator[str]:
    parts = sorted({key for row in exercise.mistakes for key in row.versions if key.startswith(f"{target.name}.")})
    for key in (target.name, *(part for part in parts if part.removeprefix(f"{target.name}.") in target.parts)):
        for row in rows_of(exercise, key):
            yield f"  mistake {row.slug} of {key}: {row.advice}"
            yield f"    tag {row.tag}, on {row.on}, always {row.always}, explains {row.explains!r}"
            for variant in row.variants(key):
                yield from _variant(exercise, target, questions, row, variant, key, write)


def _variant(
    exercise: Exercise, target: Target, questions: list[Question], row: Mistake, variant: Any, key: str, write: Writer
) -> Iterator[str]:
    names = frozenset(variant.names) if isinstance(variant, Seen) else frozenset()
    version = rehearsal.version_of(variant)
    yield f"    {'seen, such as' if isinstance(variant, Seen) else 'as'}, defining {sorted(names)}"
    if version is None:
        return
    for question in questions:
        yield f"      {question.case.name!r}: {write.steady(version, question.inputs)}"
    part = key.removeprefix(f"{target.name}.") if key != target.name else None
    named = rehearsal.names_given(exercise, target, rehearsal.play(questions, version, row, part), names)
    yield f"      is named {sorted({mistake.slug for mistake in named})}"


def _derivation(target: Derivation, seed: int) -> Iterator[str]:
    yield f"derivation {target.key}: {target.points:g} points, starts at {target.start}, unknown {target.unknown!r}"
    yield f"  ranges {dict(target.ranges)}, definitions {dict(target.definitions)}, shares {target.shares}"
    yield from (f"  waypoint {waypoint}" for waypoint in target.waypoints)
    yield from (f"  {each}" for each in target.slips)
    points = prepare_derivation(target.problem, seed).points.values
    yield from (f"  {name} = {[round(number, 9) for number in points[name].flat]}" for name in sorted(points))


def _constant(exercise: Exercise, constant: Constant, write: Writer) -> Iterator[str]:
    yield f"constant {constant.name}: {constant.points:g} points, {constant.answer.name}"
    for key, right in constant.answers.items():
        follows = constant.carry[key](constant.answers) if key in constant.carry else "nothing"
        yield f"  {key!r}: {write.output(right)}, follows from the others: {write.output(follows)}"
    for row in rows_of(exercise, constant.name):
        yield f"  mistake {row.slug}: {row.advice}"
        for wrong in row.variants(constant.name):
            named, _ = rehearsal.constant_names(exercise, constant, wrong)
            values = {key: write.output(value) for key, value in wrong.items()}
            yield f"    {values} is named {sorted({mistake.slug for mistake in named})}"


def digest(number: int) -> str:
    """Such as "03 4f1c..., 9ab0...": one digest for each seed. What a mistake makes of other numbers needs no second look."""
    texts = ("\n".join(text_of(number, seed, mistakes=seed == SEEDS[0])) for seed in SEEDS)
    return " ".join([f"{number:02}", *(hashlib.sha256(text.encode()).hexdigest()[:20] for text in texts)])


def recorded() -> dict[int, str]:
    """The lines of digests.txt by exercise."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    return {int(line.split()[0]): line for line in lines}


def main(words: list[str]) -> None:
    numbers = [int(word) for word in words if word.isdigit()] or [entry.number for entry in catalogue.entries()]
    if "--text" in words:
        for number in numbers:
            for seed in SEEDS:
                print("\n".join(text_of(number, seed, exact="--exact" in words)))
        return
    lines = recorded() | {number: digest(number) for number in numbers}
    FILE.write_text("".join(f"{lines[number]}\n" for number in sorted(lines)), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
