"""The expressions of exercise 24, and engines that differentiate them: the right one, and wrong ones by what they do otherwise."""

from grader import reference

Value, topological_sort = reference.engine.Value, reference.engine.topological_sort


def used_twice(a):
    b = a + a
    c = b * b
    return {"out": b + c, "b": b, "c": c}


def long_sum(x):
    s = x
    for _ in range(300):
        s = s + x
    return {"out": s}


EXPRESSIONS = {  # as in probe.py
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
LEAVES = ("a", "x", "y", "z", "w", "w1", "b1", "w2", "b2")


def built(expression, leaves, number=Value):
    """The named nodes of an expression: its leaves, inner nodes and "out"."""
    made = {name: number(data) for name, data in leaves.items()}
    return made | EXPRESSIONS[expression](**made)


def seen_in(nodes):
    """What the probe returns."""
    return {"out.data": nodes["out"].data} | {f"{name}.grad": node.grad for name, node in nodes.items()}


def right(expression, leaves, passes=1):
    nodes = built(expression, leaves)
    nodes["out"].backward()
    return seen_in(nodes)


def deriving(slopes):
    """A kind of Value with other local derivatives; `slopes` maps methods to functions of the operands."""

    def method(name):
        def operation(self, *others):
            made = getattr(Value, name)(self, *others)
            operands = [parent.data for parent in made._parents] + [n for n in others if name == "__pow__"]
            return Wrong(made.data, made._parents, slopes[name](*operands) if name in slopes else made._slopes)

        return operation

    Wrong = type(
        "Wrong", (Value,), {name: method(name) for name in ("__add__", "__mul__", "__pow__", "relu", "exp", "log")}
    )
    return Wrong


# The order of a pass: an order of the edges (node, parent, local derivative) of the graph of `out`.


def edges(nodes):
    return [(node, parent, slope) for node in nodes for parent, slope in zip(node._parents, node._slopes, strict=True)]


def parents_first(out, turn=1):
    """The nodes by depth-first search, the second parent before the first where turn is -1."""
    order, met = [], set()

    def place(node):
        if node not in met:
            met.add(node)
            for parent in node._parents[::turn]:
                place(parent)
            order.append(node)

    place(out)
    return order


def backwards(out):
    return edges(reversed(parents_first(out)))


def backwards_turned(out):
    return edges(reversed(parents_first(out, turn=-1)))


def backwards_in_rounds(out):
    """Each node as soon as all its consumers are done."""
    nodes = parents_first(out)
    return edges(topological_sort({node: [user for user in nodes if node in user._parents] for node in nodes}))


def forwards(out):
    return edges(parents_first(out))


def by_distance(out):
    queue = [out]
    for node in queue:  # grows while it is read
        queue += [parent for parent in dict.fromkeys(node._parents) if parent not in queue]
    return edges(queue)


def node_then_parents(out):
    yield from edges([out])
    for parent in out._parents:
        yield from node_then_parents(parent)


def edge_then_parent(out):
    for edge in edges([out]):
        yield edge
        yield from edge_then_parent(edge[1])


def without_doubles(out):
    return dict.fromkeys(backwards(out))


def added(old, upstream, slope):
    return old + upstream * slope


def assigned(old, upstream, slope):
    return upstream * slope


def engine(order=backwards, received=added, seed=1.0, reset=True, **slopes):
    """A wrong engine: another order, another way to receive a share, another start, other local derivatives."""
    number = deriving(
        {name if name in ("relu", "exp", "log") else f"__{name}__": slope for name, slope in slopes.items()}
    )

    def version(expression, leaves, passes=1):
        nodes = built(expression, leaves, number)
        out = nodes["out"]
        for _ in range(passes):
            for node in parents_first(out) if reset else ():
                node.grad = 0.0
            out.grad = seed
            for node, parent, slope in order(out):
                parent.grad = received(parent.grad, node.grad, slope)
        return seen_in(nodes)

    return version
