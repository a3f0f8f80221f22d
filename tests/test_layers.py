"""Imports point one way: down the rooms of grader/__init__.py, and never from grader to nncli."""

from __future__ import annotations

import ast
import builtins
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grader

ROOT = Path(grader.__file__).parent
ROOMS = re.findall(r"^    ([a-z]+)/? {2,}", grader.__doc__ or "", re.MULTILINE)
MOST_MODULES = 20


def sources(folder: Path) -> Iterator[Path]:
    """The package's own modules: what an installed wheel carries as data is not among them."""
    for path in sorted(folder.rglob("*.py")):
        if not {"exercises", "solutions"} & set(path.relative_to(folder).parts):
            yield path


def imported(path: Path) -> Iterator[str]:
    """Modules that a file imports, inside functions too; an import for types only does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for_types = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.ImportFrom) and node.module == "grader":
            yield from (f"grader.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def room(module: str) -> str:
    return module.split(".")[1]


def test_every_room_of_the_grader_has_its_place_in_the_map() -> None:
    rooms = {path.stem for path in ROOT.glob("*.py")} | {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert rooms - {"__init__"} == set(ROOMS)


def test_no_room_imports_from_one_above_itself() -> None:
    upward = []
    for path in sources(ROOT):
        if path == ROOT / "__init__.py":
            continue
        own = path.relative_to(ROOT).with_suffix("").parts[0]
        for name in imported(path):
            if name.startswith("nncli") or (name.startswith("grader.") and ROOMS.index(room(name)) < ROOMS.index(own)):
                upward.append(f"{path.relative_to(ROOT)} imports {name}")
    assert upward == []


def test_the_learners_side_imports_what_both_sides_may_say_and_nothing_else_of_ours() -> None:
    foreign = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in sources(ROOT / "worker")
        for name in imported(path)
        if name.startswith(("grader", "nncli")) and not name.startswith(("grader.wire", "grader.worker"))
    ]
    assert foreign == []


def test_what_both_sides_may_say_imports_no_other_room() -> None:
    foreign = [
        name for path in sources(ROOT / "wire") for name in imported(path) if name.startswith(("grader", "nncli"))
    ]
    assert all(name.startswith("grader.wire") for name in foreign)


def test_no_folder_holds_more_modules_than_a_reader_can_survey() -> None:
    folders = {path.parent for package in (ROOT, ROOT.parent / "nncli") for path in sources(package)}
    full = [
        folder.name for folder in folders if len(set(folder.glob("*.py")) - {folder / "__init__.py"}) > MOST_MODULES
    ]
    assert full == []


def test_a_declaration_imports_numpy_the_vocabulary_and_the_reference_only() -> None:
    allowed = {
        "numpy",
        "grader.exercise.spec",
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
        for path in (*ROOT.parent.glob("exercises/*/spec.py"), *ROOT.parent.glob("exercises/*/versions.py"))
        for name in imported(path)
        if name not in allowed and not name.startswith("grader.reference")
    }
    assert foreign == set()


def test_a_probe_imports_numpy_and_the_standard_library_only() -> None:
    names = {name for path in ROOT.parent.glob("exercises/*/probe.py") for name in imported(path)}
    assert not any(name.startswith(("grader", "nncli")) for name in names)


def test_the_list_and_the_help_import_no_numpy() -> None:
    code = (
        "import sys; from nncli.cli import nncli; from nncli.commands.list import listing; "
        "from nncli.learning.record import Record; listing(Record()); "
        "print('numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "False"


def test_docstrings_name_exceptions_that_exist() -> None:
    trees = [
        ast.parse(path.read_text(encoding="utf-8"))
        for folder in (ROOT, ROOT.parent / "nncli")
        for path in sources(folder)
    ]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    known = {node.name for node in nodes if isinstance(node, ast.ClassDef)} | set(dir(builtins))
    known |= {alias.name for node in nodes if isinstance(node, ast.ImportFrom) for alias in node.names}
    texts = [
        ast.get_docstring(node) or "" for node in nodes if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Module))
    ]
    raised = {name for text in texts for name in re.findall(r"\b[Rr]aises ([A-Z]\w+)", text)}
    assert raised - known == set()
