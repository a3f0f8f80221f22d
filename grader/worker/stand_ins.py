"""Harmless stand-ins for what a notebook brings along and no grade depends on: plots, widgets, `display`, `get_ipython()`.

A plot is never looked at, so it is not drawn either: the same file does the same on every machine, whether matplotlib is
installed there or not.
"""

from __future__ import annotations

import builtins
import sys
import types
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from opcode import opmap
from typing import Any

from grader.worker.ipython import PYTHON_BODIES, python_of

PACKAGES = (
    "matplotlib", "mpl_toolkits", "pylab", "seaborn", "plotly", "bokeh", "IPython", "ipywidgets", "google", "nncli", "marimo",
)  # fmt: skip
# What `from matplotlib.pyplot import *` binds, as far as learners use it.
PYPLOT = """annotate arrow axes axhline axis axvline bar barh boxplot cla clabel clf close cm colorbar contour contourf errorbar figlegend
figtext figure fill fill_between gca gcf get_cmap grid hist hist2d hlines imread imsave imshow ioff ion legend loglog margins matshow
pause pcolor pcolormesh pie plot polar quiver rc rcParams savefig scatter semilogx semilogy setp show stackplot stem step streamplot
style subplot subplot2grid subplots subplots_adjust suptitle text tight_layout title triplot twinx twiny violinplot vlines xlabel xlim
xscale xticks ylabel ylim yscale yticks"""
UNPACK = opmap["UNPACK_SEQUENCE"]


class PlotStandIn:
    """Whatever is asked of it, it is there and does nothing: called, indexed, compared, entered, unpacked into as many as are wanted."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Takes what a subclass hands on."""

    def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
        return (PlotStandIn,)

    def __call__(self, *given: Any, **named: Any) -> Any:
        """Itself; as a decorator, the function that was decorated."""
        return given[0] if len(given) == 1 and isinstance(given[0], (types.FunctionType, type)) else self

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # copy, pickle and NumPy ask for what is not there
            raise AttributeError(name)
        return self

    def __iter__(self) -> Iterator[Any]:
        """As many as the caller unpacks; none for a loop."""
        caller = sys._getframe(1)
        step = caller.f_code.co_code[caller.f_lasti : caller.f_lasti + 2]
        return iter([self] * (step[1] if step[:1] == bytes([UNPACK]) else 0))

    def __getitem__(self, place: Any) -> Any:
        return self

    def __setitem__(self, place: Any, value: Any) -> None:
        return None

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __len__(self) -> int:
        return 0

    def __format__(self, wanted: str) -> str:
        return repr(self)

    def __bool__(self) -> bool:
        return True

    def __float__(self) -> float:
        return 0.0

    def __add__(self, other: Any) -> Any:
        return self

    __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = __add__

    def __repr__(self) -> str:
        return "<not shown here>"


NOTHING = PlotStandIn()


class Module(types.ModuleType):
    """A module of which every name is there."""

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":
            return []
        if name.startswith("__"):
            raise AttributeError(name)
        return NOTHING


class Loader:
    """Loads a stand-in for any module of PACKAGES."""

    def create_module(self, spec: ModuleSpec) -> types.ModuleType:
        return module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        """Nothing is left to be done."""


def module(name: str) -> types.ModuleType:
    """A stand-in for the module of this name."""
    made: types.ModuleType = _Displays(name) if name == "IPython.display" else Module(name)
    made.__dict__["__path__"] = []
    if name.rpartition(".")[2] in ("pyplot", "pylab"):
        vars(made).update(dict.fromkeys(PYPLOT.split(), NOTHING), subplots=subplots)
    if name == "nncli":
        vars(made).update(check=ungraded_check)
    if name == "IPython" or name.startswith("IPython.core"):
        vars(made).update(get_ipython=get_ipython)
    if name.startswith("IPython"):
        vars(made).update(display=display)
    return made


def ungraded_check(*_: Any, **__: Any) -> Any:
    """What `nncli.check(softmax)` gives where softmax is being graded: no decorator, though it is called with a function."""
    return NOTHING


class _Displays(Module):
    """IPython.display, which is a module and is called as a function, too."""

    def __call__(self, *shown: Any, **_: Any) -> None:
        display(*shown)


def subplots(nrows: int = 1, ncols: int = 1, *_: Any, squeeze: bool = True, **__: Any) -> Any:
    """A figure and its axes, in an array as pyplot makes it."""
    import numpy as np

    axes = np.empty((nrows, ncols), dtype=object)
    for place in np.ndindex(axes.shape):
        axes[place] = NOTHING
    whole = axes.squeeze() if squeeze else axes
    return NOTHING, whole if whole.ndim else NOTHING


def display(*shown: Any, **_: Any) -> None:
    """What a notebook shows in its place, as text."""
    for one in shown:
        if not isinstance(one, PlotStandIn):
            print(repr(one))


# --------------------------------------------------------------------------------------------------------------- the notebook


class ShellOutput(list[str]):
    """What a shell would have printed: nothing, as there is none."""

    s = n = nlstr = spstr = ""
    l = list_ = p = property(lambda self: list(self))  # noqa: E741

    def grep(self, *_: Any, **__: Any) -> ShellOutput:
        return self

    fields = sort_ = grep


class TimeitResult(PlotStandIn):
    """What `%timeit -o` would give: nothing was timed."""

    average = best = worst = stdev = compile_time = 0.0
    loops = repeat = 1

    @property
    def all_runs(self) -> list[float]:
        return [0.0]

    timings = all_runs


class Notebook(PlotStandIn):
    """What `get_ipython()` gives: it runs what is Python in the learner's module, and nothing else."""

    namespace: dict[str, Any] = {}
    modules: dict[str, bytes] = {}

    def run_line_magic(self, name: str, rest: str = "", *_: Any, **__: Any) -> Any:
        if name == "timeit":
            return TimeitResult() if "-o" in rest.split() else None
        if name in ("time", "prun"):
            return self.run_python(rest)
        if name in ("sx", "system", "who_ls"):
            return ShellOutput()
        if name in ("pwd", "env", "set_env"):
            return "" if name == "env" else "/"
        return NOTHING if name == "capture" else None

    magic = run_line_magic

    def run_cell_magic(self, name: str, rest: str = "", body: str = "", *_: Any, **__: Any) -> Any:
        if name == "writefile":
            path = rest.split()[-1] if rest.split() else ""
            name = path.removeprefix("./").removesuffix(".py").replace("/", ".")
            self.modules[name] = body.encode("utf-8", "replace")
        elif name in PYTHON_BODIES:
            exec(compile(python_of(f"%%{name} {rest}\n{body}"), "cell", "exec", dont_inherit=True), self.namespace)

    def run_python(self, text: str) -> Any:
        try:
            code = compile(text.strip(), "cell", "eval", dont_inherit=True)
        except SyntaxError:
            exec(compile(text, "cell", "exec", dont_inherit=True), self.namespace)
            return None
        return eval(code, self.namespace)

    run_cell = ex = ev = run_python

    def getoutput(self, command: str, *_: Any, **__: Any) -> ShellOutput:
        return ShellOutput()

    def system(self, command: str, *_: Any, **__: Any) -> None:
        return None

    @property
    def user_ns(self) -> dict[str, Any]:
        return self.namespace


NOTEBOOK = Notebook()


def get_ipython() -> Notebook:
    """The notebook's shell, as far as there is one here."""
    return NOTEBOOK


def open_notebook(namespace: dict[str, Any], modules: dict[str, bytes]) -> None:
    """Have `get_ipython()` run what it is given in the learner's module; `%%writefile` adds to the helpers."""
    Notebook.namespace, Notebook.modules = namespace, modules


def install() -> None:
    """Make `display` and `get_ipython` known without an import, as they are in a notebook and in its export as a .py file."""
    vars(builtins).update(display=display, get_ipython=get_ipython)
