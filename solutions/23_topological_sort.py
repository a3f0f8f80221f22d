"""23. Parents before children: a worked solution.

In rounds: place every node whose parents are all placed, and go on with the rest.
A round that places nothing means that the rest contains a cycle.
"""


def topological_sort(parents):
    """Order the nodes of a graph so that each comes after all its parents.

    parents: dict from node name (str) to the list of its parents' names; every node
        is a key, and a parent may be listed twice. Not changed.
    Returns a list with every name exactly once.
    Raises ValueError if the graph has a cycle.
    """
    order = []
    placed = set()  # the same names as in order; a set answers `in` at once
    waiting = list(parents)
    while waiting:
        ready = [name for name in waiting if placed.issuperset(parents[name])]
        if not ready:
            # Each waiting node waits for another waiting node: that never ends.
            raise ValueError(f"the graph has a cycle; not placed: {', '.join(waiting)}")
        order += ready
        placed.update(ready)
        waiting = [name for name in waiting if name not in placed]
    return order
