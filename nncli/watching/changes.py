"""Which exercises of a file a change cannot have touched: what they call, directly or through others, is as it was.

Where that is not certain, none is: a file that looks names up by text, a change outside functions and classes, or one in what runs while
the file is imported. Whatever is said here is checked a moment later, when the whole file is graded.
"""

from __future__ import annotations

import ast
import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, takewhile

LOOKS_UP = frozenset(
    {"globals", "locals", "vars", "eval", "exec", "compile", "__import__", "__dict__", "getattr", "setattr"}
    | {"import_module", "sys", "inspect", "gc"}
)


@dataclass(frozen=True)
class Part:
    """A statement of a file: the name that a function or class has, its words, and those of what runs while the file is imported."""

    text: str
    name: str
    words: frozenset[str]
    at_import: frozenset[str]
    first: int = field(compare=False)  # of its lines, counted from 0
    end: int = field(compare=False)


@dataclass(frozen=True)
class Outline:
    """A file by its statements."""

    lines: list[str]
    parts: list[Part] = field(default_factory=list)
    by_name: Mapping[str, Part] = field(default_factory=dict)  # its functions and classes

    @property
    def others(self) -> list[str]:
        """All statements that are neither function nor class."""
        return [part.text for part in self.parts if not part.name]

    @property
    def has_lines_apart(self) -> bool:
        """No line holds two statements."""
        return all(one.end <= other.first for one, other in pairwise(self.parts))

    @property
    def is_plain(self) -> bool:
        """Each name is defined once, and nothing is looked up by its text."""
        named = sum(bool(part.name) for part in self.parts)
        return named == len(self.by_name) and not any(LOOKS_UP & part.words for part in self.parts)

    def reach(self, names: Iterable[str]) -> set[str]:
        """These names, and all that their definitions lead to."""
        found: set[str] = set()
        todo = list(names)
        while todo:
            name = todo.pop()
            if name not in found:
                found.add(name)
                todo += self.by_name[name].words if name in self.by_name else ()
        return found


def outline(text: str, before: Outline | None = None) -> Outline:
    """A file's outline; of what `before` has too nothing is read anew. Raises SyntaxError, ValueError, RecursionError."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    with contextlib.suppress(SyntaxError):
        if before and before.has_lines_apart:
            return _outline_of(lines, _splice(lines, before))
    return _outline_of(lines, _parts_of(lines))


def _outline_of(lines: list[str], parts: list[Part]) -> Outline:
    return Outline(lines, parts, {part.name: part for part in parts if part.name})


def _parts_of(lines: list[str], start: int = 0) -> list[Part]:
    """The statements of these lines, of which the first is line `start` of its file."""
    parts = []
    for node in ast.parse("\n".join(lines)).body:
        first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", ()))]) - 1
        end = node.end_lineno or node.lineno
        parts.append(_part("\n".join(lines[first:end]), node, start + first, start + end))
    return parts


def _splice(lines: list[str], before: Outline) -> list[Part]:
    """The statements before and after the lines that have changed, and between them what stands there now.

    Nothing there can go on with a statement before it: that line would be indented, or an `else`, and no Python by itself.
    """
    shift = len(lines) - len(before.lines)
    same_first = _count_same(lines, before.lines)
    most = min(len(lines), len(before.lines)) - same_first
    same_last = min(_count_same(reversed(lines), reversed(before.lines)), most)
    head = [part for part in before.parts if part.end <= same_first]
    tail = [part for part in before.parts[len(head) :] if part.first >= len(before.lines) - same_last]
    start, end = head[-1].end if head else 0, tail[0].first + shift if tail else len(lines)
    moved = [replace(part, first=part.first + shift, end=part.end + shift) for part in tail]
    return [*head, *_parts_of(lines[start:end], start), *moved]


def _count_same(one: Iterable[str], other: Iterable[str]) -> int:
    """How many are equal from the start on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _part(text: str, node: ast.stmt, first: int, end: int) -> Part:
    name = node.name if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) else ""
    at_import = frozenset(chain.from_iterable(map(words_of, _run_at_import(node))))
    return Part(text, name, frozenset(words_of(node)), at_import, first, end)


def _run_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Of a function what stands around its body; of a class what stands in it but in the bodies of its methods; all of anything else."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from [*node.decorator_list, node.args]
    elif isinstance(node, ast.ClassDef):
        yield from [*node.decorator_list, *node.bases, *node.keywords]
        for inner in node.body:
            yield from _run_at_import(inner)
    else:
        yield node


def words_of(tree: ast.AST) -> Iterator[str]:
    """The names, attributes and texts in a tree: whatever may name a definition."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            yield from (part for alias in node.names for part in alias.name.split("."))


def untouched(old: Outline, new: Outline, names: Mapping[int, Iterable[str]]) -> set[int]:
    """Of the exercises, by number the names that each asks for, those that the change has not touched."""
    if not (old.is_plain and new.is_plain) or old.others != new.others:
        return set()
    changed = {name for name in {*old.by_name, *new.by_name} if old.by_name.get(name) != new.by_name.get(name)}
    if any(_at_import(old, name) != _at_import(new, name) for name in changed):
        return set()
    if any(changed & one.reach(chain.from_iterable(part.at_import for part in one.parts)) for one in (old, new)):
        return set()
    return {number for number, asked in names.items() if not changed & (old.reach(asked) | new.reach(asked))}


def _at_import(one: Outline, name: str) -> frozenset[str]:
    return one.by_name[name].at_import if name in one.by_name else frozenset()
