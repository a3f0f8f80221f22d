"""A notebook's cells are read as IPython reads them; what is no Python in them does no harm, and lines keep their numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.report import Outcome, Report
from grader.worker import stand_ins
from grader.worker.ipython import python_of
from grader.worker.notebook import NoNotebook, cells_of
from grader.worker.special_syntax import is_python
from tests.conftest import Grade

GATE = """class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return self.y * dz, self.x * dz
"""


def notebook(*sources: str, **facts: Any) -> bytes:
    cells = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": source} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **facts}).encode()


@pytest.fixture
def graded(grade: Grade) -> Callable[..., Report]:
    """The report on a notebook whose last cell solves exercise 3."""
    return lambda *sources, **facts: grade(notebook(*sources, GATE, **facts), name="mine.ipynb")


# Cells that Jupyter runs, and what must hold after them.
CELLS = {
    "a comment that ends in a question mark": "!ls\nx = 1  # enough?\nassert x == 1",
    "a comment alone in a bracket": "%cd x\nx = [\n  1,\n  # more?\n]\nassert x == [1]",
    "a percent sign first in a bracketed line": "x = ('%d'\n% (3))\n!ls\nassert x == '3'",
    "a percent sign on a continued line": "%cd x\nx = 7 \\\n  % 4\nassert x == 3",
    "special signs in a text": "!ls\ns = '''\n!rm\n%cd\nwhat?\n'''\nassert s.count('\\n') == 4",
    "the output of a shell": "files = !ls -l\nassert list(files) == [] and files.s == ''",
    "the output of a shell, in a function": "def f():\n    out = !ls\n    return out\nassert f() == []",
    "the output of a shell, two exclamation marks": "!!ls",
    "a magic that is assigned": "t = %timeit -o sum(range(3))\nassert t.average >= 0",
    "a magic that gives a folder": "here = %pwd\nassert isinstance(here, str)",
    "time of an assignment": "%time rate = 3\nassert rate == 3",
    "time of a call that is assigned": "t = %time max(1, 2)\nassert t == 2",
    "time of nothing": "%time",
    "time in a branch": "if True:\n    %time rate = 4\nassert rate == 4",
    "time of a whole cell": "%%time\nrate = 5\nassert rate == 5",
    "time with a comment behind": "%%time  \n# how long?\nrate = 5",
    "capture by name": "%%capture out\nprint('x')\ny = 2\nassert y == 2\nout.show()",
    "capture of a timed cell": "%%capture\n%%time\n!ls\ny = 2\nassert y == 2",
    "timeit with a line that sets up": "%%timeit a = 3\nb = a + 1",
    "a shell line that is continued": "!pip install \\\n   numpy \\\n   scipy\nx = 1\nassert x == 1",
    "a magic that is continued": "%cd \\\n  there\nx = 1",
    "prompts of Python": ">>> x = 1\n>>> def f():\n...     return 2\n...\n>>> y = f()",
    "prompts of Python, indented": "    >>> x = 1\n    >>> y = x + 1",
    "prompts of IPython": "In [1]: x = 1\n\nIn [2]: def f():\n   ...:     return 2\n   ...:",
    "prompts in a docstring": '!ls\ndef f():\n    """\n    >>> f()\n    2\n    """\n    return 2\nassert f() == 2',
    "an indented cell": "    x = 1\n    if x:\n        y = 2",
    "an indented cell with a shell line": "  !ls\n  x = 1",
    "empty lines before a magic": "\n\n%%time\nx = 1\nassert x == 1",
    "help": "x = 1\nx?\nx??\n?x\n??x\nx.real?\nstr.*find*?\n%time?",
    "help in a branch": "x = 1\nif x:\n    x?",
    "automagic": "pip install numpy scipy",
    "automagic without words": "ls",
    "automagic with an option, which Python could read": "ls -l",
    "automagic of a magic that times": "time x = 3",
    "no automagic where a name is assigned": "ls = 3\nassert ls == 3",
    "no automagic for a name that is assigned": "cd = 3",
    "calls by a sign": "f = max\n/f 1 2",
    "calls with a text": "r = []\n,r.append a\n;r.append b c\nassert r == ['a', 'b c']",
    "the list of variables": "%who_ls\nnames = %who_ls\nassert list(names) == []",
    "matplotlib inline": "%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n%load_ext autoreload\n%autoreload 2",
    "awaiting": "import asyncio\nawait asyncio.sleep(0)",
    "an asynchronous loop": "async def g():\n    yield 1\nasync for i in g():\n    x = i\nassert x == 1",
    "an asynchronous comprehension": "async def g():\n    yield 1\nx = [i async for i in g()]\nassert x == [1]",
    "a cell in bash": "%%bash --out x\nls -l | grep 'x'",
    "a cell in HTML": "%%html\n<p>It's here</p>",
    "a cell in JavaScript": "%%javascript\nalert('x');",
    "nothing": "",
    "a comment": "# only this?",
}
# Databricks' cells have one sign where IPython has two.
OTHERS = {
    "Markdown behind one sign": "%md\n# Title\nIt's text",
    "Markdown on the line": "%md It's a title\nAnd more",
    "SQL behind one sign": "%sql\nSELECT * FROM t",
    "SQL with words on the line": "%sql SELECT *\nFROM t WHERE x = 'a'",
    "a shell behind one sign": "%sh\nls -l /tmp",
    "SQL on one line among Python": "%sql SELECT 1\nx = 1",
    "Python behind one sign": "%python\nx = 1\nassert x == 1",
    "a magic that nobody knows": "%unheard_of x\nx = 1",
    "a cell magic that nobody knows": "%%unheard_of x\nfrom here on: anything",
    "a package for everybody": "%pylab inline\nx = array([1.0]) + zeros(1)\nplot(x)",
}


@pytest.mark.parametrize("text", (CELLS | OTHERS).values(), ids=CELLS | OTHERS)
def test_what_runs_in_a_notebook_is_graded(text: str, graded: Callable[..., Report]) -> None:
    report = graded(text)
    assert report.outcome is Outcome.PASSED, report


@pytest.mark.parametrize("text", (CELLS | OTHERS).values(), ids=CELLS | OTHERS)
def test_a_cell_keeps_its_number_of_lines(text: str) -> None:
    assert python_of(text).count("\n") in (text.count("\n"), 0)


def bound_by(text: str) -> dict[str, str]:
    """The names that a text binds, with their values as text, where `get_ipython` does nothing."""
    import asyncio

    space: dict[str, Any] = {"get_ipython": stand_ins.get_ipython, "display": stand_ins.display}
    stand_ins.open_notebook(space, {})
    code = compile(text, "cell", "exec", 0x2000, dont_inherit=True)
    waiting = eval(code, space)
    if waiting is not None:
        asyncio.run(waiting)
    return {name: type(value).__name__ for name, value in space.items() if name not in ("__builtins__", "get_ipython")}


@pytest.mark.parametrize("name", CELLS)
def test_cells_bind_what_they_bind_under_ipythons_own_transformer(name: str) -> None:
    transformer = pytest.importorskip("IPython.core.inputtransformer2", reason="IPython is not installed")
    theirs = transformer.TransformerManager().transform_cell(CELLS[name])
    if "magic" in name or not is_python(theirs):  # automagic is another stage of IPython
        return
    assert bound_by(python_of(CELLS[name])) == bound_by(theirs)


@pytest.mark.parametrize("text", ["x = = 1", "def f(:", "!ls\nx = (", "class", "%time x = = 1"])
def test_what_ipython_cannot_read_is_no_python_here_either(text: str) -> None:
    assert not is_python(python_of(text)) or "%time" in text


def test_plain_python_comes_out_as_it_went_in() -> None:
    text = Path(stand_ins.__file__).read_text(encoding="utf-8")
    assert python_of(text) == text


def test_an_error_in_a_cell_names_the_line_as_the_learner_counts_it(graded: Callable[..., Report]) -> None:
    report = graded("\n\n!pip install \\\n  numpy\n%time x = 1\n1 / 0")
    (frame,) = report.exercises[0].targets[0].cases[0].frames
    assert (frame.file, frame.line) == ("mine.ipynb cell 1", 6)


def test_a_task_of_one_cell_may_be_awaited_in_the_next(graded: Callable[..., Report]) -> None:
    report = graded(
        "import asyncio\nasync def f():\n    await asyncio.sleep(0.01)\n    return 3\n"
        "task = asyncio.ensure_future(f())\nawait asyncio.sleep(0)",
        "assert await task == 3",
    )
    assert report.outcome is Outcome.PASSED, report


def test_names_that_a_timed_cell_defines_are_found(grade: Grade) -> None:
    assert grade(notebook("%%time\n" + GATE), name="a.ipynb").outcome is Outcome.PASSED


def test_a_file_that_a_cell_writes_can_be_imported(grade: Grade) -> None:
    report = grade(notebook("%%writefile gates.py\n" + GATE, "from gates import MultiplyGate"), name="a.ipynb")
    assert report.outcome is Outcome.PASSED, report


def test_a_name_that_is_in_use_is_no_automagic(graded: Callable[..., Report]) -> None:
    assert graded("ls = 5\nl = 2", "ls -l\n").outcome is Outcome.PASSED


# ---------------------------------------------------------------------------------------------------------- other languages


@pytest.mark.parametrize(
    "metadata",
    [
        {"vscode": {"languageId": "shellscript"}},
        {"vscode": {"languageId": "html"}},
        {"polyglot_notebook": {"kernelName": "csharp"}},
        {"dotnet_interactive": {"language": "sql"}},
        {"kernel": "R"},
        {"microsoft": {"language": "sparksql"}},
        {"tags": ["skip-execution"]},
    ],
)
def test_a_cell_that_is_not_meant_for_python_is_passed_over(metadata: dict[str, Any], grade: Grade) -> None:
    cells = [
        {"cell_type": "code", "metadata": metadata, "outputs": [], "source": "ls -l; echo 'x"},
        {"cell_type": "code", "metadata": {"vscode": {"languageId": "python"}}, "outputs": [], "source": GATE},
    ]
    content = json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()
    assert grade(content, name="a.ipynb").outcome is Outcome.PASSED


def test_a_notebook_in_another_language_says_so() -> None:
    content = notebook("x <- 1", metadata={"kernelspec": {"language": "R"}, "language_info": {"name": "R"}})
    with pytest.raises(NoNotebook, match="written in r; answers are read in Python"):
        list(cells_of("a.ipynb", content))


@pytest.mark.parametrize(
    "cell", [{"input": GATE, "language": "python"}, {"input": GATE.splitlines(True)}, {"code": GATE}]
)
@pytest.mark.parametrize("shape", ["worksheets", "cells"])
def test_older_formats_are_read(shape: str, cell: dict[str, Any], grade: Grade) -> None:
    cells = [{"cell_type": "markdown", "source": "x"}, {"cell_type": "code", "outputs": [], **cell}]
    facts = {"cells": cells} if shape == "cells" else {"worksheets": [{"cells": cells, "metadata": {}}]}
    content = json.dumps({"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, **facts}).encode()
    assert grade(content, name="a.ipynb").outcome is Outcome.PASSED


# ------------------------------------------------------------------------------------------------------------------ stand-ins

PLOTS = {
    "pyplot": "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title('x')\nplt.show()",
    "pyplot from matplotlib": "from matplotlib import pyplot as plt\nfig, (a, b) = plt.subplots(1, 2)\na.plot([1])\nfig.savefig('x.png')",
    "axes in an array": "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(2, 3)\naxes[0, 1].plot([1])\nfor ax in axes.flat:\n    ax.set(xlabel='x')\nassert axes.shape == (2, 3)",
    "axes in a row": "import matplotlib.pyplot as plt\nfig, axes = plt.subplots(1, 3)\nassert len(axes.ravel()) == 3",
    "a histogram": "import matplotlib.pyplot as plt\nn, bins, patches = plt.hist([1, 2])\nline, = plt.plot([1])\nline.set_color('r')",
    "settings": "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.rcParams['figure.figsize'] = 3, 4\nplt.rcParams.update({'a': 1})\nwith plt.style.context('x'):\n    plt.figure(figsize=(3, 4))",
    "colours": "import numpy as np\nfrom matplotlib import cm\ncolours = cm.viridis(np.linspace(0, 1, 3))\nfirst = colours[0][:3]",
    "three dimensions": "from mpl_toolkits.mplot3d import Axes3D\nimport matplotlib.pyplot as plt\nax = plt.figure().add_subplot(projection='3d')\nax.plot_surface(1, 2, 3)",
    "an animation": "from matplotlib.animation import FuncAnimation\nimport matplotlib.pyplot as plt\na = FuncAnimation(plt.figure(), lambda i: i)",
    "star imports": "from pylab import *\nplot([1])\nshow()",
    "seaborn": "import seaborn as sns\nsns.set()\nsns.heatmap([[1]])",
    "a subclass": "from matplotlib.figure import Figure\nclass Mine(Figure):\n    pass\nMine()",
    "display": "display('x')\nfrom IPython.display import display, HTML, Image, clear_output, Markdown\ndisplay(HTML('<b>'), 3)\nclear_output(wait=True)",
    "display as a module": "from IPython.display import *\nimport IPython\nIPython.display.display(1)",
    "get_ipython": "get_ipython().run_line_magic('matplotlib', 'inline')\nget_ipython().system('ls')\nassert not get_ipython().getoutput('ls')",
    "get_ipython from IPython": "from IPython import get_ipython\nip = get_ipython()\nif ip is not None:\n    ip.magic('load_ext autoreload')\n    ip.kernel.do_shutdown(False)",
    "a widget": "from ipywidgets import interact\n@interact(x=(0, 1))\ndef f(x):\n    return x\nassert f(3) == 3",
    "Colab's drive": "from google.colab import drive\ndrive.mount('/content/drive')",
    "the checker itself": "import nncli\nnncli.check(3)",
}


@pytest.mark.parametrize("name", ["a.py", "a.ipynb"])
@pytest.mark.parametrize("text", PLOTS.values(), ids=PLOTS)
def test_what_is_shown_does_no_harm(text: str, name: str, grade: Grade) -> None:
    report = grade(f"{text}\n\n{GATE}" if name == "a.py" else notebook(text, GATE), name=name)
    assert report.outcome is Outcome.PASSED, report


def test_display_is_among_what_the_code_printed(grade: Grade) -> None:
    assert "hello" in grade(f"display('hello')\n{GATE}").exercises[0].printed


def test_a_plot_as_an_answer_is_wrong_and_says_what_it_is(grade: Grade) -> None:
    text = "import matplotlib.pyplot as plt\nclass MultiplyGate:\n    def forward(self, x, y): return x * y\n    def backward(self, dz): return plt.plot(dz)\n"
    report = grade(text)
    assert report.outcome is Outcome.FAILED and "PlotStandIn" in report.exercises[0].targets[0].cases[0].reason


# ------------------------------------------------------------------------------------------------------------ exported as .py

EXPORTED = f"""#!/usr/bin/env python
# coding: utf-8

# In[1]:

get_ipython().run_line_magic('matplotlib', 'inline')
get_ipython().system('pip install numpy')

# In[2]:

get_ipython().run_cell_magic('time', '', {GATE!r})
"""


def test_a_notebook_exported_as_python_is_graded(grade: Grade) -> None:
    assert grade(EXPORTED).outcome is Outcome.PASSED


def test_colabs_export_with_its_shell_lines_is_graded(grade: Grade) -> None:
    text = f'# -*- coding: utf-8 -*-\n"""mine.ipynb\n\nAutomatically generated by Colaboratory.\n"""\n\n!pip install numpy\n\n{GATE}'
    assert grade(text).outcome is Outcome.PASSED


def test_a_file_of_python_is_no_notebook(grade: Grade) -> None:
    report = grade(f"%matplotlib inline\n{GATE}")
    assert "SyntaxError" in report.problem
