"""How much two trees are alike: what tells apart two slips that give the same numbers."""

from __future__ import annotations

from grader.derivation.expressions import (
    ONE,
    ZERO,
    Add,
    Apply,
    Div,
    Expression,
    Mul,
    Neg,
    Num,
    Pow,
    factors,
    map_parts,
    multiply,
    parts,
    terms,
)
from grader.derivation.values.derivatives import minus, plus, raised

TIDIED = 0.98  # a likeness that shows only after 1·a is written a


class Resemblance:
    """How much trees are like one line; counts and pairs are kept, since the same pieces come again and again."""

    def __init__(self, line: Expression) -> None:
        self.tidy_parts: dict[Expression, Expression] = {}
        self.line, self.tidied = line, tidy(line, self.tidy_parts)
        self.sizes: dict[Expression, int] = {}
        self.agreed: dict[tuple[Expression, Expression], int] = {}

    def of(self, tree: Expression) -> float:
        """1 for the same tree, up to the order of terms and factors; 0 for roots that differ. Signs and ones count a little."""
        share = self._share(tree, self.line)
        return share if share == 1 else max(share, TIDIED * self._share(tidy(tree, self.tidy_parts), self.tidied))

    def _share(self, one: Expression, other: Expression) -> float:
        return 2 * self._nodes_alike(one, other) / (self._size(one) + self._size(other))

    def _size(self, tree: Expression) -> int:
        size = self.sizes.get(tree)
        if size is None:
            size = self.sizes[tree] = 1 + sum(map(self._size, parts(tree)))
        return size

    def _nodes_alike(self, one: Expression, other: Expression) -> int:
        """The number of nodes that agree from the root down; terms and factors may stand in any order."""
        if one == other:
            return self._size(one)
        if type(one) is not type(other):
            return 0
        alike = self.agreed.get((one, other))
        if alike is None:
            alike = self.agreed[one, other] = self._compare(one, other)
        return alike

    def _compare(self, one: Expression, other: Expression) -> int:
        if isinstance(one, Add):
            return self._matched(terms(one), terms(other))
        if isinstance(one, Mul):
            return self._matched(factors(one), factors(other))
        same = _labels(one) == _labels(other)
        return int(same) + sum(map(self._nodes_alike, parts(one), parts(other)))

    def _matched(self, mine: list[Expression], others: list[Expression]) -> int:
        """Each piece beside the one that is most like it, taken once; and the signs between the pieces."""
        total = min(len(mine), len(others)) - 1
        for piece in sorted(mine, key=self._size, reverse=True):
            if not others:
                break
            agreed, place = max((self._nodes_alike(piece, other), -place) for place, other in enumerate(others))
            if agreed:
                del others[-place]
                total += agreed
        return total


def _labels(tree: Expression) -> list[object]:
    return [field for name in tree.__struct_fields__ if not isinstance(field := getattr(tree, name), Expression)]


def tidy(tree: Expression, known: dict[Expression, Expression]) -> Expression:
    """The tree without ones, zeros and double signs; each product and fraction as one fraction, its sign in front.

    `known` holds the parts that were tidied before.
    """
    tidied = known.get(tree)
    if tidied is None:
        tidied = known[tree] = _tidy_root(map_parts(tree, lambda part: tidy(part, known)))
    return tidied


def _tidy_root(tree: Expression) -> Expression:
    match tree:
        case Add(left, right):
            return plus(left, right)
        case Neg() | Mul() | Div() | Pow():
            return _as_fraction(tree)
        case Apply("exp", Num(number)) if number == 0:
            return ONE
    return tree


def _as_fraction(tree: Expression) -> Expression:
    tops, bottoms = list[Expression](), list[Expression]()
    turned = _collect(tree, tops, bottoms)
    if ZERO in tops:
        return ZERO
    whole = Div(multiply(tops), multiply(bottoms)) if bottoms else multiply(tops)
    return minus(whole) if turned else whole


def _collect(tree: Expression, tops: list[Expression], bottoms: list[Expression]) -> bool:
    """Puts the factors of a tree into two lists; whether its sign is turned."""
    match tree:
        case Neg(operand):
            return not _collect(operand, tops, bottoms)
        case Mul(left, right):
            return _collect(left, tops, bottoms) != _collect(right, tops, bottoms)
        case Div(top, bottom):
            return _collect(top, tops, bottoms) != _collect(bottom, bottoms, tops)
        case Pow(base, exponent) if exponent < 0:
            bottoms.append(raised(base, -exponent))
        case Num(number) if number == 1:
            pass
        case _:
            tops.append(tree)
    return False
