"""One pair, checked in a worker: its inputs chosen, both halves tried once, then the check, and a ladder for its picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import numpy as np

from grader import wire
from grader.exercise.pair import Pair
from grader.gradcheck import (
    GradcheckError,
    GradientReport,
    Mode,
    check_batched,
    flatten,
)
from grader.pairs import inputs as recipes
from grader.pairs.remote import LearnerError, RemotePair, WorkerLost, is_real
from grader.sandbox.session import Session

SLOW = "if it is only slow, then smaller inputs, --mode fast or a larger --timeout may do"
OF_THE_INPUTS = {"ValueError", "IndexError", "TypeError", "KeyError", "AxisError", "LinAlgError", "ZeroDivisionError"}
NO_CACHE = "expected a pair (out, cache)"
RIVALS = 5  # other inputs at which a pair that disagrees is looked at, first among them those that were tried


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
        plans, usable, outputs = self._try_plans()
        report = self._check_at(outputs[usable[0]])
        if not self.guessed or report.verdict != "disagree":
            return report
        if usable[0] > 0:
            first = f"{_named(plans[0])} it raised {outputs[0]}" if isinstance(outputs[0], LearnerError) else ""
            raise self._not_told(f"with {first}; with " if first else "with ", "it runs, but the gradients disagree")
        odd = [problem.block for problem in report.problems if problem.kind == "shape"]
        if any(name in self.guessed and not recipes.is_telling(name) for name in odd):
            raise self._not_told("with ", f"the gradient of {odd[0]} has another shape than {odd[0]}")
        axes = _most_axes(self.inputs)
        for place in usable[1:RIVALS]:
            if _most_axes(recipes.inputs(plans[place], self.seed)) >= axes and self._agrees_at(
                plans[place], outputs[place]
            ):
                said = f"it disagrees, with {_named(plans[place])} it agrees"
                raise self._not_told("with ", said)
        return report

    def _not_told(self, before: str, said: str) -> _Stop:
        """Inputs were chosen by name, and may be what is wrong: that is no verdict on a gradient."""
        names = ", ".join(self.guessed)
        words = " ".join(f'--input "{name}={self.recipes[name]}"' for name in self.guessed)
        return _Stop(
            f"{before}{_named(self.recipes)} {said}: which shapes {names} should have cannot be told from the names",
            f"say what {self.pair.forward_name} takes, for example {words}",
            True,
        )

    def _example(self) -> str:
        return " ".join(f'--input "{name}={recipe}"' for name, recipe in self.recipes.items())

    def _agrees_at(self, plan: Mapping[str, str], output: Any) -> bool:
        """Whether the pair agrees at other inputs that were chosen by name."""
        kept = self.recipes, self.inputs
        self.recipes, self.inputs = dict(plan), recipes.inputs(plan, self.seed)
        try:
            return self._check_at(output).passed
        except (_Stop, GradcheckError, wire.WireError):
            return False
        finally:
            self.recipes, self.inputs = kept

    def _check_at(self, output: Any) -> GradientReport:
        upstream = self._upstream(output)
        self._add_parameters()
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

    def _try_plans(self) -> tuple[list[dict[str, str]], list[int], list[Any]]:
        """Every choice of inputs, the places of those that forward takes, and its outputs; the first of these is set."""
        chosen = recipes.guesses(self.pair.forward, self.guessed, self.pair.made_with) if self.guessed else [{}]
        plans = [self._in_order({**self.given, **plan}) for plan in chosen]
        points = [recipes.inputs(plan, self.seed) for plan in plans]
        if not any(is_real(value) for point in points for value in point.values()):
            raise _Stop(_whole_numbers(plans[0]), misuse=True)
        outputs = self.batches.evaluate(points)
        usable = [place for place, output in enumerate(outputs) if _is_finite(output)]
        place = usable[0] if usable else 0
        self.recipes, self.inputs = plans[place], points[place]
        for output in outputs:
            if not usable and isinstance(output, LearnerError) and output.error.text.endswith(NO_CACHE):
                raise _Stop(
                    f"{output.error.text}: {self.pair.backward_name} is to get what forward keeps for it",
                    f"let {self.pair.forward_name} end with `return out, cache`",
                )
        if isinstance(outputs[place], LearnerError):
            raise self._problem_of(outputs[place], self.pair.forward_name)
        return plans, usable or [0], outputs

    def _in_order(self, found: Mapping[str, str]) -> dict[str, str]:
        names = self.pair.names
        return dict(sorted(found.items(), key=lambda item: names.index(item[0].split(".")[0])))

    def _problem_of(self, raised: LearnerError, who: str) -> _Stop:
        """A function that raised: where its inputs were chosen by us, the fault may lie in the choice."""
        given = _named(self.recipes)
        kind, settings = raised.error.types[0], recipes.SETTINGS.keys() & set(self.guessed)
        if self.guessed and (kind in OF_THE_INPUTS or (kind == "AttributeError" and settings)):
            said = f"{who} took none of the inputs that were tried; with {given} it raised {raised}"
            words = f"say what {who} takes, such as {recipes.examples(self.pair.names)}"
            return _Stop(said, words, True, raised.error)
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
            raise _Stop(
                f"{self.pair.backward_name} raised {gradient}",
                f"its inputs were {_named(self.recipes)}"
                + (f"; --input says otherwise, for example {self._example()}" if self.guessed else ""),
                bool(self.guessed) and gradient.error.types[0] in OF_THE_INPUTS,
                gradient.error,
            )
        names = [name for name in self.inputs if name in gradient and is_real(self.inputs[name])]
        if not names:
            said = ", ".join(map(str, gradient)) or "nothing"
            raise _Stop(f"{self.pair.backward_name} returned gradients for {said}, expected {', '.join(self.inputs)}")
        return [name for name in names if gradient[name] is not None] or names

    def _add_parameters(self) -> None:
        """The parameters that an object of a class made from sizes keeps are inputs as well."""
        if self.pair.how != "class":
            return
        given = [value for name, value in self.inputs.items() if name.split(".")[0] in self.pair.made_with]
        found = {
            path: array
            for path, array in self.batches.parameters(self.inputs).items()
            if path not in self.inputs
            and path.split(".")[0] not in self.pair.names
            and not any(np.array_equal(array, value) for value in given)
        }
        self.pair = self.batches.pair = msgspec.structs.replace(self.pair, attributes=tuple(found))
        self.inputs = {**self.inputs, **found}

    def _notes(self, report: GradientReport, upstream: Any) -> list[str]:
        kept = [name for name in self.inputs if name not in {block.name for block in report.blocks}]
        whole = [name for name in kept if not is_real(self.inputs[name])]
        rest = [name for name in kept if name not in whole]
        notes = []
        texts = [name for name in whole if isinstance(self.inputs[name], str)]
        whole = [name for name in whole if name not in texts]
        if texts:
            notes.append(f"{', '.join(texts)}: text is passed on, not differentiated by")
        if whole:
            notes.append(f"{', '.join(whole)}: whole numbers are passed on, not differentiated by")
        if self.batches.changes_upstream:
            notes.append(
                f"{self.pair.backward_name} changes the upstream gradient in place: its caller's array is lost, so "
                "better work on a copy"
            )
        notes += [
            f"{who} writes to the dict {name}: what it keeps there is no part of the check"
            for who, name in sorted(self.batches.states)
            if who == self.pair.forward_name
        ]
        kept_back = [name for name in rest if name in self.pair.attributes]
        if kept_back:
            last = kept_back[0].rpartition(".")[2]
            notes.append(
                f"{', '.join(kept_back)}: found no gradient of it, so none is checked: return it, or keep it as self.d{last}, "
                f"self.grad_{last} or self.grads[{last!r}]"
            )
        rest = [name for name in rest if name not in kept_back]
        if rest:
            notes.append(f"{', '.join(rest)}: {self.pair.backward_name} returns no gradient for it, so none is checked")
        if upstream is not None and np.size(report.upstream) > 1:
            notes.append(
                f"{self.pair.backward_name} takes no upstream gradient: the slopes are those of the sum of all outputs"
            )
        return notes


def _is_finite(output: Any) -> bool:
    """Whether a slope can be measured there: numbers, and all of them finite."""
    if isinstance(output, Exception):
        return False
    try:
        return bool(np.isfinite(flatten(output)[0]).all())
    except GradcheckError:
        return False


def _most_axes(point: Mapping[str, Any]) -> int:
    """The axes of the input with the most of them: numbers and vectors hide errors that a batch shows."""
    return max(np.ndim(value) for value in point.values())


def _named(plan: Mapping[str, str]) -> str:
    """Recipes in words: x = normal(4, 3), w = normal(3, 5)."""
    return ", ".join(f"{name} = {recipe}" for name, recipe in plan.items())


def _whole_numbers(found: Mapping[str, str]) -> str:
    name, recipe = next(iter(found.items()))
    return (
        f"{name}={recipe} holds whole numbers only: a slope is measured by nudging each entry a little, and whole numbers "
        f"have no room for that; write 2.0 for 2"
    )
