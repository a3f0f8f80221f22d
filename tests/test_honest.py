"""What an honest learner does keeps working in a confined worker, and what is not there is said in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.grade import Grader
from grader.report import ExerciseReport, Outcome, Report
from grader.sandbox.session import Clock
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source, Submission, read

Graded = Callable[[str], ExerciseReport]

RIGHT = """

import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
"""


@pytest.fixture
def graded(workers: Workers) -> Iterator[Graded]:
    """The report on exercise 2 of a text that comes before a right softmax."""

    def run(text: str) -> ExerciseReport:
        source = Source("mysolution.py", (text + RIGHT).encode())
        report = Grader(workers, clock=Clock(case=2.0, submission=10.0)).report(Submission(source.name, (source,)))
        return report.exercises[0]

    yield run


HONEST = {
    "prints": "print('loss', 0.5)",
    "warnings": "import warnings\nimport numpy as np\nwarnings.warn('careful')\nnp.float64(1) / np.float64(0)",
    "random numbers": "import numpy as np\nnp.random.seed(0)\nx = np.random.randn(3)\ny = np.random.default_rng(1).normal(size=3)",
    "linear algebra": "import numpy as np\nA = np.random.default_rng(0).normal(size=(300, 300))\nB = np.linalg.inv(A) @ A",
    "a slow start": "import time\ntime.sleep(0.7)\nfor _ in range(10**6):\n    pass",
    "a main block": "if __name__ == '__main__':\n    raise SystemExit(softmax([1, 2]))",
    "late imports": "import statistics, fractions, zoneinfo, html.parser, unittest, asyncio, pydoc, csv, decimal",
    "dataclasses and types": "import dataclasses, typing\n\n@dataclasses.dataclass\nclass P:\n    x: float = 0\n\ntyping.get_type_hints(P)",
    "its own source": "import inspect\n\ndef f():\n    pass\n\ntry:\n    inspect.getsource(f)\nexcept OSError:\n    pass",
    "threads": "import threading\nthread = threading.Thread(target=lambda: None)\nthread.start()\nthread.join()",
    "processes asked for in vain": "import os\ntry:\n    os.fork()\nexcept OSError:\n    pass",
    "input": "try:\n    input('how many? ')\nexcept EOFError:\n    pass",
    "a time zone": "import datetime, zoneinfo\ndatetime.datetime.now(datetime.timezone.utc)",
    "temporary text in memory": "import io\nio.StringIO().write('x')",
    "line ends of Windows": "x = 1\r\ny = 2\r\n",
}


@pytest.mark.parametrize("text", HONEST.values(), ids=HONEST)
def test_honest_code_at_top_level_costs_no_points(text: str, graded: Graded) -> None:
    report = graded(text)
    assert (report.outcome, report.score) == (Outcome.PASSED, report.max_score), report


def test_prints_and_warnings_are_shown(graded: Graded) -> None:
    printed = graded("print('loss', 0.5)\nimport warnings\nwarnings.warn('careful')").printed
    assert "loss 0.5" in printed and "UserWarning: careful" in printed


@pytest.mark.parametrize("name", ["torch", "scipy", "sklearn", "pandas", "grader.reference"])
def test_another_library_is_named_and_what_there_is_instead(name: str, graded: Graded) -> None:
    case = graded(f"import {name}").targets[0].cases[0]
    assert case.outcome is Outcome.RAISED
    assert case.reason.startswith("ModuleNotFoundError")
    assert name.startswith("grader") or "only NumPy and the standard library are available here" in case.reason


# --------------------------------------------------------------------------------------------------------------- helper files


@pytest.fixture
def beside(workers: Workers, tmp_path: Path) -> Callable[..., Report]:
    """The report on mysolution.py among other files of the same folder."""

    def run(text: str, **others: str | bytes) -> Report:
        (tmp_path / "mysolution.py").write_text(text)
        for name, content in others.items():
            (tmp_path / f"{name}.py").write_bytes(content.encode() if isinstance(content, str) else content)
        return Grader(workers).report(read(tmp_path / "mysolution.py"))

    return run


def test_a_helper_file_beside_the_submission_is_imported(beside: Callable[..., Report]) -> None:
    report = beside(
        "from helpers import softmax_of\n\ndef softmax(z):\n    return softmax_of(z)\n",
        helpers=RIGHT.replace("softmax(", "softmax_of("),
    )
    assert report.outcome is Outcome.PASSED, report


def test_a_helper_may_import_another_one(beside: Callable[..., Report]) -> None:
    report = beside(
        "import first\n\ndef softmax(z):\n    return first.softmax(z)\n",
        first="from second import softmax\n",
        second=RIGHT,
    )
    assert report.outcome is Outcome.PASSED, report


def test_an_error_in_a_helper_is_shown_with_its_place(beside: Callable[..., Report]) -> None:
    report = beside("import first\n\ndef softmax(z):\n    return first.f(z)\n", first="def f(z):\n    return 1 / 0\n")
    frames = report.exercises[0].targets[0].cases[0].frames
    assert [(frame.file, frame.line) for frame in frames] == [("mysolution.py", 4), ("first.py", 2)]


def test_a_helper_with_a_byte_order_mark_is_read(beside: Callable[..., Report]) -> None:
    report = beside(
        "from first import softmax as other\n\ndef softmax(z):\n    return other(z)\n",
        first="\ufeff".encode() + RIGHT.encode(),
    )
    assert report.outcome is Outcome.PASSED, report
