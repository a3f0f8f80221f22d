"""The author's words: what an exercise asks, on which inputs, and which mistakes it knows by name.

An exercise's `spec.py` begins with `from grader.exercise.spec import *` and holds one `exercise = Exercise(Target(...), ...)`; the
words below, with NumPy as `np` and the `reference`, are all it needs. Title, kind, difficulty and hints stand in its README.md, the
signatures in its stub.py. docs/declarations.md shows every word with an example.

Inputs: a list of numbers is a float64 array, `ints([...])` an int64 array, `raw(x)` stays what it is; `normal`, `uniform`,
`away` and `drawn` are drawn anew from the case's own generator, `default_rng([seed, exercise, case])`, in the order in which they stand.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from typing import Any, Literal

import numpy as np
from msgspec.structs import replace

from grader import reference
from grader.derivation.declaration import (
    carried_out,
    chain,
    derivative_inside_sum,
    in_terms_of,
    no_delta,
    one_fraction,
    short_form,
    slip,
    solved_for,
)
from grader.exercise.answers import AnswerKind, number, number_or_word, shape, truth, word
from grader.exercise.declaration import (
    Case,
    Constant,
    Derivation,
    Exercise,
    Inputs,
    Kind,
    Mistake,
    Property,
    Raises,
    Recipe,
    Seen,
    Slope,
    Target,
    Tolerance,
)
from grader.exercise.pair import CACHE, UPSTREAM, OwnForward, Pair
from grader.exercise.probe_driver import ProbeDriver
from grader.exercise.random_inputs import Draw, away, drawn, integers, ints, normal, raw, uniform
from grader.wire.errors import NotDefined

FLOAT32 = Tolerance(1e-4, 1e-5)

# ------------------------------------------------------------------------------------------------------------------------- cases


def whole(recipe: Recipe | None = None, /, **inputs: Any) -> Case:
    """Kind int: integer inputs; the result must not be truncated."""
    return Case(recipe or inputs, "int")


def extreme(recipe: Recipe | None = None, /, **inputs: Any) -> Case:
    """Huge scores, probabilities of exactly 0 or 1; the result must be finite and right."""
    return Case(recipe or inputs, "extreme")


def error(exception: type[Exception], /, **inputs: Any) -> Case:
    """The right outcome is this exception."""
    return Case(inputs, "error", expected=Raises(exception))


def calls(script: str, *results: Any) -> Case:
    """Kind state: several calls on one object or on two, such as "g.forward(2.0, -3.0); g.backward(5.0)"; what each must return.

    Each object is made when it is first named. Without results they are the reference's. Raises ValueError where a step is not a call of
    a method with values written out.
    """
    steps = [_step(statement) for statement in ast.parse(script).body]
    return Case({"script": steps}, "state", "calls", list(results) or None, runs=1)


def _step(statement: ast.stmt) -> list[Any]:
    match statement:
        case ast.Expr(ast.Call(ast.Attribute(ast.Name(name), method), arguments, [])):
            return [name, method, *map(ast.literal_eval, arguments)]
    raise ValueError(f"{ast.unparse(statement)}: a step is a call of a method, such as g.forward(2.0)")


def state(recipe: Recipe | None = None, /, **inputs: Any) -> Case:
    """Kind state: what one object remembers, as the target's probe drives it; the reference says what it must return."""
    return Case(recipe or inputs, "state", runs=1)


def once(other: Case | Recipe | None = None, /, **inputs: Any) -> Case:
    """A case (a plain one, where only inputs are given) without the usual second run: for what takes long."""
    return replace(other if isinstance(other, Case) else Case(other or inputs), runs=1)


def case(number: int, other: Case | Recipe | None = None, /, **inputs: Any) -> Case:
    """A case (a plain one, where only inputs are given) that draws what the case of this number draws."""
    return replace(other if isinstance(other, Case) else Case(other or inputs), number=number)


# ---------------------------------------------------------------------------------------------------------------------- mistakes


def mistake(
    slug: str,
    advice: str,
    /,
    *versions: Any,
    on: str | Sequence[str] = (),
    tag: Kind | Literal[""] = "",
    always: bool = False,
    explains: str = "",
    **concerned: Any,
) -> Mistake:
    """A row of a table of mistakes: its name, one sentence of advice, and the wrong versions that are its mark.

    A version is a function of a case's inputs, a `Seen`, or for a constant a dict of wrong values. At a target, versions concern its
    whole output, and a keyword one part of it: `dx=lambda x, dout: ...`, several in a list. At an exercise keywords are its targets: a
    version, a list of versions, or a dict of versions of the target's parts.
    """
    by_name = {"": versions, **concerned} if versions else concerned
    return Mistake(slug, advice, by_name, tag, (on,) if isinstance(on, str) else tuple(on), always, explains)


def raising(exception: Exception) -> Callable[..., Any]:
    """A wrong version that raises, as an example for `Seen`."""

    def version(**_: Any) -> Any:
        raise exception

    return version


def slack(output: Any) -> float:
    """How far a law may be off for an output of this dtype: 1e-9 for float64, 1e-5 if any of it is float32."""
    if isinstance(output, (tuple, list)):
        return max(map(slack, output), default=1e-9)
    return 1e-5 if getattr(output, "dtype", None) == np.float32 else 1e-9


__all__ = [
    "CACHE", "FLOAT32", "UPSTREAM", "AnswerKind", "Case", "Constant", "Derivation", "Draw", "Exercise", "Inputs", "Kind",
    "Mistake", "NotDefined", "OwnForward", "Pair", "ProbeDriver", "Property", "Raises", "Seen", "Slope", "Target",
    "Tolerance", "away", "calls", "carried_out", "case", "chain", "derivative_inside_sum", "drawn", "error", "extreme",
    "in_terms_of", "integers", "ints", "mistake", "no_delta", "normal", "np", "number", "number_or_word", "once", "one_fraction", "raising",
    "raw", "reference", "shape", "short_form", "slack", "slip", "solved_for", "state", "truth", "uniform", "whole", "word",
]  # fmt: skip
