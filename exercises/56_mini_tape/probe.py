"""Expressions computed on a learner's tape with the Tensors that the stub gives, and a learner's Dense."""

import numpy as np


def deck(learner, tape, a, b, c):
    a, b, c = learner.Variable(a), learner.Variable(b), learner.Tensor(c)
    return (a * b + c) * learner.Tensor(3.0), {"a": a, "b": b, "c": c}


def again(learner, tape, x):
    x = learner.Tensor(x)
    tape.watch(x)
    return x * x * x + x, {"x": x}


def layers(learner, tape, x, W1, b1, W2, b2, y):
    W1, b1, W2, b2 = map(learner.Variable, (W1, b1, W2, b2))
    e = (learner.Tensor(x) @ W1 + b1).sigmoid() @ W2 + b2 - learner.Tensor(y)
    return (e * e).sum(), {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def unused(learner, tape, u, w, q):
    u, w, q = map(learner.Variable, (u, w, q))
    q * u  # computed, and not part of the target
    return u * u * w, {"q": q, "u": u, "w": w}


def late(learner, tape, x):
    x = learner.Tensor(x)
    first = x * x
    tape.watch(x)
    return first * x, {"x": x}


def shared(learner, tape, x, y):
    """A sum hands one array to both of its inputs, one of which receives more."""
    x, y = learner.Variable(x), learner.Variable(y)
    square = x * x
    return square + (x + y), {"x": x, "y": y}


EXPRESSIONS = {"shared": shared, "deck": deck, "again": again, "layers": layers, "unused": unused, "late": late}


def running(tape):
    """What `with Tape() as tape` gives. Raises TypeError where it is None."""
    if tape is None:
        raise TypeError("`with Tape() as tape` gives None: __enter__ must return the tape")
    return tape


def gradient(learner, target, /, expression, values):
    """The gradients of one expression, by the names of the sources."""
    learner.OPEN.clear()
    with learner.Tape() as tape:
        out, sources = EXPRESSIONS[expression](learner, running(tape), **values)
    found = tape.gradient(out, list(sources.values()))
    if found is None:
        return None
    if not isinstance(found, (list, tuple)) or len(found) != len(sources):
        many = f"{len(found)} entries" if isinstance(found, (list, tuple)) else f"one {type(found).__name__}"
        raise TypeError(f"gradient returned {many}, expected a list of {len(sources)}, one entry for each source")
    return dict(zip(sources, found, strict=True))


def tapes(learner, target, /, x, y):
    """What a tape is asked for a second time, for several targets, after it stopped, and beside another tape."""
    arrays = (x, y)
    parts = {"second": second, "persistent": persistent, "outside": outside, "nested": nested}
    found = {}
    for name, part in parts.items():
        learner.OPEN.clear()
        found[name] = part(learner, *map(learner.Variable, arrays))
    return found


def second(learner, x, y):
    """The name of the exception that the second call raises."""
    with learner.Tape() as tape:
        running(tape)
        z = x * y
    tape.gradient(z, [x, y])
    try:
        tape.gradient(z, [x, y])
    except Exception as error:
        return type(error).__name__
    return "no exception"


def persistent(learner, x, y):
    with learner.Tape(persistent=True) as tape:
        running(tape)
        z = x * y
        q = z * x
    try:
        return [tape.gradient(target, [x, y]) for target in (q, z, q)]
    except RuntimeError:
        return "RuntimeError"


def outside(learner, x, y):
    with learner.Tape() as tape:
        running(tape)
        z = x * y
    q = z * x
    return tape.gradient(q, [x, y])


def nested(learner, x, y):
    """The gradients of v by the inner tape and by the outer one, and of w by an outer one."""

    def run():
        with learner.Tape() as outer:
            u = x * x
            with learner.Tape() as inner:
                v = u * x
            w = v * y
        return outer, inner, v, w

    outer, inner, v, _ = run()
    found = [inner.gradient(v, [x, y]), outer.gradient(v, [x, y])]
    learner.OPEN.clear()
    outer, _, _, w = run()
    return [*found, outer.gradient(w, [x, y])]


def dense(learner, target, /, units, activation, x1, x2, bias, seed):
    """A layer before its first call, its output and weights, and its output for x2 once its bias was replaced."""
    learner.OPEN.clear()
    layer = learner.Dense(units, activation, np.random.default_rng(seed))
    before = len(layer.trainable_variables)
    out = layer(learner.Tensor(x1))
    if out is None:
        return None
    variables = list(layer.trainable_variables)
    weights = [np.array(variable.value) for variable in variables]
    if len(variables) == 2:
        variables[1].value = bias
    return {
        "before": before,
        "out": out.value,
        "weights": weights,
        "again": layer(learner.Tensor(x2)).value,
        "kinds": ["Variable" if isinstance(one, learner.Variable) else type(one).__name__ for one in variables],
    }
