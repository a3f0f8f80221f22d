"""Imports point one way: down the tree of grader/__init__.py, and never from grader to nncli."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import grader

ROOT = Path(grader.__file__).parent
TREE = re.findall(r"^    ([a-z]+(?:, [a-z]+)*)/? {2,}", grader.__doc__ or "", re.MULTILINE)
ORDER = [name.strip() for line in TREE for name in line.split(",")]


def layer(module: str) -> int:
    return ORDER.index(module.split(".")[1])


def imported(path: Path) -> list[str]:
    """grader modules that a file imports when it is loaded (an import inside a function or for types only does not count)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
    found = []
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "grader":
            found += [f"grader.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
    return found


def test_every_module_of_the_grader_has_its_place_in_the_map() -> None:
    modules = {path.stem for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert modules - {"__init__"} == set(ORDER)


def test_no_module_imports_from_above_itself() -> None:
    upward = []
    for path in sorted(ROOT.rglob("*.py")):
        if path == ROOT / "__init__.py" or {"exercises", "solutions"} & set(path.parts[len(ROOT.parts) :]):
            continue
        own = "grader." + path.relative_to(ROOT).with_suffix("").parts[0]
        for name in imported(path):
            if name.startswith("nncli") or (name.startswith("grader.") and layer(name) < layer(own)):
                upward.append(f"{own} imports {name}")
    assert upward == []


def test_a_declaration_imports_numpy_the_vocabulary_and_the_reference_only() -> None:
    allowed = {
        "numpy",
        "grader.spec",
        "grader.reference",
        "math",
        "itertools",
        "functools",
        "__future__",
        "collections.abc",
        "typing",
    }
    foreign = {
        f"{path.parent.name}: {name}"
        for path in ROOT.parent.glob("exercises/*/spec.py")
        for name in imported(path)
        if name not in allowed and not name.startswith("grader.reference")
    }
    assert foreign == set()


def test_a_probe_imports_numpy_and_the_standard_library_only() -> None:
    names = {name for path in ROOT.parent.glob("exercises/*/probe.py") for name in imported(path)}
    assert not any(name.startswith(("grader", "nncli")) for name in names)


def test_the_list_and_the_help_import_no_numpy() -> None:
    code = "import sys; from nncli.cli import nncli; from nncli.listing import listing; listing(); print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"
