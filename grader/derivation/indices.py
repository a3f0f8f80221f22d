"""Indices of sums: which are free, and how one takes another's place without being caught by a sum of the same name."""

from __future__ import annotations

from collections.abc import Set

from grader.derivation.expressions import Component, Expression, IndexSum, Kronecker, map_parts, nodes, parts


def free_indices(tree: Expression) -> frozenset[str]:
    """The indices that no sum binds."""
    if isinstance(tree, Component):
        return frozenset({tree.index})
    if isinstance(tree, Kronecker):
        return frozenset({tree.left, tree.right})
    below = frozenset[str]().union(*map(free_indices, parts(tree)))
    return below - {tree.index} if isinstance(tree, IndexSum) else below


def indices_in(tree: Expression) -> set[str]:
    """All indices that occur, bound or free."""
    indices = {node.index for node in nodes(tree) if isinstance(node, (Component, IndexSum))}
    return indices.union(*({node.left, node.right} for node in nodes(tree) if isinstance(node, Kronecker)))


def fresh_index(base: str, taken: set[str]) -> str:
    """An index that is not among `taken`: the base with as many strokes as it takes, which no learner can write."""
    while base in taken:
        base += "'"
    return base


def fresh_letter(taken: Set[str]) -> str:
    """A letter for an index that is not among `taken`, as a learner would write it."""
    return next(letter for letter in "klmnirst" if letter not in taken)


def with_index(tree: Expression, old: str, new: str) -> Expression:
    """`tree` with its free index `old` called `new`; a sum over `new` on the way gets another index first."""
    if isinstance(tree, Component):
        return Component(tree.name, new) if tree.index == old else tree
    if isinstance(tree, Kronecker):
        return Kronecker(*(new if index == old else index for index in (tree.left, tree.right)))
    if isinstance(tree, IndexSum):
        if tree.index == old:
            return tree
        if tree.index == new and old in free_indices(tree.term):
            tree = with_other_bound(tree, {old, new})
    return map_parts(tree, lambda part: with_index(part, old, new))


def with_other_bound(tree: IndexSum, taken: set[str]) -> IndexSum:
    """The same sum over an index that is neither taken nor occurs in it."""
    index = fresh_index(tree.index, taken | indices_in(tree))
    return IndexSum(index, with_index(tree.term, tree.index, index))
