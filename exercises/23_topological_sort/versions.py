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


def in_search_order(parents, turn):
    """The nodes in the order in which a depth-first search comes to them, the last parent first where turn is -1."""
    met, to_do = {}, list(reversed(parents))
    while to_do:
        name = to_do.pop()
        if name not in met:
            met[name] = True
            to_do += parents[name][::-turn]
    return list(met)


def by_search(turn):
    return lambda order, parents: order == in_search_order(parents, turn)


def by_search_backwards(turn):
    return lambda order, parents: order == in_search_order(parents, turn)[::-1]


def everywhere(holds):
    """holds(order, parents) on every graph with nodes."""
    return lambda e: all(holds(view.got, view.inputs["parents"]) for view in e.plain if view.inputs["parents"])


def somewhere(holds):
    return lambda e: any(holds(v.got, v.inputs["parents"]) for v in e.plain if isinstance(v.got, list))


def is_complete(view):
    """Every name of the graph is there, and no other; only an order that comes from this graph says how cycles are met."""
    return isinstance(view.got, list) and set(view.got) == set(view.inputs["parents"])


def kept_between_calls(e):
    """Names of earlier graphs come again, or exactly those that an earlier graph had are left out."""
    met, strange = set(), False
    for view in e.plain:
        parents, order = view.inputs["parents"], view.got
        others, lost = foreign(order, parents), left_out(order, parents)
        if not met.issuperset(others) or (lost and set(lost) != met & set(parents)):
            return False
        strange = strange or bool(others) or len(lost) > 0
        met |= set(parents)
    return strange and left_out_again(e)


def left_out_again(e):
    """What is left out or foreign concerns more than one graph: one alone may be chance."""
    return sum(not is_complete(view) for view in e.plain) > 1


def remembering_a_chain(parents):
    """The names of the first graph stand before the order of each later one."""
    return [name for name in "abc" if name not in parents] + topological_sort(parents)


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


def refusing_a_second_meeting(parents):
    """A cycle is reported where two nodes have the same parent."""
    met = [name for names in parents.values() for name in names]
    if len(set(met)) < len(met):
        raise ValueError
    return topological_sort(parents)


def waiting_for_a_second(parents):
    """A cycle is reported where a parent is listed twice and comes once."""
    if any(len(set(names)) < len(names) for names in parents.values()):
        raise ValueError
    return topological_sort(parents)


def along_every_way(parents):
    """A version that never comes to the end of a ladder."""
    if "l24" in parents:
        raise TimeoutError
    return topological_sort(parents)
