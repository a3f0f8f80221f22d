"""The check itself, in the order in which it happens.

1  inputs finite and real? forward the same twice? what precision does it compute in?
2  backward linear in the upstream gradient? the same twice? of the right shape? finite?
3  full: two evaluations per entry, a ladder where these do not agree; fast: random directions, bisection
4  at kinks: second opinion from next door, and groups of entries judged together
5  patterns among the wrong entries, and the report
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.gradcheck.draws import Draws
from grader.gradcheck.errors import GradcheckError, NoGradient
from grader.gradcheck.functions.gradients import (
    Backward,
    Gradient,
    Noise,
    UpstreamTest,
    nudged_noise,
    repeat_problem,
    shape_problems,
)
from grader.gradcheck.functions.outputs import flatten
from grader.gradcheck.functions.vector_function import BackwardBatch, Evaluate, VectorFunction
from grader.gradcheck.ladders.directional import FLOAT64
from grader.gradcheck.report import DISAGREE, GradientReport, Mode, Problem
from grader.gradcheck.search.corners import smooth_lines
from grader.gradcheck.search.kinks import joint, second_opinion
from grader.gradcheck.search.nearby import judge_nearby
from grader.gradcheck.search.probes import probe
from grader.gradcheck.search.sweep import sweep
from grader.gradcheck.search.trial import Table, Trial, precision_of
from grader.gradcheck.words.writing import CheckResults, compose_report

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]


def check_batched(
    evaluate: Evaluate,
    backward_batch: BackwardBatch,
    inputs: Mapping[str, Any],
    *,
    mode: Mode = "full",
    seed: int = 0,
    wrt: Sequence[str] | None = None,
    upstream: Any = None,
) -> GradientReport:
    """Compare a backward pass with measured slopes; all calls go out in a few batches.

    evaluate: list of points (dict name -> array) -> list of outputs (array, number, tuple or dict of arrays).
    backward_batch: list of (upstream, point) -> list of gradients (dict name -> array, tuple in input order, or one
    array for one input). Both may answer with an exception object for a call that raised.
    inputs: name -> array; wrt: the names to differentiate (if None, all but those whose gradient is None); the others
    are passed on as they are.
    mode: "full" judges every entry; "fast" costs about 80 to 160 evaluations per input whatever its size, up to 3,000
    where it finds something wrong or thousands of entries on kinks (every entry is judged then in inputs of up to 1,000,
    and of up to 20,000 where the kinks lie at numbers that do not occur twice).
    upstream: fixes the upstream gradient (1.0 for a loss whose backward takes none); its linearity is not tested then.
    Raises GradcheckError where no check is possible: integer or non-finite inputs, a forward or backward that fails.
    """
    if mode not in ("full", "fast"):
        raise GradcheckError(f"mode is {mode!r}, expected 'full' or 'fast'")
    try:
        return _check(evaluate, backward_batch, inputs, mode, seed, wrt, upstream)
    except NoGradient as error:
        if wrt is not None:
            raise
        report = _check(evaluate, backward_batch, inputs, mode, seed, error.others, upstream)
        return replace(
            report, notes=(*report.notes, f"backward returns None for {', '.join(error.names)}: not checked")
        )


def _check(
    evaluate: Evaluate,
    backward_batch: BackwardBatch,
    inputs: Mapping[str, Any],
    mode: Mode,
    seed: int,
    wrt: Sequence[str] | None,
    upstream: Any,
) -> GradientReport:
    with np.errstate(all="ignore"):
        function = VectorFunction(evaluate, inputs, wrt)
        draws = Draws(seed)
        backward = Backward(function, backward_batch)
        u = _upstream(function, draws, upstream)
        problems = _forward_problems(function)
        gradient, noise, more = _gradient(function, backward, draws, u, upstream is None)
        trial = Trial(
            function,
            backward,
            draws,
            u,
            gradient.vector,
            Table(function.theta.size),
            upstream is None,
            eps=gradient.eps,
            noise=noise,
        )
        results = CheckResults(trial, gradient, problems + more, mode, seed)
        if not any(problem.kind == "random" for problem in results.problems):
            _certify(trial, results)
        return compose_report(results)


def _upstream(function: VectorFunction, draws: Draws, fixed: Any) -> Floats:
    size = function.structure.size
    if fixed is None:
        return draws.signs(size) * draws.weights(size)
    vector, structure = flatten(fixed, "upstream")
    if vector.size != size:
        raise GradcheckError(
            f"upstream has {structure.describe()}, expected that of the output: {function.structure.describe()}"
        )
    return vector


def _forward_problems(function: VectorFunction) -> list[Problem]:
    first, second = function.repeats
    off = np.abs(first - second) > 1e-9 * np.abs(first)
    if not off.any():
        return []
    j = int(np.flatnonzero(off)[0])
    return [
        Problem(
            "random",
            "",
            f"forward is random: two calls with the same inputs returned {float(first[j])!r} and "
            f"{float(second[j])!r} (entry {j}). Fix its randomness (a seed, no dropout) while checking",
        )
    ]


def _gradient(
    function: VectorFunction, backward: Backward, draws: Draws, u: Floats, free: bool
) -> tuple[Gradient, Noise, list[Problem]]:
    """The gradient for u, its noise, and what is wrong with it before any slope is measured."""
    test = UpstreamTest(function, u, draws.signs(u.size) * draws.weights(u.size))
    first, second, *others = backward.gradients([u, u, *(test.upstreams() if free else ())])
    problems = repeat_problem(first, second) + shape_problems(function, first)
    for name, part in function.blocks.items():
        if name not in first.odd and not np.isfinite(first.vector[part]).all():
            said = f"the gradient of {name} holds nan or infinity, while forward is finite there"
            problems.append(Problem("non-finite", name, said))
    if free and not any(problem.kind == "random" for problem in problems):
        problems += test.problems(first, others)
    linear = free and not any(problem.kind == "upstream" for problem in problems)  # else what differs is no rounding
    rounding = test.rounding(first, others) if linear else np.zeros(function.theta.size)
    return first, Noise(rounding, nudged_noise(function, backward, draws, u, first)), problems


def _certify(trial: Trial, results: CheckResults) -> None:
    trial.precision = precision_of(trial.function, trial.draws)
    if results.mode == "full":
        sweep(trial, tuple(name for name, part in trial.function.blocks.items() if part.stop > part.start))
    else:
        results.block_codes = {name: code for name, code in probe(trial).items() if code >= 0}
    if (trial.table.codes == DISAGREE).any() and trial.precision == FLOAT64:
        results.corners = judge_nearby(trial, second_opinion(trial))
    results.joint = joint(trial) or smooth_lines(trial)
