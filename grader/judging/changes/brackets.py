"""Brackets of a formula left out, or closed too early or too late."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import suppress

from grader.judging.changes.words import KnownNames, OneChange

CONNECTED = (ast.BinOp, ast.UnaryOp)
SUMS = (ast.Add, ast.Sub)
PRODUCTS = (ast.Mult, ast.Div, ast.MatMult)


def without_brackets(function: ast.FunctionDef, known: KnownNames) -> Iterator[tuple[ast.expr, OneChange]]:
    """Each formula without one pair of its brackets, as it reads on one line."""
    for formula in _formulas(function):
        text = ast.unparse(formula)
        for start, end in _pairs(text):
            inside = _parsed(text[start + 1 : end])
            without = _parsed(text[:start] + text[start + 1 : end] + text[end + 1 :])
            if isinstance(inside, CONNECTED) and without is not None and ast.dump(without) != ast.dump(formula):
                shown = known.shows(inside)
                words = f"the brackets around {shown} are left out" if shown else "a pair of brackets is left out"
                yield formula, OneChange("brackets_misplaced", words, without)


def _formulas(function: ast.FunctionDef) -> Iterator[ast.expr]:
    """The formulas that are no part of another one."""
    inner = {
        id(part) for node in ast.walk(function) if isinstance(node, CONNECTED) for part in ast.iter_child_nodes(node)
    }
    return (node for node in ast.walk(function) if isinstance(node, CONNECTED) and id(node) not in inner)


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """The places of brackets that belong together, but not those of a call."""
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            start = opened.pop()
            before = text[:start].rstrip()[-1:]
            if not (before.isalnum() or before in ("_", ")", "]", "'", '"')):
                yield start, place


def _parsed(text: str) -> ast.expr | None:
    with suppress(SyntaxError, ValueError):
        return ast.parse(text, mode="eval").body
    return None


def of_late_end(node: ast.BinOp, known: KnownNames) -> Iterator[OneChange]:
    """What stands behind a product, or behind a call, comes into it: `a*b + c` as `a*(b + c)`, `f(a) + c` as `f(a + c)`."""
    left = node.left
    if not isinstance(node.op, SUMS):
        return
    words = "a bracket closes too late"
    if isinstance(left, ast.BinOp) and isinstance(left.op, PRODUCTS):
        inside = ast.BinOp(left.right, node.op, node.right)
        yield OneChange("brackets_misplaced", words, ast.BinOp(left.left, left.op, inside))
    elif isinstance(left, ast.Call) and left.args and not isinstance(left.args[0], ast.Starred):
        inside = ast.BinOp(left.args[0], node.op, node.right)
        yield OneChange("brackets_misplaced", words, ast.Call(left.func, [inside, *left.args[1:]], left.keywords))


def of_early_end(node: ast.Call, known: KnownNames) -> Iterator[OneChange]:
    """What is computed within a call stands behind it: `f(a + c)` as `f(a) + c`."""
    if node.args and isinstance(node.args[0], ast.BinOp):
        inside = node.args[0]
        call = ast.Call(node.func, [inside.left, *node.args[1:]], node.keywords)
        outside = ast.BinOp(call, inside.op, inside.right)
        yield OneChange("brackets_misplaced", "a bracket closes too early", outside)
