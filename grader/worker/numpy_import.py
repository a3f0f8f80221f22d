"""NumPy without what no worker needs, which is a fifth of the time that it takes to load: texts for `help`, types for type
checkers, and what writes arrays of objects.

To be imported before any other module of a worker asks for NumPy.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType
from typing import Any


class StandIn(ModuleType):
    """Stands where a module of NumPy's is asked for; asked for a name that it has not, it makes way for the real one."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def load_numpy() -> None:
    """Load it, where it is not loaded yet. What the stand-ins stand for is loaded when it is asked for, from then on."""
    if "numpy" in sys.modules:
        return
    with standing_in({module.__name__: module for module in _stand_ins()}):
        import_module("numpy")


@contextmanager
def standing_in(modules: Mapping[str, ModuleType | None]) -> Iterator[None]:
    """Within it these stand where a module of their name is asked for that is not loaded yet; None where there is to be none."""
    placed = {name: module for name, module in modules.items() if name not in sys.modules}
    sys.modules.update(placed)  # type: ignore[arg-type]  # Python takes None for a module that cannot be had
    try:
        yield
    finally:
        for name, module in placed.items():
            if name in sys.modules and sys.modules[name] is module:
                del sys.modules[name]


def small_secrets() -> ModuleType:
    """Stands for `secrets` while numpy.random is loaded, which wants one function of it: the rest takes as long to load as all of
    numpy.random, with OpenSSL and more.
    """
    module = ModuleType("secrets")
    vars(module)["randbits"] = lambda bits: int.from_bytes(os.urandom(bits // 8), "little")
    return module


def _stand_ins() -> Iterator[StandIn]:
    for name in ("pickle", "numpy._core._add_newdocs", "numpy._core._add_newdocs_scalars"):
        yield StandIn(name)
    found = PathFinder.find_spec("numpy")
    if found and found.submodule_search_locations:
        types = StandIn("numpy._typing")
        types.__path__ = [os.path.join(folder, "_typing") for folder in found.submodule_search_locations]
        vars(types)["NDArray"] = list  # it takes the type of the entries in brackets, as the real one does
        yield types


load_numpy()
