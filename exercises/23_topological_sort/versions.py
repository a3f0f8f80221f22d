"""What makes an order valid, what can be seen in wrong ones, and wrong versions that show it, for exercise 23."""

from grader import reference

topological_sort = reference.engine.topological_sort


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


def on_a_cycle(outcome):
    """A right version but for what it does, raise an exception or return a value, where there is a cycle."""

    def version(parents):
        try:
            return topological_sort(parents)
        except ValueError:
            return outcome(parents=parents)

    return version
