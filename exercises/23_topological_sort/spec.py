"""Exercise 23: topological_sort."""

from grader import reference
from grader.exercise.spec import Exercise, Seen, Target, error, mistake, plain, raising

topological_sort = reference.engine.topological_sort
SKIP = {"out": ["h2", "x"], "h2": ["h1"], "h1": ["x"], "x": []}


def ladder(rungs):
    """Both nodes of a rung have both nodes of the rung below as parents; the highest rung comes first."""
    found = {f"{side}{i}": [f"l{i - 1}", f"r{i - 1}"] for i in range(rungs, 0, -1) for side in "rl"}
    return found | {"r0": [], "l0": []}


def chain(length):
    return {f"n{i:03}": [f"n{i - 1:03}"] if i else [] for i in reversed(range(length))}


# ------------------------------------------------------------------------------------------ what makes an order valid


def repeated(order, parents):
    last_place = {name: i for i, name in enumerate(order)}
    return [name for i, name in enumerate(order) if last_place[name] != i]


def foreign(order, parents):
    return [name for name in order if name not in parents]


def left_out(order, parents):
    given = set(order)
    return [name for name in parents if name not in given]


def too_early(order, parents):
    """The first (node, parent) where the parent does not stand before the node."""
    place = {name: i for i, name in enumerate(order)}
    return [(name, parent) for name in order for parent in parents[name] if place[parent] >= place[name]][:1]


def what_is_wrong(order, parents):
    """A sentence about an order that is not valid; None for any valid one."""
    if not isinstance(order, list):
        return "the result is not a list of names"
    for found, words in (
        (foreign, "{0!r} is not a name of the graph"),
        (repeated, "{0!r} stands there more than once"),
        (left_out, "{0!r} is missing"),
        (too_early, "{0[0]!r} stands before its parent {0[1]!r}"),
    ):
        if names := found(order, parents):
            return words.format(names[0])
    return None


def distances(parents):
    """The shortest distance of every node of an acyclic graph from a node without parents."""
    far = {name: 0 for name, its in parents.items() if not its}
    while len(far) < len(parents):
        far |= {
            name: 1 + min(far[parent] for parent in its if parent in far)
            for name, its in parents.items()
            if name not in far and any(parent in far for parent in its)
        }
    return far


def by_distance(order, parents):
    far = distances(parents)
    return sorted(order) == sorted(parents) and order == sorted(order, key=far.get)


# --------------------------------------------------------------------------------------------------- what can be seen


def everywhere(holds):
    """holds(order, parents) on every graph with nodes."""
    return lambda e: all(holds(view.got, view.inputs["parents"]) for view in e.plain if view.inputs["parents"])


def somewhere(holds):
    return lambda e: any(holds(v.got, v.inputs["parents"]) for v in e.plain if isinstance(v.got, list))


def crashed(view):
    return view.raised is not None and not view.raises(ValueError) and not view.raises(RecursionError)


def rearranging(change):
    """A version that reports cycles and returns change(a valid order, parents)."""
    return lambda parents: change(topological_sort(parents), parents)


def order_seen(slug, advice, when, change):
    return mistake(slug, advice, {"topological_sort": Seen(when, rearranging(change))})


def cycle_seen(slug, advice, when, example):
    return mistake(slug, advice, {"topological_sort": Seen(when, example)}, always=True)


def on_a_cycle(outcome):
    """A right version but for what it does, raise an exception or return a value, where there is a cycle."""

    def version(parents):
        try:
            return topological_sort(parents)
        except ValueError:
            return outcome(parents=parents)

    return version


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            "topological_sort",
            points=4,
            probe="listed",
            reference=topological_sort,
            judged=what_is_wrong,
            cases=[
                plain(1, "a chain", parents={"c": ["b"], "b": ["a"], "a": []}),
                plain(2, "a diamond", parents={"d": ["b", "c"], "b": ["a"], "c": ["a"], "a": []}),
                plain(
                    3,
                    "the graph of the slide",
                    parents={"f": ["a", "b"], "a": ["x", "y"], "b": ["y", "z"], "x": [], "y": [], "z": []},
                ),
                plain(4, "a skip connection", parents=SKIP),
                plain(5, "an input used twice", parents={"c": ["b", "b"], "b": ["a", "a"], "a": []}),
                plain(6, "names against the alphabet", parents={"a": ["m"], "z": [], "m": ["z"]}),
                plain(7, "two separate graphs", parents={"p": ["q"], "q": [], "s": ["r"], "r": []}),
                plain(8, "a node on its own", parents={"b": ["a"], "lonely": [], "a": []}),
                plain(9, "a ladder", parents=ladder(24)),
                plain(10, "a long chain", parents=chain(400)),
                plain(11, "no nodes", parents={}),
                error(12, "a cycle of three", ValueError, parents={"a": ["c"], "b": ["a"], "c": ["b"]}),
                error(
                    13,
                    "a cycle with a tail",
                    ValueError,
                    parents={"x": [], "a": ["x", "c"], "b": ["a"], "c": ["b"], "out": ["c"]},
                ),
                error(14, "its own parent", ValueError, parents={"x": [], "a": ["x", "a"]}),
            ],
        )
    ],
    mistakes=[
        order_seen(
            "unsorted",
            "The keys come in no particular order; decide by the parents.",
            everywhere(lambda order, parents: order == list(parents)),
            lambda order, parents: list(parents),
        ),
        order_seen(
            "alphabetical",
            "Sorting names says nothing about who needs whom.",
            everywhere(lambda order, parents: order == sorted(parents)),
            lambda order, parents: sorted(parents),
        ),
        order_seen(
            "children_first",
            "Your list runs from the output to the inputs; this is the order for the backward pass.",
            everywhere(lambda order, parents: what_is_wrong(order[::-1], parents) is None),
            lambda order, parents: order[::-1],
        ),
        order_seen(
            "nodes_repeated",
            "Remember the nodes already placed; a node with two children is reached twice.",
            somewhere(repeated),
            lambda order, parents: [parent for name in order for parent in (*parents[name], name)],
        ),
        order_seen(
            "nodes_left_out",
            "Start from every node, not from one output only.",
            somewhere(lambda order, parents: left_out(order, parents) and not foreign(order, parents)),
            lambda order, parents: [name for name in order if name != "lonely"],
        ),
        order_seen(
            "breadth_first",
            "Level by shortest distance fails when an input also feeds a late node; "
            "a node must wait for its last parent.",
            lambda e: everywhere(by_distance)(e) and not e["a skip connection"].right,
            lambda order, parents: sorted(order, key=distances(parents).get),
        ),
        cycle_seen(
            "endless_recursion",
            "A cycle sends the search round for ever; "
            "mark the nodes on the current path and raise ValueError when one comes again.",
            lambda e: (
                any(v.raises(RecursionError) for v in e.of_kind("error"))
                and not any(v.raises(RecursionError) for v in e.plain)
            ),
            on_a_cycle(raising(RecursionError("maximum recursion depth exceeded"))),
        ),
        cycle_seen(
            "cycle_accepted",
            "No order exists for a cycle; raise ValueError.",
            lambda e: any(isinstance(e[name].got, list) for name in ("a cycle of three", "a cycle with a tail")),
            on_a_cycle(lambda parents: list(parents)),
        ),
        cycle_seen(
            "self_loop_accepted",
            "A node that needs itself is a cycle of length one.",
            lambda e: isinstance(e["its own parent"].got, list),
            lambda parents: topological_sort({name: [p for p in its if p != name] for name, its in parents.items()}),
        ),
        cycle_seen(
            "wrong_exception",
            "The cycle is found; report it as ValueError.",
            lambda e: any(map(crashed, e.of_kind("error"))) and not any(map(crashed, e.plain)),
            on_a_cycle(raising(KeyError("cycle"))),
        ),
    ],
)
