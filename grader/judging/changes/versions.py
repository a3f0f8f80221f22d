"""The wrong versions of a target that one change of its worked solution makes, as functions of a case's inputs."""

from __future__ import annotations

import ast
import itertools
import warnings
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from types import CodeType, SimpleNamespace
from typing import Any

import msgspec
from msgspec.structs import replace

from grader.exercise.entry import Entry, read_text
from grader.exercise.probe_driver import ProbeDriver
from grader.judging.changes.statements import changes_of
from grader.judging.changes.words import OneChange, names_of_texts

MOST = 600  # changes that are tried for one target
DEFINITIONS = (ast.FunctionDef, ast.ClassDef)
Places = dict[int, tuple[Any, str | int]]


class Worked(msgspec.Struct, frozen=True):
    """What an exercise's changes are made of: the texts of its worked solution, its stub and its statement, and where it lies."""

    solution: str
    stub: str
    statement: str
    folder: str


class ChangedVersion(msgspec.Struct, frozen=True):
    """A target with one change: the mistake, words for it, the function in which it is, and what it does."""

    number: int
    slug: str
    words: str
    function: str
    run: Callable[..., Any]


def worked_solution(entry: Entry) -> Worked | None:
    """What the changes of an exercise are made of; None for a pack's, whose solutions may be secret or missing."""
    if entry.pack:
        return None
    return Worked(read_text(entry.solution), entry.stub, entry.statement, str(entry.folder))


class TargetChanges(msgspec.Struct, frozen=True):
    """The versions of a target, the likelier first, and the names of all definitions that it uses."""

    versions: tuple[ChangedVersion, ...]
    uses: frozenset[str]


@lru_cache(maxsize=64)
def changes_of_target(worked: Worked, target: str, probe: str) -> TargetChanges:
    """The changes of all that a target of a worked solution uses."""
    solution = _Solution(worked)
    found = itertools.islice(solution.versions(target, probe), MOST)
    numbered = tuple(replace(version, number=number) for number, version in enumerate(found))
    return TargetChanges(numbered, frozenset(one.name for one in solution.definitions_of(target)))


class _Solution:
    """A worked solution, definition by definition."""

    def __init__(self, worked: Worked) -> None:
        self.worked = worked
        self.module = ast.parse(worked.solution)
        self.given = {ast.dump(node) for node in ast.parse(worked.stub).body}
        self.known = names_of_texts(worked.statement, worked.stub)
        self.code = {id(node): _compile(node) for node in self.module.body if _is_kept(node)}
        self.definitions = {node.name: node for node in self.module.body if isinstance(node, DEFINITIONS)}

    def versions(self, target: str, probe: str) -> Iterator[ChangedVersion]:
        run = self._driver(target, probe)
        for definition in self.definitions_of(target):
            places = _places_in(definition)
            for function in _functions(definition):
                for node, change in changes_of(function, self.known):
                    if code := _code_with(definition, places, node, change):
                        names = self._names_with(definition, code)
                        yield ChangedVersion(0, change.slug, change.words, _full_name(definition, function), run(names))

    def definitions_of(self, target: str) -> Iterator[ast.FunctionDef | ast.ClassDef]:
        """The definition of a target, then those that it uses; not what the stub gives."""
        waiting, seen = [target.partition(".")[0]], set()
        while waiting:
            definition = self.definitions.get(waiting.pop(0))
            if definition is None or definition.name in seen:
                continue
            seen.add(definition.name)
            if ast.dump(definition) not in self.given:
                yield definition
                waiting += [node.id for node in ast.walk(definition) if isinstance(node, ast.Name)]

    def _names_with(self, definition: ast.stmt, code: CodeType) -> Callable[[], dict[str, Any]]:
        """The names of the module in which `code` stands in the place of a definition."""

        def names() -> dict[str, Any]:
            found: dict[str, Any] = {"__name__": "worked"}
            for node in self.module.body:
                if id(node) in self.code:
                    exec(code if node is definition else self.code[id(node)], found)
            return found

        return names

    def _driver(self, target: str, probe: str) -> Callable[[Callable[[], dict[str, Any]]], Callable[..., Any]]:
        """What makes a function of a case's inputs out of the names of a module."""
        if not probe:
            return lambda names: lambda **inputs: names()[target](**inputs)
        play = ProbeDriver(str(Path(self.worked.folder, "spec.py"))).probes[probe]
        return lambda names: lambda **inputs: play(SimpleNamespace(**names()), target, **inputs)


def _is_kept(node: ast.stmt) -> bool:
    """Imports, definitions, and assignments that compute nothing."""
    if isinstance(node, ast.Assign):
        return not any(isinstance(part, ast.Call) for part in ast.walk(node))
    return isinstance(node, (ast.Import, ast.ImportFrom, *DEFINITIONS))


def _full_name(definition: ast.FunctionDef | ast.ClassDef, function: ast.FunctionDef) -> str:
    return definition.name if definition is function else f"{definition.name}.{function.name}"


def _functions(definition: ast.FunctionDef | ast.ClassDef) -> list[ast.FunctionDef]:
    inside = definition.body if isinstance(definition, ast.ClassDef) else [definition]
    return [node for node in inside if isinstance(node, ast.FunctionDef)]


def _compile(node: ast.stmt) -> CodeType:
    """What Python warns of in a changed solution is nothing that a learner wrote."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return compile(ast.Module([node], []), "worked", "exec", dont_inherit=True)


def _code_with(definition: ast.stmt, places: Places, node: ast.AST, change: OneChange) -> CodeType | None:
    """The definition in which the change stands in the place of a node; None where that is no Python."""
    ast.fix_missing_locations(ast.copy_location(change.new, node))
    if id(node) not in places:
        return None
    holder, key = places[id(node)]
    try:
        _put(holder, key, change.new)
        return _compile(definition)
    except (SyntaxError, ValueError, TypeError):
        return None
    finally:
        _put(holder, key, node)


def _places_in(root: ast.AST) -> Places:
    """Where each node stands, by its identity: an object and its field, or a list and a place in it."""
    places: Places = {}
    for parent in ast.walk(root):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                for place, one in enumerate(value):
                    places.setdefault(id(one), (value, place))
            else:
                places.setdefault(id(value), (parent, field))
    return places


def _put(holder: Any, key: str | int, node: ast.AST) -> None:
    if isinstance(key, str):
        setattr(holder, key, node)
    else:
        holder[key] = node
