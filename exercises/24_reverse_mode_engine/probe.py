"""Beside the learner's code: expressions in their Values, and what backward passes leave in the nodes."""

import sys

DEEP = 20_000  # calls within calls: a walk of one call for each node may go as deep as the longest chain


def used_twice(a):
    b = a + a
    c = b * b
    return {"out": b + c, "b": b, "c": c}


def used_late(a):
    b = a + a
    c = b * b
    return {"out": c + b, "b": b, "c": c}


def diamonds(x, y):
    """Diamonds behind diamonds; each joins a short way and a long one, the short one now left, now right."""
    p = x * y
    q = p + x
    r = p * q
    s = r + q
    t = p + s * r
    return {"out": t * (s + p * t), "p": p, "q": q, "r": r, "s": s, "t": t}


def several_depths(x, y):
    u = (x * y).exp()
    v = x + u * x
    t = v * y + u
    return {"out": x * (t * v + x) + t, "u": u, "v": v, "t": t}


def two_outputs(x, y):
    p = x * y
    q = p + x
    return {"out": q * p + x, "second": p * y + q, "p": p, "q": q}


def chain(x):
    s = x
    for _ in range(5000):
        s = s + x
    return {"out": s}


def doublings(x):
    s = x
    for _ in range(40):
        s = s + s
    return {"out": s}


def long_sum(x):
    s = x
    for _ in range(300):
        s = s + x
    return {"out": s}


EXPRESSIONS = {
    "b = a + a, c = b*b, b + c": used_twice,
    "(x*y + z)*y": lambda x, y, z: {"out": (x * y + z) * y},
    "x**3 + 2/x - x*0.5": lambda x: {"out": x**3 + 2 / x - x * 0.5},
    "log(exp(x) + y)*x": lambda x, y: {"out": (x.exp() + y).log() * x},
    "relu(x*y) + relu(x + y)*x": lambda x, y: {"out": (x * y).relu() + (x + y).relu() * x},
    "(x + y)*(z + relu(y - z))": lambda x, y, z: {"out": (x + y) * (z + (y - z).relu())},
    "-log(1/(1 + exp(-w*x)))": lambda w, x: {"out": -((1 / (1 + (-(w * x)).exp())).log())},
    "(relu(w1*x + b1)*w2 + b2 - 0.7)**2": lambda x, w1, b1, w2, b2: {
        "out": ((w1 * x + b1).relu() * w2 + b2 - 0.7) ** 2
    },
    "(x/y - 3*y)/(2 - x) + 5/y": lambda x, y: {"out": (x / y - 3 * y) / (2 - x) + 5 / y},
    "x*3": lambda x, y: {"out": x * 3},
    "x added 300 times to x": long_sum,
    "b = a + a, c = b*b, c + b": used_late,
    "diamonds": diamonds,
    "x, y and u at several depths": several_depths,
    "two outputs": two_outputs,
    "x added 5000 times to x": chain,
    "x doubled 40 times": doublings,
}


def run(learner, target, /, expression, leaves, passes=("out",)):
    """The output of an expression, and the gradients of its leaves, named inner nodes and outputs after the last pass.

    `passes` names the outputs from which a pass starts, one after the other.
    """
    sys.setrecursionlimit(DEEP)
    made = {name: learner.Value(data) for name, data in leaves.items()}
    nodes = made | EXPRESSIONS[expression](**made)
    for name in passes:
        nodes[name].backward()
    last = passes[-1]
    seen = {name: node for name, node in nodes.items() if name in made or name == last or name not in ("out", "second")}
    return {f"{last}.data": nodes[last].data} | {f"{name}.grad": node.grad for name, node in seen.items()}
