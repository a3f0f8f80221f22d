"""How a case exercises a target, beside the learner's code. A probe holds no right answer.

A probe is `probe(learner, target, /, **inputs)`: `learner` is the learner's module, `target` the dotted name that is graded, and
`inputs` are the case's, as fresh copies. What it returns is what the judge compares. An exercise that needs more than these keeps a
`probe.py` of its own, whose functions are found first.
"""

from __future__ import annotations

from functools import lru_cache
from types import CodeType
from typing import Any

from grader.wire.errors import NotDefined
from grader.worker.parameters import gradient_of, parameters_of, put

UPSTREAM = "<upstream>"


@lru_cache(maxsize=128)
def code_of(text: str) -> CodeType:
    """The code of a probe.py, compiled once for what the judge drives itself and for all workers. Raises SyntaxError."""
    code: CodeType = compile(text, "probe.py", "exec", dont_inherit=True)
    return code


def resolve(learner: Any, target: str) -> Any:
    """The object behind a dotted name. Raises NotDefined."""
    value = learner
    for name in target.split("."):
        try:
            value = getattr(value, name)
        except AttributeError:
            raise NotDefined(target) from None
    return value


def constant(learner: Any, target: str, /) -> Any:
    """The constant itself."""
    return resolve(learner, target)


def texts(learner: Any, target: str, /) -> Any:
    """A dict of texts, each as the list of its first 500 lines: a long text would be cut as a whole, but no line is."""
    value = resolve(learner, target)
    if not isinstance(value, dict):
        return value
    return {key: str.split(text, "\n")[:500] if isinstance(text, str) else text for key, text in dict.items(value)}


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
    rule, trajectory = resolve(learner, target), []
    for dw in gradients:
        step = rule(w, _copy(w) if dw is None else dw, config)
        if not isinstance(step, (tuple, list)) or len(step) != 2:
            return step
        w, config = step
        trajectory.append(_copy(w))  # a rule that moves w in place moves what it returned before
    return trajectory


def _copy(value: Any) -> Any:
    return value.copy() if hasattr(value, "copy") else value


def signature(learner: Any, target: str, /) -> dict[str, Any] | None:
    """The parameters of a function or of a class and its methods forward and backward; None for anything else.

    Each of "call", "forward" and "backward" is a pair: the names that must be given, and those that may be.
    """
    function = resolve(learner, target)
    if not callable(function):
        return None
    methods = (
        {name: getattr(function, name, None) for name in ("forward", "backward")} if isinstance(function, type) else {}
    )
    described = {"call": _parameters(function, 0)}
    return described | {name: _parameters(method, 1) for name, method in methods.items() if callable(method)}


def _parameters(function: Any, passed_over: int) -> tuple[list[str], list[str]]:
    import inspect

    try:
        parameters = list(inspect.signature(function).parameters.values())[passed_over:]
    except (TypeError, ValueError):
        return [], []
    named = [p for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    required = [p.name for p in named if p.default is p.empty]
    return required, [p.name for p in named if p.default is not p.empty]


def forward_at(learner: Any, target: str, /, point: dict[str, Any], pair: dict[str, Any]) -> Any:
    """What the forward pass of a pair gives at a point, without what it keeps for the backward pass."""
    return _forward(learner, point, pair)[1]


def backward_at(learner: Any, target: str, /, point: dict[str, Any], pair: dict[str, Any], upstream: Any) -> Any:
    """What the backward pass gives after a forward pass at that point, and the gradients that an object keeps as dW."""
    made, output, beside = _forward(learner, point, pair)
    if pair["how"] == "loss":
        return {"returned": beside, "kept": {}}
    given = {**point, "<cache>": beside, "<output>": output}
    upstreams = iter(upstream if pair["arguments"].count(UPSTREAM) > 1 else [upstream])
    backward = resolve(learner, pair["backward"]) if made is None else made.backward
    returned = backward(*(next(upstreams) if name == UPSTREAM else given[name] for name in pair["arguments"]))
    kept = {name: getattr(made, f"d{name}", None) for name in pair["made_with"]}
    kept |= {path: gradient_of(made, path) for path in pair["attributes"]}
    return {"returned": returned, "kept": {name: value for name, value in kept.items() if value is not None}}


def parameters_at(learner: Any, target: str, /, point: dict[str, Any], pair: dict[str, Any]) -> dict[str, Any]:
    """The parameters that a new object of the class keeps, by path. One that was used keeps its inputs as well."""
    return parameters_of(resolve(learner, pair["forward"])(*(point[name] for name in pair["made_with"])))


_MADE: list[Any] = []


def _make(made_by: Any, values: list[Any]) -> Any:
    """An object of a class. One that is made from sizes only draws its weights itself, so it is made once."""
    if not values or any(hasattr(value, "dtype") or isinstance(value, (float, dict, list)) for value in values):
        return made_by(*values)
    for known, given, made in _MADE:
        if known is made_by and given == values:
            return made
    _MADE.append((made_by, values, made_by(*values)))
    return _MADE[-1][2]


def _forward(learner: Any, point: dict[str, Any], pair: dict[str, Any]) -> tuple[Any, Any, Any]:
    """The object (None for a function), its output, and what was returned beside the output."""
    function, made = resolve(learner, pair["forward"]), None
    if pair["how"] == "class":
        made = _make(function, [point[name] for name in pair["made_with"]])
        function = made.forward
        for path in pair["attributes"]:
            put(made, path, _inside(point, path))
    returned = function(*(point[name] for name in pair["inputs"]), **{name: point[name] for name in pair["options"]})
    outputs, keeps = pair["arguments"].count(UPSTREAM), pair["how"] == "loss" or "<cache>" in pair["arguments"]
    if outputs > 1:
        return made, *_several(pair["forward"], returned, outputs, keeps)
    if not keeps:
        return made, returned, None
    if not isinstance(returned, (tuple, list)) or len(returned) < 2:
        wanted = "a pair (loss, gradient)" if pair["how"] == "loss" else "a pair (out, cache)"
        raise TypeError(f"{pair['forward']} returned one {type(returned).__name__}, expected {wanted}")
    return made, returned[0], returned[1] if len(returned) == 2 else tuple(returned[1:])


def _several(forward: str, returned: Any, outputs: int, keeps: bool) -> tuple[Any, Any]:
    """The outputs of a forward pass whose backward pass takes an upstream gradient for each, and its cache."""
    if not isinstance(returned, (tuple, list)) or len(returned) != outputs + keeps:
        got = f"{len(returned)} values" if isinstance(returned, (tuple, list)) else f"one {type(returned).__name__}"
        raise TypeError(f"{forward} returned {got}, expected {outputs} outputs{' and the cache' if keeps else ''}")
    return tuple(returned[:outputs]), returned[-1] if keeps else None


def _inside(point: dict[str, Any], path: str) -> Any:
    value: Any = point
    for name in path.split("."):
        value = value[name]
    return value
