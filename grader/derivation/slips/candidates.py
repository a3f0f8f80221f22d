"""Candidates: trees in which one node was changed, each with the name of the change and what to say about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from grader.derivation.expressions import Derivative, Expression, parts, with_parts
from grader.derivation.writing import Writer


class Change(msgspec.Struct, frozen=True):
    """What a rule makes of one node; `node` is what stands in its place, `tree` the whole that comes of it."""

    slug: str
    advice: str
    tree: Expression
    node: Expression | None = None


class SlipContext(msgspec.Struct, frozen=True):
    """What rules may look at beside the node: how to write trees, the names for which one may be taken, free indices, the chain's links."""

    writer: Writer
    names: tuple[str, ...] = ()
    free: frozenset[str] = frozenset()
    known_factors: tuple[Expression, ...] = ()
    known_denominators: tuple[Expression, ...] = ()
    known_terms: tuple[Expression, ...] = ()
    links: tuple[tuple[Expression, Expression], ...] = ()  # (name, a name in its definition)
    own: tuple[
        tuple[str, str, Expression, Expression], ...
    ] = ()  # (slug, advice, right, wrong) of the derivation itself

    def text(self, tree: Expression) -> str:
        """A tree as it stands in a sentence."""
        return self.writer.text(tree)


Rule = Callable[[Expression, SlipContext], Iterator[Change]]


def changes_anywhere(tree: Expression, rule: Rule, context: SlipContext) -> Iterator[Change]:
    """Every tree that comes from changing one node by the rule; the name by which is differentiated stays."""
    for change in rule(tree, context):
        yield Change(change.slug, change.advice, change.tree, change.tree)
    below = parts(tree)
    for place, part in enumerate(below):
        if isinstance(tree, Derivative) and place == 1:
            continue
        for change in changes_anywhere(part, rule, context):
            whole = with_parts(tree, (*below[:place], change.tree, *below[place + 1 :]))
            yield Change(change.slug, change.advice, whole, change.node)
