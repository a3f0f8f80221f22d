"""A derivation of an expression of one's own: its names, and ranges in which it has a value."""

from __future__ import annotations

import numpy as np

from grader.derivation.declaration import DerivationProblem, Range, carried_out
from grader.derivation.problem import DeclarationError, PreparedProblem, prepare_derivation, residual
from grader.derivation.reading.lines import read_expression
from grader.derivation.reading.spelling import spelling_of
from grader.derivation.reading.tokens import Token, tokens_of
from grader.derivation.reading.vocabulary import WORDS, vocabulary_of
from grader.derivation.unreadable import UnreadableLine
from grader.derivation.values.budget import WorkBudget
from grader.derivation.values.evaluation import Evaluator, no_value

RANGES: tuple[Range, ...] = ((-2.0, 2.0), (0.3, 2.4), (0.05, 0.95), (-0.95, -0.05), (1.1, 3.0), (3.1, 6.0))
MOST_NAMES = 8


def own_problem(expression: str, by: str, seed: int = 0) -> PreparedProblem:
    """The derivation that starts at d(expression, by). Raises UnreadableLine where it cannot be read, or has a value nowhere."""
    names = names_of(expression)
    if len(names) > MOST_NAMES:
        raise UnreadableLine(f"the expression has {len(names)} names; at most {MOST_NAMES} are taken")
    vocabulary = vocabulary_of(names)
    free = frozenset({"j"})
    read_expression(expression, vocabulary, free)
    if spelling_of(by.partition("[")[0].strip()) not in vocabulary.names:
        raise UnreadableLine(f"{by} does not occur in the expression: its derivative by {by} is 0")
    read_expression(by, vocabulary, free)
    for limits in RANGES:
        problem = DerivationProblem(
            "own", f"d({expression}, {by})", dict.fromkeys(names, limits), waypoints=[carried_out()]
        )
        if setting := _with_values(problem, expression, seed):
            return setting
    raise UnreadableLine("the expression has no value on any of the ranges that are tried, from -2 to 6")


def names_of(expression: str) -> list[str]:
    """The names as they are written, those of vectors with [k]. Raises UnreadableLine."""
    tokens = tokens_of(expression)
    names: dict[str, str] = {}
    for place, token in enumerate(tokens):
        if token.kind == "word" and spelling_of(token.text) not in WORDS and not _is_index(tokens, place):
            vector = tokens[place + 1].text == "["
            names.setdefault(spelling_of(token.text), f"{token.text}[k]" if vector else token.text)
    return list(names.values())


def _is_index(tokens: list[Token], place: int) -> bool:
    """Inside square brackets, or the first part of sum(k, ...)."""
    before = [token.text for token in tokens[:place] if token.kind == "sign"]
    opened = before.count("[") > before.count("]")
    first = place > 1 and tokens[place - 1].text == "(" and spelling_of(tokens[place - 2].text) == "sum"
    return opened or first


def _with_values(problem: DerivationProblem, expression: str, seed: int) -> PreparedProblem | None:
    """The problem where expression and derivative have a value at all points; None where they do not."""
    try:
        setting = prepare_derivation(problem, seed)
    except DeclarationError as error:
        raise UnreadableLine(str(error).partition(": ")[2]) from error
    evaluator = Evaluator(setting.points, setting.definitions, WorkBudget(10**5), setting.is_indexed)
    shown = Evaluator(setting.shown_points, setting.definitions, WorkBudget(10**5), setting.is_indexed)
    tree = read_expression(expression, setting.vocabulary, frozenset({"j"}))
    trees = (tree, residual(setting.start))
    fits = not any(no_value(each, evaluator) for each in trees)
    return setting if fits and np.isfinite(shown.values(tree)).any() else None
