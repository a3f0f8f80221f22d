"""A learner's answer -> the text of a wrong version: what the answer needs of its file, as one function of a case's inputs.

A declaration runs with the judge's rights, so only what can do nothing but arithmetic becomes code. Everything else is written as a
comment, for its reader to write anew.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import ModuleType

import numpy as np

PLAIN_BUILTINS = frozenset({
    "abs", "all", "any", "bool", "bytes", "callable", "complex", "dict", "divmod", "enumerate", "filter", "float", "frozenset",
    "hasattr", "hash", "id", "int", "isinstance", "issubclass", "iter", "len", "list", "map", "max", "min", "next", "object",
    "pow", "property", "range", "repr", "reversed", "round", "set", "slice", "sorted", "staticmethod", "str", "sum",
    "super", "tuple", "type", "zip", "ArithmeticError", "AssertionError", "AttributeError", "Exception", "IndexError",
    "KeyError", "NotImplementedError", "OverflowError", "RuntimeError", "StopIteration", "TypeError", "ValueError",
    "ZeroDivisionError",
})  # fmt: skip
# What of NumPy reads or writes files, runs other code, or changes how the judge computes and shows numbers from then on.
FILES = frozenset({
    "DataSource", "bmat", "fromfile", "fromregex", "genfromtxt", "load", "loadtxt", "memmap", "save", "savetxt", "savez",
    "savez_compressed", "info", "source", "show_config", "show_runtime", "test", "get_include",
    "seterr", "seterrcall", "setbufsize", "set_printoptions", "sctypeDict", "typecodes", "seed", "set_state",
})  # fmt: skip
# Attributes of values that leave memory, or lead to code or to another frame: also under a name that the file itself defines.
REACHING = frozenset({"tofile", "dump", "dumps", "ctypes", "cffi", "resize", "setflags", "format", "format_map"})
TO_CODE = re.compile(r"(?:gi|cr|ag|co|tb|func)_|f_(?:back|builtins|code|globals|locals|generator|trace)")
ROOMS = {"linalg": np.linalg, "random": np.random}
MATH, NUMPY = "math", "numpy"
VALUES = (
    np.ndarray, np.generic, np.float64, np.dtype, np.ufunc, np.finfo(float), np.iinfo(int), np.random.Generator, np.random.RandomState,
    bool, int, float, complex, str, bytes, list, tuple, dict, set, frozenset, range, slice, property, ValueError, StopIteration,
)  # fmt: skip
# What may stand after a dot: what plain values and arrays have, and the results of NumPy's linear algebra.
OF_VALUES = frozenset(name for value in VALUES for name in dir(value) if not name.startswith("_")) | frozenset(
    {"U", "S", "Vh", "Q", "R", "eigenvalues", "eigenvectors", "sign", "logabsdet"}
)


def _functions(module: ModuleType) -> frozenset[str]:
    """What a module offers that is no module itself."""
    return frozenset(name for name in module.__all__ if not isinstance(getattr(module, name, None), ModuleType)) - FILES


NUMPY_NAMES = _functions(np)
MATH_NAMES = frozenset(name for name in dir(math) if not name.startswith("_"))
ROOM_NAMES = {name: _functions(module) for name, module in ROOMS.items()}


class NoAnswer(Exception):
    """The file does not define what is looked for, or cannot be read; the text says so."""


@dataclass(frozen=True)
class AnswerText:
    """The statements that an answer needs, as text in their order; `problem` says why they must not be run as they are."""

    text: str
    problem: str = ""


def answer_text(source: str, name: str) -> AnswerText:
    """All statements at the top level of `source` that `name` needs, without comments and docstrings. Raises NoAnswer."""
    try:
        tree = ast.parse(source)
        kept = [WithoutPrints().visit(statement) for statement in _statements_for(tree.body, name)]
        if not kept:
            raise NoAnswer(f"it does not define {name} at its top level")
        problem = next(_problems(kept), "")
        return AnswerText("\n".join(_plain(statement) for statement in kept), problem)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NoAnswer(f"Python cannot read it: {error}") from None


class WithoutPrints(ast.NodeTransformer):
    """Leaves out prints: what a version prints would stand among the judge's reports."""

    def visit_Expr(self, node: ast.Expr) -> ast.stmt:
        """In the place of `print(...)` as a statement, nothing."""
        call = node.value
        prints = isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "print"
        return ast.Pass() if prints else node


def _statements_for(body: list[ast.stmt], name: str) -> list[ast.stmt]:
    """The statements that bind the name or what it is made of, in their order."""
    wanted, size = {name}, 0
    while size != len(wanted):
        size = len(wanted)
        wanted |= {word for one in body if wanted & _names_of(one) for word in _words(one)}
    return [one for one in body if wanted & _names_of(one)]


def _names_of(statement: ast.stmt) -> set[str]:
    """The names that a statement binds at its own level."""
    if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return {statement.name}
    if isinstance(statement, (ast.Import, ast.ImportFrom)):
        return {(alias.asname or alias.name).partition(".")[0] for alias in statement.names}
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def _words(statement: ast.stmt) -> set[str]:
    return {node.id for node in ast.walk(statement) if isinstance(node, ast.Name)}


def _plain(statement: ast.stmt) -> str:
    """As text, without docstrings: a learner's own words must not get into a declaration."""
    for node in ast.walk(statement):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return ast.unparse(statement)


# ------------------------------------------------------------------------------------------------- what can do nothing but compute


def _problems(statements: list[ast.stmt]) -> Iterator[str]:
    """Why the statements could do more than compute, each in a few words; nothing where they cannot."""
    own = {word for one in statements for word in _own_names(one)}
    aliases = [alias for one in statements for alias in _modules(one)]
    modules = {alias.asname or alias.name: alias.name for alias in aliases}
    nodes = [node for one in statements for node in ast.walk(one)]
    fields = own | {node.attr for node in nodes if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)}
    yield from (
        f"it calls two modules {alias.asname}" for alias in aliases if modules[alias.asname or alias.name] != alias.name
    )
    yield from _module_problems(nodes, modules)
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from _import_problems(node)
        elif isinstance(node, (ast.Global, ast.AsyncFunctionDef, ast.Await, ast.Match)):
            yield f"it has `{ast.unparse(node).partition(chr(10))[0]}`"
        elif isinstance(node, ast.Name) and node.id not in own | modules.keys() | PLAIN_BUILTINS:
            yield f"it uses {node.id}"
        elif isinstance(node, ast.Attribute) and not _is_harmless(node, fields, modules):
            yield f"it uses .{node.attr}"


def _is_harmless(node: ast.Attribute, fields: set[str], modules: dict[str, str]) -> bool:
    """What stands after the dot is of plain values, of the file's own classes, or of a module, where `_module_problems` looks at it."""
    if node.attr in REACHING or TO_CODE.match(node.attr) or _is_inner(node.attr):
        return False
    return node.attr in OF_VALUES | fields or bool(_names_after(node.value, modules))


def _module_problems(nodes: list[ast.AST], modules: dict[str, str]) -> Iterator[str]:
    """A module may stand before a dot only, and after the dot what of it computes."""
    attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
    before_dot = {id(node.value) for node in attributes}
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in modules and id(node) not in before_dot:
            yield f"it uses {node.id} itself"
    for node in attributes:
        known = _names_after(node.value, modules)
        if known and not isinstance(node.ctx, ast.Load):
            yield f"it changes {ast.unparse(node)}"
        is_room = known is NUMPY_NAMES and node.attr in ROOMS and id(node) in before_dot
        if known and node.attr not in known and not is_room:
            yield f"it uses {ast.unparse(node)}"


def _names_after(base: ast.expr, modules: dict[str, str]) -> frozenset[str]:
    """What may stand after the dot where `base` is NumPy, a room of it, or math; empty where it is none of them."""
    if isinstance(base, ast.Name):
        return {NUMPY: NUMPY_NAMES, MATH: MATH_NAMES}.get(modules.get(base.id, ""), frozenset())
    if isinstance(base, ast.Attribute) and _names_after(base.value, modules) is NUMPY_NAMES:
        return ROOM_NAMES.get(base.attr, frozenset())
    return frozenset()


def _own_names(statement: ast.stmt) -> Iterator[str]:
    """What is defined anywhere in a statement, an import of single names included."""
    for node in ast.walk(statement):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.ExceptHandler) and node.name:
            yield node.name
        elif isinstance(node, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)


def _modules(statement: ast.stmt) -> Iterator[ast.alias]:
    for node in ast.walk(statement):
        if isinstance(node, ast.Import):
            yield from node.names


def _import_problems(node: ast.Import | ast.ImportFrom) -> Iterator[str]:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.Import):
        yield from (f"it imports {name}" for name in names if name not in (NUMPY, MATH))
        return
    known = {NUMPY: NUMPY_NAMES, MATH: MATH_NAMES, **{f"{NUMPY}.{room}": of for room, of in ROOM_NAMES.items()}}
    found = known.get(node.module or "", frozenset()) if not node.level else frozenset()
    yield from (f"it imports {name} of {node.module or 'a neighbour'}" for name in names if name not in found)


def _is_inner(name: str) -> bool:
    return name.startswith("__") and name != "__init__"


# -------------------------------------------------------------------------------------------------------------------- the version


@dataclass(frozen=True)
class VersionCall:
    """How a version hands a case's inputs on: `names` in the order of the call, `options` also by name, a `probe` where one drives it."""

    target: str
    names: tuple[str, ...]
    takes_options: bool = False
    probe: str = ""
    keeps: bool = False  # the probe returns a pair, of which the output is the first

    @property
    def head(self) -> str:
        """The parameters of the version."""
        return ", ".join([*self.names, *(["**options"] if self.takes_options else [])])

    @property
    def text(self) -> str:
        """The expression that the version returns."""
        root = self.target.partition(".")[0]
        if not self.probe:
            return f"{self.target}({self.head})"
        given = ", ".join([f"{name}={name}" for name in self.names] + (["**options"] if self.takes_options else []))
        driver = f'ProbeDriver(__file__, {root}={root}).version("{self.probe}", "{self.target}")({given})'
        return f"{driver}[0]" if self.keeps else driver


def version_text(function: str, answer: AnswerText, call: VersionCall) -> str:
    """A function of this name that gives what the answer gives; of an answer that must not be run, the shape of one."""
    head = f'def {function}({call.head}):\n    """As it was handed in: to be simplified by hand."""\n'
    if not answer.problem:
        return head + _indent([answer.text, f"return {call.text}"])
    why = f"# {answer.problem}, so it is not run here: write in a few lines what it computes."
    commented = [f"# {line}" for line in answer.text.split("\n")]
    return head + _indent([why, *commented, f'raise NotImplementedError("{function} is not written yet")'])


def _indent(texts: Iterable[str]) -> str:
    return "".join(f"    {line}\n" if line else "\n" for text in texts for line in text.split("\n"))
