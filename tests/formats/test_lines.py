"""`--report lines`: what an editor jumps to."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.formats.lines import MAX_SEARCHED, definition_line, places_of_definitions, target_lines
from grader.report import ExerciseReport, Isolation, Outcome, Report, TargetReport

TEXT = """import numpy as np


def helper(x):
    return x


class Gate:

    def forward(self, x):
        return x

    async def backward(self, dz):
        return dz


class Other:
    def softmax(self):
        pass


def softmax(z):
    return z


QUIZ = {
    "first": 1,
    "second": 2,
}
RATE: float = 0.1
"""


@pytest.mark.parametrize(
    ("target", "line"),
    [
        ("softmax", 22),
        ("Gate", 8),
        ("Gate.forward", 10),
        ("Gate.backward", 13),
        ("Gate.softmax", 8),
        ('QUIZ["second"]', 28),
        ('QUIZ["third"]', 26),
        ("RATE", 30),
        ("nothing", 1),
        ("soft", 1),
    ],
)
def test_a_target_is_found_where_it_is_defined(target: str, line: int) -> None:
    assert definition_line(TEXT, target, places_of_definitions(TEXT)) == line


def of_file(files: dict[str, bytes], source: str) -> dict[tuple[str, str], int]:
    target = TargetReport("softmax", Outcome.FAILED, 0.0, 1.0, ())
    exercise = ExerciseReport(2, "softmax", "Softmax", Outcome.FAILED, 0.0, 1.0, (target,), source=source)
    report = Report("ada", "", 0, "", Isolation(), (exercise,))
    return dict(target_lines(files, report))


def test_only_the_file_that_was_graded_is_looked_through() -> None:
    files = {f"f{number}.py": b"\ndef softmax(z): pass\n" for number in range(200)}
    assert of_file(files, "f7.py") == {("f7.py", "softmax"): 2}


def test_of_files_larger_than_anybody_writes_nothing_is_known() -> None:
    large = b"\ndef softmax(z): pass\n" + b"#" * MAX_SEARCHED
    assert of_file({"a.py": large, "b.ipynb": b""}, "a.py") == {}
    assert of_file({"a.py": large[:MAX_SEARCHED]}, "") == {("a.py", "softmax"): 2}


def test_a_wrong_answer_has_the_line_of_its_definition(nncli, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "ex02_softmax.py").write_text("import numpy as np\n\n\ndef softmax(z):\n    return z\n")
    done = nncli("grade", "mine/ex02_softmax.py", "--report", "lines")
    assert done.returncode == 1
    (line,) = done.stdout.splitlines()
    assert line.startswith(
        "mine/ex02_softmax.py:4: softmax: the slide's scores: failed at [0]: got 2, expected 0.6285317"
    )


def test_an_error_has_the_learners_own_line_that_raised(nncli, tmp_path: Path) -> None:
    (tmp_path / "ex02_softmax.py").write_text("def softmax(z):\n    a = 1\n    return a / 0\n")
    assert nncli("grade", "2", "--report", "lines").stdout.startswith("ex02_softmax.py:3: softmax: ")


UNREADABLE = "import numpy as np\n\n\ndef softmax(z):\n    return np.exp(z\n"


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("lines", "ex02_softmax.py:5: SyntaxError: '(' was never closed\n"),
        ("github", "line=5"),
        ("gitlab", '"begin": 5'),
        ("classroom", '"line_no": 5'),
    ],
)
def test_a_file_that_python_cannot_read_has_the_line_that_python_names(
    nncli, tmp_path: Path, kind: str, place: str
) -> None:
    (tmp_path / "ex02_softmax.py").write_text(UNREADABLE)
    assert place in nncli("grade", "2", "--report", kind).stdout


def test_a_file_that_python_cannot_read_has_one_line_for_all_its_functions(nncli, tmp_path: Path) -> None:
    (tmp_path / "ex02_softmax.py").write_bytes(b"def softmax(z):\n    return '\xff'\n")
    (tmp_path / "ex06_activations.py").write_text("def relu(z:\n    pass\n")
    assert nncli("grade", "--report", "lines").stdout.splitlines() == [
        "ex02_softmax.py:2: this line is not valid UTF-8: save the file as UTF-8",
        "ex06_activations.py:1: SyntaxError: '(' was never closed",
    ]


def test_a_right_answer_has_no_line(nncli, tmp_path: Path) -> None:
    (tmp_path / "ex02_softmax.py").write_text(
        "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n"
    )
    done = nncli("grade", "2", "--report", "lines")
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(("kind", "place"), [("github", "line=4"), ("gitlab", '"begin": 4')])
def test_ci_systems_point_to_the_definition_too(nncli, tmp_path: Path, kind: str, place: str) -> None:
    (tmp_path / "ex02_softmax.py").write_text("import numpy as np\n\n\ndef softmax(z):\n    return z\n")
    assert place in nncli("grade", "2", "--report", kind).stdout
