"""The name of a wrong step, by three searches. Each candidate must give the learner's numbers, or the right ones, at all points."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator

import msgspec
import numpy as np

from grader.derivation.expressions import (
    ONE,
    Add,
    Component,
    Derivative,
    Div,
    Expression,
    IndexSum,
    Kronecker,
    Neg,
    Num,
    Symbol,
    nodes,
    size,
    terms,
    tree_names,
)
from grader.derivation.problem import PreparedProblem, residual
from grader.derivation.reading.lines import ReadLine
from grader.derivation.slips.brackets import without_one_bracket
from grader.derivation.slips.candidates import Change, SlipContext, changes_anywhere
from grader.derivation.slips.expansions import expansions, written_forms
from grader.derivation.slips.general import general_slips_at
from grader.derivation.slips.repairs import ORDER, indices_taken, links_missing, repairs_at, sums_joined
from grader.derivation.slips.resemblance import TIDIED, Resemblance
from grader.derivation.slips.rules import derivative_slips_at, own_slips_at, slips_at
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.budget import WorkBudget, WorkSpent
from grader.derivation.values.comparison import is_free_of_unknown, same_equation, same_values
from grader.derivation.values.evaluation import Evaluator
from grader.derivation.values.points import Array

SEARCH_STEPS = 60_000  # of work for one name


Pieces = tuple[Expression, ...]

LARGEST_PIECE = 4  # nodes of what may have been lost
ADDING = ("link_lost", "factor_lost", "term_lost", "denominator_lost")
LEAD = 0.1  # of a special slip before a general one that is more like the line
MOST_CARRIED = 30  # changes whose derivatives are carried out to compare them with the line
LEAST = 0.5  # likeness of a general slip for which nothing else speaks
LEAST_SPECIAL = (
    0.2  # of a special slip on the line before: numbers that agree by chance, as where a sum is 0, are no evidence
)
LEAST_CARRIED = 0.3  # of any slip that is made on a form with derivatives carried out
STEP = 0.01  # for each rule that had to be carried out before the slip
OWN_LEAD = 0.4  # of a slip of the derivation itself before the rules


class FoundSlip(msgspec.Struct, frozen=True):
    """A name and its advice."""

    slug: str
    advice: str


def name_slip(setting: PreparedProblem, before: ReadLine, line: ReadLine) -> FoundSlip | None:
    """The slip that makes `line` out of `before`, or the repair of `line`; None where nothing fits exactly, or too much does."""
    try:
        return SlipSearch(setting, residual(before), residual(line)).name()
    except WorkSpent:
        return None


class Scored(msgspec.Struct, frozen=True):
    """A change that gives the learner's numbers, and how much like the learner's line it is: 1 where it is that line."""

    change: Change
    likeness: float
    is_exact: bool
    place: int  # of the form of the line before on which it was made

    @property
    def rank(self) -> float:
        """By which the better of two is chosen."""
        return self.likeness - STEP * self.place


class SlipSearch:
    """The searches for one wrong step."""

    def __init__(self, setting: PreparedProblem, before: Expression, line: Expression) -> None:
        self.setting, self.before, self.line = setting, before, line
        self.evaluator = Evaluator(setting.points, setting.definitions, WorkBudget(SEARCH_STEPS), setting.is_indexed)
        self.got = self.evaluator.values(line)
        self.wanted = self.evaluator.values(before)
        self.written = len(written_forms(before, setting.definitions))
        self.compared = 0
        self.resemblance = Resemblance(line)
        self.is_number = _is_constant(self.got)
        self.is_unsolved = setting.is_equation and is_free_of_unknown(self.got)
        self.same: Callable[[Array, Array], bool] = same_equation if setting.is_equation else same_values
        own = tuple((slip.slug, slip.advice, right, wrong) for slip, right, wrong in setting.slips)
        used = {node.name for tree in (before, line) for node in nodes(tree) if isinstance(node, Symbol)}
        names = tuple(name for name in setting.vocabulary.scalars if name in used or not self._is_whole(name))
        links = tuple(filter(self._is_on_the_way, setting.definitions.links()))
        lost, bottoms, added = self._known_pieces(names)
        self.context = SlipContext(setting.writer(), names, setting.free, lost, bottoms, added, links, own)

    def name(self) -> FoundSlip | None:
        """Special slips on the line before, then repairs of the line, then general slips; a slip that gives the very line goes first."""
        if plain := self._plain_repair():
            return plain
        forms = expansions(self.before, self.setting.definitions)
        special = self._best(self._special_slips(forms))
        general = None if special and special.is_exact else self._best(self._general_slips(forms))
        if general and general.is_exact:
            return _name_repair(general)
        if special and self._is_telling(special):
            return _name_repair(special if not general or special.likeness + LEAD >= general.likeness else general)
        if repair := self._repair():
            return repair
        return _name_repair(general) if general and general.likeness >= LEAST and self._is_telling(general) else None

    def _is_telling(self, scored: Scored) -> bool:
        """The slip is the very line, or neither the line nor what the slip leaves is a mere number: that has many explanations."""
        if scored.is_exact:
            return True
        if (scored.place and scored.likeness < LEAST_CARRIED) or self.is_unsolved:
            return False
        node = self.evaluator.values(scored.change.node) if scored.change.node else self.got
        return not self.is_number and not np.all(node == 0)

    def _special_slips(self, forms: list[Expression]) -> Iterator[Scored]:
        """Wrong things that are done to a node of the line before, or of a form of it with derivatives carried out."""
        for place, form in enumerate(forms):
            yield from self._scored(self._fitting(changes_anywhere(form, own_slips_at, self.context)), OWN_LEAD, place)
            rule = slips_at if place < self.written else derivative_slips_at
            yield from self._scored(self._fitting(changes_anywhere(form, rule, self.context)), 0, place)
            if place == 0:
                yield from self._scored(self._fitting(self.lost_brackets()))

    def _general_slips(self, forms: list[Expression]) -> Iterator[Scored]:
        """Something lost or turned round in the line before, or in a form of it."""
        without_names = msgspec.structs.replace(self.context, names=())
        for place, form in enumerate(forms):
            context = self.context if place < self.written else without_names
            yield from self._scored(self._fitting(changes_anywhere(form, general_slips_at, context)), 0, place)

    def _best(self, found: Iterable[Scored]) -> Scored | None:
        """The first that is the very line; else the one that is most like it."""
        best: Scored | None = None
        for each in found:
            if each.is_exact:
                return each
            if best is None or each.rank > best.rank:
                best = each
        return best

    def _plain_repair(self) -> FoundSlip | None:
        """What the line itself shows, whatever other slips give its numbers: sums are 0 or 1 often enough for chance to have a say."""
        sums = changes_anywhere(self.line, sums_joined, self.context)
        changes = itertools.chain(indices_taken(self.line, self.context), sums)
        found = next((change for change in changes if self.gives(change.tree, self.wanted)), None)
        return FoundSlip(found.slug, f"The line is not right; {found.advice}.") if found else None

    def _repair(self) -> FoundSlip | None:
        """One change of the line that makes it right."""
        changes = itertools.chain(
            links_missing(self.line, self.context), changes_anywhere(self.line, repairs_at, self.context)
        )
        repairs = [change for change in changes if self._is_repair(change)]
        if not repairs:
            return None
        best = min(repairs, key=lambda change: (ORDER.index(change.slug), _extent(change), len(change.advice)))
        slug = "factor_lost" if best.slug == "link_lost" else best.slug
        return FoundSlip(slug, f"The line is not right; {best.advice}.")

    def _is_repair(self, change: Change) -> bool:
        """The change makes the line right; what is put beside a mere number, or in an equation that nothing solves, is no repair."""
        return not ((self.is_number or self.is_unsolved) and change.slug in ADDING) and self.gives(
            change.tree, self.wanted
        )

    def lost_brackets(self) -> Iterator[Change]:
        return without_one_bracket(self.before, self.setting.vocabulary, self.setting.free, self.context.writer)

    def _fitting(self, changes: Iterable[Change]) -> list[Change]:
        return [change for change in changes if self.gives(change.tree, self.got)]

    def gives(self, tree: Expression, numbers: Array) -> bool:
        """The tree has these values at all points."""
        try:
            return self.same(self.evaluator.values(tree), numbers)
        except WorkSpent:
            raise
        except UnreadableLine:
            return False

    def _scored(self, found: list[Change], lead: float = 0.0, place: int = 0) -> Iterator[Scored]:
        for change in found:
            like = self._likeness(change.tree)
            yield Scored(change, min(1.0, like + lead), like == 1 or (lead > 0 and like >= TIDIED), place)

    def _likeness(self, tree: Expression) -> float:
        """How much the line is like the tree, or like a form of it with derivatives carried out."""
        best, self.compared = 0.0, self.compared + 1
        forms = expansions(tree, self.setting.definitions) if self.compared <= MOST_CARRIED else [tree]
        for form in forms:
            best = max(best, self.resemblance.of(form))
            if best == 1:
                break
        return best

    def _is_on_the_way(self, link: tuple[Expression, Expression]) -> bool:
        """The link is one of the chain: what is differentiated by moves with the name by which the derivation does."""
        start, by = self.setting.start.right, link[1]
        if not isinstance(start, Derivative) or not isinstance(start.by, (Symbol, Component)):
            return True
        return by == start.by or self.setting.definitions.reaches(by, start.by.name)

    def _is_whole(self, name: str) -> bool:
        """The name is the loss: defined, and used in no other definition."""
        definitions = self.setting.definitions.known
        used = {
            node.name for d in definitions.values() for node in nodes(d.body) if isinstance(node, (Symbol, Component))
        }
        return name in definitions and name not in used

    def _meanings(self, pieces: list[Expression]) -> list[Expression]:
        """The nodes of what the names of the line before stand for."""
        known = self.setting.definitions.known
        bodies = list[Expression]()
        todo = {node.name for node in pieces if isinstance(node, (Symbol, Component))} & known.keys()
        seen = set[str]()
        while todo:
            name = min(todo)
            seen.add(name)
            bodies.append(known[name].body)
            todo = (todo | (tree_names(known[name].body) & known.keys())) - seen
        return [node for body in bodies for node in nodes(body)]

    def _known_pieces(self, names: tuple[str, ...]) -> tuple[Pieces, Pieces, Pieces]:
        """Factors, denominators and terms that may have been lost: pieces of the line before, and the names."""
        pieces = list(nodes(self.before))
        small = [
            node
            for node in pieces
            if size(node) <= LARGEST_PIECE and not isinstance(node, (Num, Kronecker, Neg, IndexSum))
        ]
        lost = [
            factor for factor in dict.fromkeys([*small, *map(Symbol, names)]) if not self.gives(factor, self.wanted)
        ]
        bottoms = dict.fromkeys(node.denominator for node in pieces if isinstance(node, Div))
        added = [
            term
            for node in [*pieces, *self._meanings(pieces)]
            if isinstance(node, Add)
            for term in terms(node)
            if size(term) <= LARGEST_PIECE
        ]
        return tuple(lost), tuple(bottoms), tuple(dict.fromkeys([ONE, *added]))


def _extent(change: Change) -> int:
    """The smaller line is the better one; of signs, that of the larger part."""
    node = change.node
    return -size(node) if change.slug == "sign_turned" and node else size(change.tree)


def _is_constant(values: Array) -> bool:
    """The same number at every point."""
    return bool(np.ptp(values) <= 1e-12)


def _name_repair(scored: Scored) -> FoundSlip:
    return FoundSlip(scored.change.slug, scored.change.advice)
