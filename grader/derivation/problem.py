"""A declared derivation made ready for use: names, definitions, start and points."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import msgspec

from grader.derivation.declaration import DerivationProblem, OwnSlip
from grader.derivation.expressions import ZERO, Add, Component, Derivative, Expression, Neg, Symbol, nodes
from grader.derivation.indices import free_indices
from grader.derivation.reading.lines import ReadLine, read_expression, read_line
from grader.derivation.reading.spelling import spelling_of
from grader.derivation.reading.vocabulary import Vocabulary, vocabulary_of
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.definitions import Definition, Definitions
from grader.derivation.values.points import Points, Ranges, draw_points, draw_shown_points
from grader.derivation.writing import Writer
from grader.generators import default_rng

LETTERS = frozenset("ijklmn")  # indices that an author's slip may leave free


class PreparedProblem(msgspec.Struct, frozen=True):
    """A derivation ready for use at one seed."""

    problem: DerivationProblem
    vocabulary: Vocabulary
    definitions: Definitions
    start: ReadLine
    free: frozenset[str]  # the indices that no line needs to bind
    ranges: Ranges
    points: Points
    shown_points: Points
    slips: tuple[tuple[OwnSlip, Expression, Expression], ...] = ()

    @property
    def is_equation(self) -> bool:
        """Lines are equations, compared up to a factor."""
        return bool(self.problem.unknown)

    @property
    def unknown(self) -> str:
        """The spelled name of what equations are solved for; "" where lines are expressions."""
        return spelling_of(self.problem.unknown)

    @property
    def is_indexed(self) -> bool:
        """There are vectors, and so sums."""
        return bool(self.vocabulary.vectors)

    def read(self, line: str) -> ReadLine:
        """A learner's line. Raises UnreadableLine."""
        return read_line(line, self.vocabulary, self.free)

    def writer(self, signs: bool = True) -> Writer:
        """Writes trees with the names of the statement."""
        return Writer(self.vocabulary.names, signs)


class DeclarationError(ValueError):
    """A derivation that is declared wrongly; the text is for its author."""


def prepare_derivation(problem: DerivationProblem, seed: int = 0) -> PreparedProblem:
    """The derivation with its points drawn. Raises DeclarationError."""
    try:
        return _prepare(problem, seed)
    except UnreadableLine as error:
        raise DeclarationError(f"{problem.name}: {error.reason}") from error


def _prepare(problem: DerivationProblem, seed: int) -> PreparedProblem:
    vocabulary = vocabulary_of([*problem.ranges, *problem.definitions])
    definitions = Definitions({})
    for name, text in problem.definitions.items():
        bare, _, index = name.rstrip("]").partition("[")
        free = frozenset({index}) if index else frozenset()
        body = read_expression(text, vocabulary_of([*problem.ranges, *_before(name, problem.definitions)]), free)
        definitions.known[spelling_of(bare)] = Definition(body, index)
    start = read_line(problem.start, vocabulary, frozenset("j"))
    free = free_indices(residual(start))
    slips = tuple(
        (slip, read_expression(slip.right, vocabulary, LETTERS), read_expression(slip.wrong, vocabulary, LETTERS))
        for slip in problem.slips
    )
    rng = default_rng([seed, zlib.crc32(problem.name.encode())])
    ranges = _ranges(problem)
    drawn = draw_points(ranges, rng)
    return PreparedProblem(
        problem, vocabulary, definitions, start, free, ranges, drawn, draw_shown_points(ranges, rng), slips
    )


def _before(name: str, definitions: Mapping[str, str]) -> list[str]:
    names = list(definitions)
    return names[: names.index(name)]


def _ranges(problem: DerivationProblem) -> Ranges:
    scalars = {spelling_of(name): limits for name, limits in problem.ranges.items() if "[" not in name}
    vectors = {spelling_of(name.partition("[")[0]): limits for name, limits in problem.ranges.items() if "[" in name}
    return Ranges(scalars, vectors, frozenset(map(spelling_of, problem.shares)), spelling_of(problem.unknown))


def residual(line: ReadLine) -> Expression:
    """What is compared: the expression, or the left side of an equation minus its right side (up to the sign, which does not count)."""
    if line.left is None or line.left == ZERO:
        return line.right
    return line.left if line.right == ZERO else Add(line.left, Neg(line.right))


def name_of(tree: Expression, definitions: Definitions) -> str:
    """The name without an index that an expression is, or whose definition it is; "" where it is none."""
    if isinstance(tree, Symbol):
        return tree.name
    known = definitions.known.items()
    return next((name for name, definition in known if not definition.index and definition.body == tree), "")


def check_derivatives(tree: Expression, setting: PreparedProblem) -> None:
    """Refuses d(e, name) where the name is defined and does not occur in e, though e moves with it.

    By the letter d(σ(w·x + b), z) is 0, since no z stands there; what is meant is another thing. Raises UnreadableLine.
    """
    definitions = setting.definitions
    for node in nodes(tree):
        if not isinstance(node, Derivative) or not isinstance(node.by, (Symbol, Component)):
            continue
        name = node.by.name
        if name not in definitions.known or definitions.reaches(node.of, name):
            continue
        if definitions.bases(node.of) & definitions.bases(node.by):
            write = setting.writer().text
            raise UnreadableLine(
                f"{write(node.by)} does not occur in {write(node.of)}, though both move together: "
                f"write it with {write(node.by)}, or differentiate by a name that occurs"
            )
