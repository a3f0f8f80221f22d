"""Wrong versions of a worked solution, made by one small change of its syntax tree each."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SYMMETRIC = ("maximum", "minimum", "logaddexp")  # the order of two arguments makes no difference


@dataclass(frozen=True)
class Mutant:
    """One changed solution; the title says the function, the line's old text and its new one."""

    title: str
    text: str

    def __str__(self) -> str:
        return self.title


def mutants_of(text: str) -> Iterator[Mutant]:
    """Every mutant of every function of a module, each once; what stands outside functions, and texts of errors, are kept."""
    seen = {ast.unparse(ast.parse(text))}
    for function in (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)):
        messages = {part for node in ast.walk(function) if isinstance(node, ast.Raise) for part in ast.walk(node)}
        for place, node in enumerate(ast.walk(function)):
            for new in () if node in messages else _changes(node):
                changed = _with_change(text, function, place, new)
                if changed not in seen:
                    seen.add(changed)
                    yield Mutant(f"{function.name}: {_line(node)} -> {_line(new)}", changed)


def _line(node: ast.AST) -> str:
    return ast.unparse(node).split("\n")[0]


def _with_change(text: str, function: ast.FunctionDef, place: int, new: ast.AST) -> str:
    """The module in which node number `place` of the function is `new`."""
    module = ast.parse(text)
    same = next(n for n in ast.walk(module) if isinstance(n, ast.FunctionDef) and n.lineno == function.lineno)
    old = list(ast.walk(same))[place]
    return ast.unparse(ast.fix_missing_locations(_Replacing(old, new).visit(module)))


class _Replacing(ast.NodeTransformer):
    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        return copy.deepcopy(self.new) if node is self.old else self.generic_visit(node)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in the place of this node."""
    for kind, change in CHANGES:
        if isinstance(node, kind):
            yield from (ast.fix_missing_locations(new) for new in change(node))


def _statement_dropped(node: ast.Expr | ast.AugAssign | ast.If) -> Iterator[ast.AST]:
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):  # a docstring does nothing
        yield ast.Pass()


def _term_dropped(node: ast.BinOp) -> Iterator[ast.AST]:
    yield node.left
    if isinstance(node.op, (ast.Add, ast.Mult)):
        yield node.right


def _operands_exchanged(node: ast.BinOp) -> Iterator[ast.AST]:
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult)):
        yield ast.BinOp(node.right, node.op, node.left)


def _arguments_exchanged(node: ast.Call) -> Iterator[ast.AST]:
    symmetric = isinstance(node.func, ast.Attribute) and node.func.attr in SYMMETRIC
    if len(node.args) == 2 and not symmetric and not any(isinstance(argument, ast.Starred) for argument in node.args):
        yield ast.Call(node.func, node.args[::-1], node.keywords)


def _constant_moved(node: ast.Constant) -> Iterator[ast.AST]:
    if isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
        yield ast.Constant(node.value + 1)


def _setting_frozen(node: ast.Subscript) -> Iterator[ast.AST]:
    """A hyper-parameter that is read by its name from a dict is a fixed number."""
    if isinstance(node.ctx, ast.Load) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        yield ast.Constant(0.9)


def _last_turn_dropped(node: ast.For) -> Iterator[ast.AST]:
    every = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
    turns = ast.Subscript(every, ast.Slice(upper=ast.UnaryOp(ast.USub(), ast.Constant(1))), ast.Load())
    yield ast.For(node.target, turns, node.body, node.orelse)


CHANGES: list[tuple[type | tuple[type, ...], Callable[..., Iterator[ast.AST]]]] = [
    ((ast.Expr, ast.AugAssign, ast.If), _statement_dropped),
    (ast.BinOp, _term_dropped),
    (ast.BinOp, _operands_exchanged),
    (ast.Call, _arguments_exchanged),
    (ast.Constant, _constant_moved),
    (ast.Subscript, _setting_frozen),
    (ast.For, _last_turn_dropped),
]
