"""Beside the learner's code: expressions in their Values, and what a backward pass leaves in the nodes."""


def used_twice(a):
    b = a + a
    c = b * b
    return {"out": b + c, "b": b, "c": c}


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
    "x*3": lambda x, y: {"out": x * 3},
    "x added 300 times to x": long_sum,
}


def run(learner, target, /, expression, leaves, passes=1):
    """The output of an expression, and the gradients of its leaves, named inner nodes and output after `passes` passes."""
    made = {name: learner.Value(data) for name, data in leaves.items()}
    nodes = made | EXPRESSIONS[expression](**made)
    for _ in range(passes):
        nodes["out"].backward()
    return {"out.data": nodes["out"].data} | {f"{name}.grad": node.grad for name, node in nodes.items()}
