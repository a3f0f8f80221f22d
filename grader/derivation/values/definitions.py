"""What the names of a derivation stand for: some are drawn from a range, the others are defined by them."""

from __future__ import annotations

import msgspec

from grader.derivation.expressions import Component, Expression, IndexSum, Symbol, map_parts, nodes, tree_names
from grader.derivation.indices import with_index


class Definition(msgspec.Struct, frozen=True):
    """A name's expression; for a vector `index` is the index that the expression holds."""

    body: Expression
    index: str = ""


class Definitions(msgspec.Struct, frozen=True):
    """All defined names, each by its spelled form."""

    known: dict[str, Definition]

    def expand(self, tree: Expression) -> Expression | None:
        """The expression of a defined name; None for any other node."""
        if not isinstance(tree, (Symbol, Component)):
            return None
        definition = self.known.get(tree.name)
        if definition is None:
            return None
        return (
            with_index(definition.body, definition.index, tree.index)
            if isinstance(tree, Component)
            else definition.body
        )

    def expand_all(self, tree: Expression, kept: Expression | None = None) -> Expression:
        """Every defined name replaced, again and again, but for the name `kept`."""
        body = None if tree == kept else self.expand(tree)
        if body is not None:
            return self.expand_all(body, kept)
        return map_parts(tree, lambda part: self.expand_all(part, kept))

    def bases(self, tree: Expression) -> set[str]:
        """The names drawn from a range on which an expression depends."""
        names, todo = set[str](), tree_names(tree)
        while todo:
            name = todo.pop()
            if name in self.known:
                todo |= tree_names(self.known[name].body) - names
            names.add(name)
        return names - set(self.known)

    def reaches(self, tree: Expression, wanted: str) -> bool:
        """The name `wanted` occurs in the tree or in what its names stand for."""
        names, todo = set[str](), tree_names(tree)
        while todo:
            name = todo.pop()
            if name == wanted:
                return True
            if name in self.known:
                todo |= tree_names(self.known[name].body) - names
            names.add(name)
        return False

    def links(self) -> list[tuple[Expression, Expression]]:
        """(name, part) for every defined name without an index and each name without an index in its expression."""
        return [
            (Symbol(name), part)
            for name, definition in self.known.items()
            if not definition.index and not any(isinstance(node, IndexSum) for node in nodes(definition.body))
            for part in dict.fromkeys(nodes(definition.body))
            if isinstance(part, Symbol)
        ]
