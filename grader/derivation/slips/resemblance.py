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
    parts,
    terms,
    with_parts,
)
from grader.derivation.values.derivatives import minus, plus, times

TIDIED = 0.98  # a likeness that shows only after 1·a is written a


class Resemblance:
    """How much trees are like one line; counts and pairs are kept, since the same pieces come again and again."""

    def __init__(self, line: Expression) -> None:
        self.line, self.tidied = line, tidy(line)
        self.sizes: dict[Expression, int] = {}
        self.agreed: dict[tuple[Expression, Expression], int] = {}

    def of(self, tree: Expression) -> float:
        """1 for the same tree, up to the order of terms and factors; 0 for roots that differ. Signs and ones count a little."""
        share = self._share(tree, self.line)
        return share if share == 1 else max(share, TIDIED * self._share(tidy(tree), self.tidied))

    def _share(self, one: Expression, other: Expression) -> float:
        return 2 * self._nodes_alike(one, other) / (self._size(one) + self._size(other))

    def _size(self, tree: Expression) -> int:
        found = self.sizes.get(tree)
        if found is None:
            found = self.sizes[tree] = 1 + sum(map(self._size, parts(tree)))
        return found

    def _nodes_alike(self, one: Expression, other: Expression) -> int:
        """The number of nodes that agree from the root down; terms and factors may stand in any order."""
        if one == other:
            return self._size(one)
        if type(one) is not type(other):
            return 0
        found = self.agreed.get((one, other))
        if found is None:
            found = self.agreed[one, other] = self._compare(one, other)
        return found

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


def tidy(tree: Expression) -> Expression:
    """The tree without ones, zeros and double signs, and with the sign of a product or a fraction in front of it."""
    tree = with_parts(tree, tuple(map(tidy, parts(tree))))
    match tree:
        case Add(left, right):
            return plus(left, right)
        case Neg(operand):
            return minus(operand)
        case Mul(left, right):
            return _with_sign_in_front(times(*map(_unsigned, (left, right))), left, right)
        case Div(top, bottom):
            whole = _unsigned(top) if _unsigned(bottom) == ONE else Div(_unsigned(top), _unsigned(bottom))
            return ZERO if top == ZERO else _with_sign_in_front(whole, top, bottom)
        case Pow(Num(number), exponent) if number == 1:
            return ONE if exponent else tree
        case Apply("exp", Num(number)) if number == 0:
            return ONE
    return tree


def _unsigned(tree: Expression) -> Expression:
    return tree.operand if isinstance(tree, Neg) else tree


def _with_sign_in_front(whole: Expression, left: Expression, right: Expression) -> Expression:
    return minus(whole) if isinstance(left, Neg) != isinstance(right, Neg) else whole
