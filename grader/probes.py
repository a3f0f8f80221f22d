"""How a case exercises a target, beside the learner's code. A probe holds no right answer.

A probe is `probe(learner, target, /, **inputs)`: `learner` is the learner's module, `target` the dotted name that is graded, and
`inputs` are the case's, as fresh copies. What it returns is what the judge compares. An exercise that needs more than these keeps a
`probe.py` of its own, whose functions are found first.
"""

from __future__ import annotations

from typing import Any


class NotDefined(Exception):
    """The module has no such name, or the class has no such attribute."""


def resolved(learner: Any, target: str) -> Any:
    """The object behind a dotted name. Raises NotDefined."""
    found = learner
    for name in target.split("."):
        try:
            found = getattr(found, name)
        except AttributeError:
            raise NotDefined(target) from None
    return found


def constant(learner: Any, target: str, /) -> Any:
    """The constant itself."""
    return resolved(learner, target)


def forward_then_backward(learner: Any, target: str, /, x: Any, y: Any, dz: Any) -> Any:
    """A new gate's backward(dz) after its forward(x, y); beside it, what forward returned."""
    gate = getattr(learner, target.split(".")[0])()
    z = gate.forward(x, y)
    return gate.backward(dz), {"forward": z}


def calls(learner: Any, target: str, /, script: list[list[Any]]) -> list[Any]:
    """The results of a script of steps [object, method, *arguments]; each object is made when it is first named."""
    made: dict[str, Any] = {}
    results = []
    for name, method, *arguments in script:
        if name not in made:
            made[name] = getattr(learner, target.split(".")[0])()
        results.append(getattr(made[name], method)(*arguments))
    return results


def steps(learner: Any, target: str, /, w: Any, gradients: Any, config: dict[str, float]) -> Any:
    """The weights after each step of an optimiser `rule(w, dw, config) -> (next_w, config)`; a gradient None is w itself.

    What a rule returns in place of a pair is returned as it is.
    """
    rule, trajectory = resolved(learner, target), []
    for dw in gradients:
        step = rule(w, _copy(w) if dw is None else dw, config)
        if not isinstance(step, (tuple, list)) or len(step) != 2:
            return step
        w, config = step
        trajectory.append(_copy(w))  # a rule that moves w in place moves what it returned before
    return trajectory


def _copy(value: Any) -> Any:
    return value.copy() if hasattr(value, "copy") else value
