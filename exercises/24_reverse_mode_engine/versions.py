"""Engines that differentiate the expressions of exercise 24 (see probe.py): the right one, and wrong ones by what they do otherwise."""

from grader import reference
from grader.exercise.spec import ProbeDriver

Value, topological_sort = reference.engine.Value, reference.engine.topological_sort
driver = ProbeDriver(__file__, Value=Value)
LEAVES = ("a", "x", "y", "z", "w", "w1", "b1", "w2", "b2")
right = driver.version("run")


def output(expression, leaves, passes=("out",)):
    """The number that is differentiated."""
    nodes = driver.probes["EXPRESSIONS"][expression](**{name: Value(data) for name, data in leaves.items()})
    return nodes[passes[-1]].data


def slopes_of(made, name, operands, slopes):
    """The local derivatives of an operation; `slopes` maps methods to functions of the operands."""
    return slopes[name](*operands) if name in slopes else made._slopes


def deriving(slopes, **methods):
    """A kind of Value with other local derivatives."""

    def method(name):
        def operation(self, *others):
            made = getattr(Value, name)(self, *others)
            operands = [parent.data for parent in made._parents] + [n for n in others if name == "__pow__"]
            node = Wrong(made.data, made._parents, slopes_of(made, name, operands, slopes))
            node.made_by = name
            return node

        return operation

    operations = {name: method(name) for name in ("__add__", "__mul__", "__pow__", "relu", "exp", "log")}
    Wrong = type("Wrong", (Value,), operations | methods)
    return Wrong


# The order of a pass: an order of the edges (node, parent, local derivative) of the graph of `out`.


def edges(nodes):
    return [(node, parent, slope) for node in nodes for parent, slope in zip(node._parents, node._slopes, strict=True)]


def parents_first(out, turn=1):
    """The nodes by depth-first search, the second parent before the first where turn is -1."""
    order, met, to_do = [], set(), [(out, False)]
    while to_do:
        node, ready = to_do.pop()
        if ready:
            order.append(node)
        elif node not in met:
            met.add(node)
            to_do += [(node, True), *((parent, False) for parent in node._parents[::-turn])]
    return order


def backwards(out):
    return edges(reversed(parents_first(out)))


def backwards_turned(out):
    return edges(reversed(parents_first(out, turn=-1)))


def backwards_in_rounds(out):
    """Each node as soon as all its consumers are done."""
    nodes = parents_first(out)
    users = {node: [] for node in nodes}
    for node in nodes:
        for parent in dict.fromkeys(node._parents):
            users[parent].append(node)
    return edges(topological_sort(users))


def divided(out):
    """The right order, with derivatives divided by the number of parents."""
    return [(node, parent, slope / len(node._parents)) for node, parent, slope in backwards(out)]


def forwards(out):
    return edges(parents_first(out))


def taken(place, known):
    """The nodes from a list of nodes to do, taken from its end (-1) or its start (0), each once or at every meeting.

    With `known` a node is met once: when it is put on the list ("put") or when it is taken ("taken").
    """

    def order(out):
        to_do, met = [out], {out}
        for _ in range(MOST):
            if not to_do:
                break
            node = to_do.pop(place)
            if known == "taken" and node in met and node is not out:
                continue
            met.add(node)
            yield from edges([node])
            to_do += [parent for parent in node._parents if known != "put" or parent not in met]
            met |= set(node._parents) if known == "put" else set()

    return order


MOST = 6000  # nodes; a walk along every path has no end in sight


def node_then_parents(out, met=None):
    """A recursion that sends a node on as soon as it has a share, and looks at the first parent first; each node once with `met`."""
    to_do = [out]
    for _ in range(MOST):
        if not to_do:
            break
        node = to_do.pop()
        if met is not None and node in met:
            continue
        yield from edges([node])
        to_do += node._parents[::-1]
        if met is not None:
            met.add(node)


def edge_then_parent(out):
    to_do, steps = [iter(edges([out]))], 0
    while to_do and steps < MOST:
        edge = next(to_do[-1], None)
        if edge is None:
            to_do.pop()
            continue
        steps += 1
        yield edge
        to_do.append(iter(edges([edge[1]])))


def without_doubles(out):
    return dict.fromkeys(backwards(out))


def added(old, upstream, slope):
    return old + upstream * slope


def assigned(old, upstream, slope):
    return upstream * slope


def forgotten(old, upstream, slope):
    return old + slope


def nothing(old, gradient, slope):
    return old


def engine(order=backwards, received=added, seed=1.0, reset="all", within=None, **slopes):
    """A wrong engine: another order, another way to receive a share, another start, other local derivatives.

    reset: which nodes begin at 0, "all", "inner", "leaves" or "none"; within: the methods whose results hand on in the other way,
    None for all.
    """

    def backward(out):
        for node in parents_first(out):
            if reset == "all" or reset == ("inner" if node._parents else "leaves"):
                node.grad = 0.0
        out.grad = seed
        for node, parent, slope in order(out):
            receive = received if within is None or node.made_by in within else added
            parent.grad = receive(parent.grad, node.grad, slope)

    named = {name if name in ("relu", "exp", "log") else f"__{name}__": slope for name, slope in slopes.items()}
    return driver.version("run", Value=deriving(named, backward=backward))


def set_afterwards(expression, leaves, passes=("out",)):
    """An engine that starts from 0, and sets the output's gradient when the pass is over."""

    def backward(out):
        for node in parents_first(out):
            node.grad = 0.0
        out.grad = 1.0

    kind = deriving({}, backward=backward)
    return driver.version("run", Value=kind)(expression=expression, leaves=leaves, passes=passes)


def minus_hands_on_plus(expression, leaves, passes=("out",)):
    """An engine whose a - b has the shares 1 and 1."""

    def minus(self, other):
        other = other if isinstance(other, Value) else kind(other)
        return kind(self.data - other.data, (self, other), (1.0, 1.0))

    kind = deriving({}, __sub__=minus, backward=Value.backward)
    return driver.version("run", Value=kind)(expression=expression, leaves=leaves, passes=passes)


def plain_numbers_refused(expression, leaves, passes=("out",)):
    """An engine whose + and * ask their second operand for its data."""

    def strict(name):
        def operation(self, other):
            other.data  # noqa: B018
            return getattr(Value, name)(self, other)

        return operation

    kind = deriving({}, __add__=strict("__add__"), __mul__=strict("__mul__"), backward=Value.backward)
    return driver.version("run", Value=kind)(expression=expression, leaves=leaves, passes=passes)


def emptied(reset):
    """An engine with one list of all operations, which a pass empties; reset(out) is what a pass without operations leaves behind."""

    def version(expression, leaves, passes=("out",)):
        emptied = []

        def backward(out):
            if emptied:
                reset(out)
            else:
                Value.backward(out)
            out.grad = 1.0
            emptied.append(out)

        kind = deriving({}, backward=backward)
        return driver.version("run", Value=kind)(expression=expression, leaves=leaves, passes=passes)

    return version


def forget(out):
    for node in parents_first(out):
        node.grad = 0.0


taped, taped_whole = emptied(forget), emptied(lambda out: None)


def along_every_path(expression, leaves, passes=("out",)):
    if "40 times" in expression:
        raise TimeoutError
    return right(expression=expression, leaves=leaves, passes=passes)


def refused_on_the_left(view):
    """Python found no method for a plain number on the left of a Value."""
    return any(view.raises(TypeError, f"'{kind}' and 'Value'") for kind in ("int", "float"))


def numbers_on_the_left_refused(expression, leaves, passes=("out",)):
    if "2 - x" in expression:
        raise TypeError("unsupported operand type(s) for -: 'int' and 'Value'")
    return right(expression=expression, leaves=leaves, passes=passes)
