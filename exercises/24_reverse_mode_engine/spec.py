"""Exercise 24: the class Value."""

from grader import reference
from grader.exercise.spec import Exercise, Seen, Slope, Target, mistake, plain, state

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


def case(number, name, expression, **leaves):
    return plain(number, name, expression=expression, leaves=leaves)


def of_value(slug, advice, *versions):
    return mistake(slug, advice, {"Value": list(versions)})


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            "Value",
            points=11,
            probe="run",
            reference=right,
            slope=Slope(
                of=lambda expression, leaves, passes=1: built(expression, leaves)["out"].data,
                wrt={f"{name}.grad": f"leaves.{name}" for name in LEAVES},
            ),
            cases=[
                case(1, "a value used twice", "b = a + a, c = b*b, b + c", a=3),
                case(2, "products and sums", "(x*y + z)*y", x=2.5, y=-1.5, z=0.4),
                case(3, "powers and quotients", "x**3 + 2/x - x*0.5", x=1.6),
                case(4, "exp and log", "log(exp(x) + y)*x", x=0.7, y=1.9),
                case(5, "relu on and off", "relu(x*y) + relu(x + y)*x", x=1.4, y=-0.6),
                case(6, "the graph of the slide", "(x + y)*(z + relu(y - z))", x=4, y=-1, z=2.5),
                case(7, "a logistic loss", "-log(1/(1 + exp(-w*x)))", w=0.5, x=2),
                case(8, "two neurons", "(relu(w1*x + b1)*w2 + b2 - 0.7)**2", x=1.5, w1=0.8, b1=-0.3, w2=-1.2, b2=0.5),
                case(9, "a leaf that is not used", "x*3", x=1.3, y=-2.2),
                case(10, "a long sum", "x added 300 times to x", x=0.5),
                state(
                    11,
                    "backward called twice",
                    None,
                    None,
                    expression="(x*y + z)*y",
                    leaves={"x": 2.5, "y": -1.5, "z": 0.4},
                    passes=2,
                ),
            ],
        )
    ],
    mistakes=[
        of_value(
            "assigned",
            "A value used twice receives a share from each use: add them.",
            *(engine(order, received=assigned) for order in (backwards, backwards_turned, backwards_in_rounds)),
        ),
        of_value(
            "recursion_unordered",
            "A node was sent on before all its consumers had reported; use reverse topological order.",
            engine(node_then_parents),
            engine(edge_then_parent),
        ),
        of_value("forward_order", "Start at the output; the order must be reversed.", engine(forwards)),
        of_value(
            "breadth_first",
            "Distance from the output is not enough; b was handled before c had added its share.",
            engine(by_distance),
        ),
        of_value(
            "duplicate_parent_lost",
            "Both operands may be the same node; keep both edges.",
            engine(without_doubles),
        ),
        of_value("seed_missing", "dy/dy = 1: set the output's gradient to 1 before the pass.", engine(seed=0.0)),
        mistake(
            "not_reset",
            "Start every pass by setting the gradients of the graph to 0, as the slide says.",
            {"Value": Seen(lambda e: not e["backward called twice"].right, engine(reset=False))},
            tag="state",
        ),
        of_value(
            "product_own_factor",
            "Each factor receives the other factor times the gradient.",
            engine(mul=lambda a, b: (a, b)),
        ),
        of_value(
            "upstream_forgotten",
            "Multiply the local derivative by the gradient of the node itself.",
            engine(received=lambda old, upstream, slope: old + slope),
        ),
        of_value("power_not_lowered", "The exponent goes down by one.", engine(pow=lambda a, n: (n * a**n,))),
        of_value(
            "relu_always_open",
            "Where the input was negative relu is flat: the share is 0.",
            engine(relu=lambda a: (1.0,)),
        ),
        of_value("exp_of_input", "The derivative of e^a is e^a, the node's own output.", engine(exp=lambda a: (a,))),
        of_value("log_not_inverted", "The derivative of ln a is 1/a.", engine(log=lambda a: (a,))),
    ],
)
