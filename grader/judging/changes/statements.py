"""Changes of one statement, or of one name, of a worked solution."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Any, TypeGuard

from grader.judging.changes import brackets, expressions
from grader.judging.changes.expressions import SIGNS, other_turns
from grader.judging.changes.words import KnownNames, OneChange, in_place, left_out


def of_update(node: ast.AugAssign, known: KnownNames) -> Iterator[OneChange]:
    """`=` for `+=`, another sign, or the line left out."""
    sign = f"{SIGNS.get(type(node.op), '')}="
    yield OneChange("overwritten", in_place("`=`", f"`{sign}`"), ast.Assign([node.target], node.value))
    yield OneChange("line_left_out", left_out("line", f"with `{sign}`"), ast.Pass())
    for other in expressions.OTHER_OPERATORS.get(type(node.op), ())[:1]:
        words = in_place(f"`{SIGNS[other]}=`", f"`{sign}`")
        yield OneChange("other_operator", words, ast.AugAssign(node.target, other(), node.value))


def of_line(node: ast.Expr, known: KnownNames) -> Iterator[OneChange]:
    if isinstance(node.value, ast.Call) and _called(node.value) not in expressions.KEEPERS:
        yield OneChange("line_left_out", left_out("line", f"with `{_called(node.value)}`"), ast.Pass())


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func).rpartition(".")[2]


def of_if(node: ast.If, known: KnownNames) -> Iterator[OneChange]:
    """A case left out, or taken always."""
    shown = known.shows(node.test)
    yield OneChange("condition_ignored", left_out("case", shown), ast.If(ast.Constant(False), node.body, node.orelse))
    words = f"the condition {shown} makes no difference" if shown else "a condition makes no difference"
    yield OneChange("condition_ignored", words, ast.If(ast.Constant(True), node.body, node.orelse))


def of_loop(node: ast.For, known: KnownNames) -> Iterator[OneChange]:
    for words, turns in other_turns(node.iter):
        yield OneChange("other_turns", words, ast.For(node.target, turns, node.body, node.orelse))


def of_jump(node: ast.Continue, known: KnownNames) -> Iterator[OneChange]:
    yield OneChange("other_turns", in_place("`break`", "`continue`"), ast.Break())


def lines_of_new_values(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt, OneChange]]:
    """Lines that give a variable a new value, made of its old one, left out."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
            if any(isinstance(part, ast.Name) and part.id == name for part in ast.walk(node.value)):
                yield node, OneChange("line_left_out", f"the line that changes `{name}` is left out", ast.Pass())


def other_names(function: ast.FunctionDef, known: KnownNames) -> Iterator[tuple[ast.expr, OneChange]]:
    """One variable of a formula replaced by another variable of the function."""
    stored = [node.id for node in ast.walk(function) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)]
    names = dict.fromkeys([argument.arg for argument in function.args.args] + stored)
    for node in _variables_in_formulas(function):
        for other in names if node.id in names else ():
            if other not in (node.id, "self"):
                yield node, _other_name(ast.Name(other, ast.Load()), node, known)


def _variables_in_formulas(function: ast.FunctionDef) -> Iterator[ast.Name]:
    """Where one array or number is as good as another; what a list gathers, or a loop counts, is left alone."""
    for node in ast.walk(function):
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store):
            continue
        if isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Subscript, ast.Return, ast.Tuple, ast.Dict)):
            yield from (part for part in ast.iter_child_nodes(node) if _is_read(part))


def _is_read(node: ast.AST) -> TypeGuard[ast.Name]:
    return isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)


def _other_name(new: ast.expr, old: ast.expr, known: KnownNames) -> OneChange:
    return OneChange("other_variable", in_place(known.shows(new), known.shows(old), "variable"), new)


def other_keys(function: ast.FunctionDef) -> Iterator[tuple[ast.expr, OneChange]]:
    """One key of a dict replaced by another key that the function reads."""
    keys = [node.slice for node in ast.walk(function) if isinstance(node, ast.Subscript) and _is_key(node.slice)]
    texts = dict.fromkeys(key.value for key in keys if isinstance(key, ast.Constant))
    for key in keys:
        for other in texts:
            if isinstance(key, ast.Constant) and other != key.value:
                words = in_place(f"`{other!r}`", f"`{key.value!r}`")
                yield key, OneChange("other_variable", words, ast.Constant(other))


def _is_key(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


KINDS: list[tuple[type[ast.AST], Callable[[Any, KnownNames], Iterator[OneChange]]]] = [
    (ast.keyword, expressions.of_axis),
    (ast.BinOp, expressions.of_sum),
    (ast.BinOp, expressions.of_operator),
    (ast.UnaryOp, expressions.of_sign),
    (ast.Attribute, expressions.of_transpose),
    (ast.BinOp, expressions.of_product),
    (ast.Compare, expressions.of_comparison),
    (ast.Call, expressions.of_function),
    (ast.Call, expressions.of_call),
    (ast.BinOp, brackets.of_late_end),
    (ast.Call, brackets.of_early_end),
    (ast.AugAssign, of_update),
    (ast.Expr, of_line),
    (ast.If, of_if),
    (ast.For, of_loop),
    (ast.Continue, of_jump),
    (ast.IfExp, expressions.of_case),
    (ast.BoolOp, expressions.of_condition),
    (ast.comprehension, expressions.of_filter),
    (ast.Subscript, expressions.of_slice),
    (ast.Constant, expressions.of_number),
]


def changes_of(function: ast.FunctionDef, known: KnownNames) -> Iterator[tuple[ast.AST, OneChange]]:
    """(the piece that is replaced, the change), the likelier kinds first; messages of errors are kept."""
    messages = {id(part) for node in ast.walk(function) if isinstance(node, ast.Raise) for part in ast.walk(node)}
    body = [part for statement in function.body for part in ast.walk(statement) if id(part) not in messages]
    ends = {id(part) for node in body if isinstance(node, ast.Slice) for part in ast.walk(node)}
    for kind, changes in KINDS:
        for node in body:
            if isinstance(node, kind) and not (id(node) in ends and kind in (ast.Constant, ast.UnaryOp)):
                yield from ((node, change) for change in changes(node, known))
    yield from brackets.without_brackets(function, known)
    yield from lines_of_new_values(function)
    yield from other_keys(function)
    yield from other_names(function, known)
