"""What a file defines is read from its code without running any of it."""

from __future__ import annotations

import pytest

from grader.wire import Cell
from grader.worker.source import UnreadableSource, compile_source, names_defined, signatures_of


def names(text: str) -> list[str]:
    return names_defined(compile_source(Cell("file.py", text)))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def softmax(z): return z", ["softmax"]),
        ("class Gate:\n    def backward(self): inner = 1", ["Gate"]),
        ("softmax = lambda z: z", ["softmax"]),
        ("answers: dict = {}", ["answers"]),
        ("a, (b, *c) = 1, (2, 3)", ["a", "b", "c"]),
        ("if True:\n    def f(): pass\nelse:\n    def g(): pass", ["f"]),
        ("try:\n    def f(): pass\nexcept ValueError:\n    def g(): pass", ["f", "g"]),
        ("import numpy as np\nimport os", []),
        ("from helpers import softmax as mine, one_hot", ["mine", "one_hot"]),
        ("def f():\n    global hidden\n    hidden = 1", ["f"]),
        ("[x for x in range(3)]", []),
        ("", []),
    ],
)
def test_names_are_what_the_modules_own_statements_bind(text: str, found: list[str]) -> None:
    assert names(text) == found


def test_more_than_256_names_are_told_apart() -> None:
    text = "\n".join(f"name_{number} = {number}" for number in range(700))
    assert names(text) == [f"name_{number}" for number in range(700)]


def test_nothing_is_run(capsys: pytest.CaptureFixture[str]) -> None:
    names("print('run')\nraise SystemExit")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("text", ["def f(:", "return 1", "x = " + "(" * 300 + ")" * 300])
def test_what_python_cannot_read_is_one_message_with_a_place(text: str) -> None:
    with pytest.raises(UnreadableSource, match=r"file.py, line 1|nested too deeply"):
        compile_source(Cell("file.py", text))


def test_parameters_are_read_of_functions_and_of_methods() -> None:
    text = "def f(x, y=1, *, z): ...\nclass Gate:\n    def backward(dz): ...\nif True:\n    async def g(): ...\nh = lambda a: a\n"
    found = dict(signatures_of(compile_source(Cell("x.py", text))))
    assert found == {"f": ["x", "y"], "Gate.backward": ["dz"], "g": []}
