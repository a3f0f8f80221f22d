"""Running a learner's cells: their texts are kept for tracebacks, helper files are imported, what a cell awaits is awaited."""

from __future__ import annotations

import sys
import types
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from typing import Any

from grader import wire
from grader.worker import source, stand_ins

MODULE_NAME = "submission"
AWAITS = 0x80  # of a code object's flags: it is a coroutine (inspect.CO_COROUTINE)
LIBRARIES = frozenset({"numpy"})  # beside the standard library
BUILD_FACTS = "_sysconfigdata"  # of the standard library, under another name on every platform
ADVICE = "only NumPy and the standard library are available here"


class Beside:
    """Imports the helper files that came with the submission, and says plainly what is not there."""

    def __init__(self, modules: dict[str, bytes]) -> None:
        self.modules = modules

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        top, _, rest = fullname.partition(".")
        name = rest if top == MODULE_NAME else fullname  # `from .helper import f` in the submission itself
        if name in self.modules or self._is_package(name):
            # It loads like a Loader; importlib.abc, which has the class, takes long to load itself.
            return self._spec(fullname, name)
        if top in sys.stdlib_module_names or top in LIBRARIES or top.startswith(BUILD_FACTS):
            return None
        if top in stand_ins.PACKAGES:
            return ModuleSpec(fullname, stand_ins.Loader(), is_package=True)  # type: ignore[arg-type]
        raise ModuleNotFoundError(f"No module named {fullname!r}: {ADVICE}", name=fullname)

    def _is_package(self, name: str) -> bool:
        return any(module.startswith(f"{name}.") for module in self.modules)

    def _spec(self, fullname: str, name: str) -> ModuleSpec:
        loader: Any = self
        return ModuleSpec(fullname, loader, origin=f"{name}.py", loader_state=name, is_package=self._is_package(name))

    def create_module(self, spec: ModuleSpec) -> None:
        """None: an ordinary module will do."""

    def exec_module(self, module: types.ModuleType) -> None:
        spec = module.__spec__
        name = str(spec.loader_state if spec else module.__name__)
        place = f"{name}.py"
        try:
            cell = wire.Cell(place, source.decode_source(self.modules.get(name, b"")))
        except source.UnreadableSource as problem:
            raise SyntaxError(f"{place}: {problem}") from None
        run_cell(cell, compile(cell.source, place, "exec", dont_inherit=True), module.__dict__)


texts: dict[str, list[str]] = {}


def forget() -> None:
    """Drop the texts of the files that were run."""
    texts.clear()


def run_cell(cell: wire.Cell, code: types.CodeType, namespace: dict[str, Any]) -> None:
    texts[cell.label] = cell.source.split("\n")
    waiting = eval(code, namespace)
    if code.co_flags & AWAITS:
        _event_loop().run_until_complete(waiting)


_loops: list[Any] = []


def _event_loop() -> Any:
    """The loop of a notebook's cells: a task that one of them starts may be awaited in another."""
    import asyncio  # here, since few notebooks wait for anything

    if not _loops:
        _loops.append(asyncio.new_event_loop())
        asyncio.set_event_loop(_loops[0])
    return _loops[0]
