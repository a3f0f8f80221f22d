"""Changes of one expression of a worked solution, as beginners make them."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator

from grader.judging.changes.words import KnownNames, OneChange, in_place, left_out

SIGNS: dict[type[ast.operator] | type[ast.cmpop], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Pow: "**", ast.MatMult: "@", ast.Mod: "%",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
OTHER_OPERATORS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub, ast.Mult),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add),
    ast.Div: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Pow: (ast.Mult,),
}
OTHER_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
}
OTHER_FUNCTIONS = {
    "sum": ("mean", "max"), "mean": ("sum",), "max": ("min", "mean", "sum"), "min": ("max", "sum"), "argmax": ("argmin", "max"),
    "argmin": ("argmax", "min"), "std": ("var",), "any": ("all",), "all": ("any",), "ceil": ("floor", "round"), "sin": ("cos",),
    "cos": ("sin",), "maximum": ("minimum",), "minimum": ("maximum",), "tanh": ("sin",), "permutation": ("arange",),
    "zeros_like": ("ones_like",), "ones_like": ("zeros_like",), "zeros": ("ones",), "ones": ("zeros",),
}  # fmt: skip
KEEPERS = (
    "append",
    "get",
    "setdefault",
    "items",
    "values",
    "keys",
    "index",
    "add",
    "pop",
)  # without them no answer has any sense
WITHOUT = ("np", "self", "rng")  # what stands before the dot of a function that is called on its arguments alone


def of_axis(node: ast.keyword, known: KnownNames) -> Iterator[OneChange]:
    """Another axis, or none."""
    if node.arg != "axis":
        return
    given = ast.unparse(node.value)
    for axis in ("0", "1", "2", "(0, 1)"):
        if axis != given:
            words = in_place(f"`axis={axis}`", f"`axis={given}`")
            yield OneChange("other_axis_used", words, ast.keyword("axis", ast.parse(axis, mode="eval").body))
    yield OneChange("other_axis_used", left_out("setting", f"`axis={given}`"), ast.keyword("axis", ast.Constant(None)))


def of_sum(node: ast.BinOp, known: KnownNames) -> Iterator[OneChange]:
    """One side of an operator left out."""
    kinds: dict[type[ast.operator], str] = {ast.Add: "term", ast.Sub: "term", ast.Mult: "factor"}
    sign = SIGNS.get(type(node.op), "")
    if type(node.op) in kinds:
        kind = kinds[type(node.op)]
        yield OneChange("part_left_out", left_out(kind, known.shows(node.right)), node.left)
        right = ast.UnaryOp(ast.USub(), node.right) if isinstance(node.op, ast.Sub) else node.right
        yield OneChange("part_left_out", left_out(kind, known.shows(node.left)), right)
    elif sign and not isinstance(node.op, ast.MatMult):
        shown = known.shows(node.right)
        yield OneChange(
            "part_left_out", f"`{sign} {shown[1:-1]}` is left out" if shown else f"a `{sign}` is left out", node.left
        )


def of_operator(node: ast.BinOp, known: KnownNames) -> Iterator[OneChange]:
    """Another operator, or its two sides exchanged."""
    sign = SIGNS.get(type(node.op), "")
    for other in OTHER_OPERATORS.get(type(node.op), ()):
        words = in_place(f"`{SIGNS[other]}`", f"`{sign}`")
        yield OneChange("other_operator", words, ast.BinOp(node.left, other(), node.right))
    if isinstance(node.op, (ast.Sub, ast.Div, ast.MatMult, ast.Pow, ast.FloorDiv)):
        exchanged = ast.BinOp(node.right, node.op, node.left)
        yield OneChange("sides_exchanged", f"the two sides of a `{sign}` are exchanged", exchanged)


def of_sign(node: ast.UnaryOp, known: KnownNames) -> Iterator[OneChange]:
    """A minus sign, or a `not`, left out; another place counted from the end."""
    if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant) and node.operand.value == 1:
        yield OneChange("other_number", in_place("`0`", "`-1`"), ast.Constant(0))
    words = {ast.USub: "a minus sign is left out", ast.Not: "a `not` is left out", ast.Invert: "a `~` is left out"}
    if type(node.op) in words:
        yield OneChange("part_left_out", words[type(node.op)], node.operand)


def of_transpose(node: ast.Attribute, known: KnownNames) -> Iterator[OneChange]:
    if node.attr == "T":
        yield OneChange(
            "part_left_out",
            left_out("transpose", f"`.T` of {shown}" if (shown := known.shows(node.value)) else ""),
            node.value,
        )


def of_product(node: ast.BinOp, known: KnownNames) -> Iterator[OneChange]:
    """A transpose too many, in a product of matrices."""
    if not isinstance(node.op, ast.MatMult):
        return
    for left, right in ((_transposed(node.left), node.right), (node.left, _transposed(node.right))):
        yield OneChange(
            "transpose_too_many", "a matrix of a product `@` is transposed", ast.BinOp(left, node.op, right)
        )


def _transposed(node: ast.expr) -> ast.expr:
    return ast.Attribute(node, "T", ast.Load())


def of_comparison(node: ast.Compare, known: KnownNames) -> Iterator[OneChange]:
    """Another comparison; `is not None` as the truth of a value."""
    for other in OTHER_COMPARISONS.get(type(node.ops[0]), ()) if len(node.ops) == 1 else ():
        words = in_place(f"`{SIGNS[other]}`", f"`{SIGNS[type(node.ops[0])]}`")
        yield OneChange("other_comparison", words, ast.Compare(node.left, [other()], node.comparators))


def of_function(node: ast.Call, known: KnownNames) -> Iterator[OneChange]:
    """Another function in the place of one: its neighbour by name."""
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for other in OTHER_FUNCTIONS.get(name, ()):
        func = (
            ast.Attribute(node.func.value, other, ast.Load())
            if isinstance(node.func, ast.Attribute)
            else ast.Name(other, ast.Load())
        )
        yield OneChange(
            "other_function_used", in_place(f"`{other}`", f"`{name}`"), ast.Call(func, node.args, node.keywords)
        )


def of_call(node: ast.Call, known: KnownNames) -> Iterator[OneChange]:
    """A call left out: what it was given, or what it was called on, stands as it is."""
    if any(isinstance(argument, ast.Starred) for argument in node.args) or getattr(node.func, "attr", "") in KEEPERS:
        return
    name, kept = _name_of(node), list(node.args)
    if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") not in WITHOUT:
        kept = [node.func.value]
    shown = (
        f"`{name}`" if isinstance(node.func, ast.Attribute) or name in known.names or hasattr(builtins, name) else ""
    )
    for argument in kept[:3]:
        yield OneChange("call_left_out", left_out("call", f"of {shown}" if shown else ""), argument)
    if len(node.args) == 2:
        exchanged = ast.Call(node.func, node.args[::-1], node.keywords)
        yield OneChange("sides_exchanged", f"the two arguments of {shown or 'a call'} are exchanged", exchanged)


def _name_of(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return f"np.{node.func.attr}" if getattr(node.func.value, "id", "") == "np" else f".{node.func.attr}"
    return getattr(node.func, "id", "")


def of_case(node: ast.IfExp, known: KnownNames) -> Iterator[OneChange]:
    for kept in (node.body, node.orelse):
        yield OneChange("condition_ignored", "a condition makes no difference", kept)


def of_condition(node: ast.BoolOp, known: KnownNames) -> Iterator[OneChange]:
    """A part of a condition left out, or what stands after `or` for a value that is 0 or empty."""
    word = "or" if isinstance(node.op, ast.Or) else "and"
    for part in node.values:
        rest = [other for other in node.values if other is not part]
        shown = f"`{word} {text[1:-1]}`" if (text := known.shows(part)) else f"a part of an `{word}`"
        new = ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
        yield OneChange("condition_ignored", f"{shown} is left out", new)


def of_number(node: ast.Constant, known: KnownNames) -> Iterator[OneChange]:
    """One more, one less; twice and half of it."""
    if isinstance(node.value, bool) or not isinstance(node.value, (int, float)):
        return
    others = [node.value + 1, node.value - 1, node.value * 2, node.value / 2]
    for other in dict.fromkeys(one for one in others if one != node.value):
        yield OneChange("other_number", in_place(f"`{other}`", f"`{node.value}`"), ast.Constant(other))


def of_slice(node: ast.Subscript, known: KnownNames) -> Iterator[OneChange]:
    """A slice left out."""
    if isinstance(node.ctx, ast.Load) and any(isinstance(part, ast.Slice) for part in ast.walk(node.slice)):
        yield OneChange("part_left_out", left_out("slice", f"`[{ast.unparse(node.slice)}]`"), node.value)


def of_filter(node: ast.comprehension, known: KnownNames) -> Iterator[OneChange]:
    """The condition of a list left out; one turn fewer."""
    if node.ifs:
        words = left_out("condition", known.shows(node.ifs[0]))
        yield OneChange("condition_ignored", words, ast.comprehension(node.target, node.iter, [], node.is_async))
    for words, turns in other_turns(node.iter):
        yield OneChange("other_turns", words, ast.comprehension(node.target, turns, node.ifs, node.is_async))


def other_turns(turns: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    """A loop's values without the last one, without the first one, in the opposite order."""
    every = ast.Call(ast.Name("list", ast.Load()), [turns], [])
    for words, text in (("the last turn of a loop is left out", ":-1"), ("the first turn of a loop is left out", "1:"),
                        ("a loop has one turn only", ":1"), ("a loop runs in the opposite order", "::-1")):  # fmt: skip
        part = ast.parse(f"x[{text}]", mode="eval").body
        assert isinstance(part, ast.Subscript)
        yield words, ast.Subscript(every, part.slice, ast.Load())
    if isinstance(turns, ast.Call) and getattr(turns.func, "id", "") == "range":
        more = ast.BinOp(turns.args[-1], ast.Add(), ast.Constant(1))
        yield "a loop has one turn too many", ast.Call(turns.func, [*turns.args[:-1], more], [])
