"""What is written in an exercise's folder: which files, in proper Python, and whether README, stub and solution say the same."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.exercise.entry import Entry
from grader.exercise.spec import Derivation, Exercise

FILES = {"README.md", "stub.py", "spec.py"}
OPTIONAL = {"versions.py", "probe.py", "torch_runs.py", "views.py", "view_probe.py", "__pycache__"}


def folder_findings(entry: Entry) -> Iterator[str]:
    """Files that are missing from an exercise's folder, or do not belong there."""
    present = {path.name for path in entry.folder.iterdir()}
    for name in sorted(FILES - present):
        yield f"{name} is missing"
    for name in sorted(present - FILES - OPTIONAL):
        optional = "versions.py, probe.py, torch_runs.py, views.py and view_probe.py"
        yield f"{name} is not part of an exercise: a folder holds README.md, stub.py, spec.py and, if it must, {optional}"
    if not entry.solution.exists():
        yield f"solutions/{entry.name}.py is missing: a worked solution, explained, that gets full marks"


def python_findings(entry: Entry) -> Iterator[str]:
    """Files that Python cannot read, beside the declaration, of which its reader tells."""
    for name in ("stub.py", "probe.py", "view_probe.py", f"solutions/{entry.name}.py"):
        path = entry.solution if "/" in name else entry.folder / name
        try:
            ast.parse(path.read_bytes())
        except FileNotFoundError:
            continue
        except (SyntaxError, ValueError) as error:
            yield f"{name}{f', line {line}' if (line := getattr(error, 'lineno', 0)) else ''}: SyntaxError: {getattr(error, 'msg', error)}"


def twice_findings(entry: Entry) -> Iterator[str]:
    """Keys that stand twice in one dict of a declaration: Python keeps the last, and a case is lost without notice."""
    for name in ("spec.py", "versions.py"):
        path = entry.folder / name
        for node in ast.walk(ast.parse(path.read_bytes())) if path.exists() else ():
            if isinstance(node, ast.Dict):
                keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
                for key in dict.fromkeys(key for key in keys if keys.count(key) > 1):
                    yield f"{name}, line {node.lineno}: {key!r} stands twice in one dict, so only the last one is left"


def readme_findings(entry: Entry, exercise: Exercise) -> Iterator[str]:
    """Where the README's head and the declaration say different things."""
    if len(entry.hints) != 3:
        yield f"README.md: '## Hints' must be the last section and hold three numbered items; it holds {len(entry.hints)}"
    source = entry.statement.partition("\n## Source\n")[2]
    if not source.strip().startswith(("- *", "- Beyond the decks:")):
        yield (
            "README.md: '## Source' must list decks in italics with their sections, such as '- *Deck title*: section', "
            "or begin with '- Beyond the decks:'"
        )
    points = sum(target.points for target in exercise.targets)
    if abs(points - entry.points) > 1e-9:
        yield f"README.md promises {entry.points:g} points, the targets in spec.py add up to {points:g}"


def signature_findings(entry: Entry, exercise: Exercise) -> Iterator[str]:
    """Signatures and docstrings of the stub that the solution does not repeat word for word."""
    stub, solution = _signatures(entry.stub), _signatures(entry.solution.read_text(encoding="utf-8"))
    for name, (signature, docstring) in stub.items():
        if name not in solution:
            if entry.kind != "repair":
                yield f"the solution has no {name}, which the stub has"
        elif solution[name][0] != signature:
            yield f"{name}: the stub has the signature {signature}, the solution {solution[name][0]}"
        elif solution[name][1] != docstring:
            yield f"{name}: the docstrings of stub and solution differ"
    defined = [target.name for target in exercise.targets if not isinstance(target, Derivation)]
    wanted = {name.split(".")[0] for name in defined} if entry.kind != "repair" else set()
    for name in sorted(wanted - set(entry.names)):
        yield f"the stub does not define the target {name}"


def _signatures(text: str) -> dict[str, tuple[str, str | None]]:
    """Dotted names of functions, classes and methods -> (signature, docstring)."""
    signatures: dict[str, tuple[str, str | None]] = {}

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef):
                signatures[prefix + node.name] = f"({ast.unparse(node.args)})", ast.get_docstring(node, clean=False)
            elif isinstance(node, ast.ClassDef):
                signatures[prefix + node.name] = "class", ast.get_docstring(node, clean=False)
                visit(node.body, f"{prefix}{node.name}.")

    visit(ast.parse(text).body, "")
    return signatures
