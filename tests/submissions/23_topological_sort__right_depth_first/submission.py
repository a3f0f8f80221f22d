"""Depth-first search with marks, as a generator."""


def topological_sort(parents):
    state = {}

    def visit(name):
        if state.get(name) == "open":
            raise ValueError(f"{name} is its own ancestor")
        if name in state:
            return
        state[name] = "open"
        for parent in parents[name]:
            yield from visit(parent)
        state[name] = "placed"
        yield name

    for name in parents:
        yield from visit(name)
