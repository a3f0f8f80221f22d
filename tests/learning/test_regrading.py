"""What a save cannot have touched is not graded again before its verdict is shown; whatever is uncertain is."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.grade import Grader
from grader.report import Outcome
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source, Submission
from nncli.watching.changes import outline, untouched
from nncli.watching.grading import Regrader
from tests.gate import RIGHT_GATE

FILE = f"""
import numpy as np

def share(e):
    return e / e.sum(axis=-1, keepdims=True)

def softmax(z):
    return share(np.exp(z - z.max(axis=-1, keepdims=True)))
{RIGHT_GATE}"""
NAMES = {2: ["softmax"], 3: ["MultiplyGate"]}


def kept(old: str, new: str, text: str = FILE) -> set[int]:
    """The exercises that replacing one text by another leaves untouched."""
    assert old in text
    before = outline(text)
    return untouched(before, outline(text.replace(old, new), before), NAMES)


# ------------------------------------------------------------------------------------------------------------- where it is uncertain


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("import numpy as np", "import numpy as np\nnp.random.seed(0)"),
        ("import numpy as np", "import math as np"),
        ("def share", "@print\ndef share"),
        ("return self.y * dz", "return globals()['share'] and self.y * dz"),
        ("def share", "def share(e):\n    return e\n\ndef share"),
        ("class MultiplyGate:", "class MultiplyGate:\n    __slots__ = ('x', 'y')\n    eval('1')"),
    ],
)
def test_a_change_that_may_reach_anything_leaves_nothing_untouched(old: str, new: str) -> None:
    assert kept(old, new) == set()


def test_what_runs_while_the_file_is_imported_may_reach_anything() -> None:
    called = FILE + "\nTABLE = [share(np.ones(2))]\n"
    assert kept("return e / e", "return 2 * e / e", called) == set()


def test_a_file_that_is_no_python_is_no_outline() -> None:
    with pytest.raises(SyntaxError):
        outline("def softmax(:")


# ---------------------------------------------------------------------------------------------------------------- where it is certain


def test_a_change_touches_what_leads_to_it_and_nothing_else() -> None:
    assert kept("self.x * dz", "2 * self.x * dz") == {2}
    assert kept("return e / e", "return 2 * e / e") == {3}
    assert kept("def softmax", "def soft_max") == {3}


def test_a_comment_or_a_new_function_touches_nothing() -> None:
    assert kept("class Multi", "# mine\nclass Multi") == {2, 3}
    assert kept("class Multi", "def unused():\n    pass\n\nclass Multi") == {2, 3}


def test_a_new_function_touches_what_had_its_name_from_elsewhere() -> None:
    assert kept("class Multi", "def np():\n    pass\n\nclass Multi") == {3}


def test_the_first_answer_is_the_second_without_what_takes_long(workers: Workers) -> None:
    regrader, path = Regrader(Grader(workers)), Path("both.py")

    def submission(text: str) -> Submission:
        return Submission("both.py", (Source("both.py", text.encode()),))

    assert regrader.at_once(path, submission(FILE)).is_whole
    wrong = submission(FILE.replace("self.y * dz, self.x * dz", "self.x * dz, self.y * dz"))
    first = regrader.at_once(path, wrong)
    assert ([one.number for one in first.graded], first.is_whole) == ([3], False)
    whole = regrader.whole(path, wrong)
    assert [(one.number, one.outcome, one.score) for one in first.report.exercises] == [
        (one.number, one.outcome, one.score) for one in whole.exercises
    ]
    assert [one.outcome for one in whole.exercises] == [Outcome.PASSED, Outcome.FAILED]


def test_an_exercise_that_was_wrong_is_graded_again_whatever_changed(workers: Workers) -> None:
    regrader, path = Regrader(Grader(workers)), Path("both.py")
    wrong = FILE.replace("self.y * dz, self.x * dz", "self.x * dz, self.y * dz")
    for text in (wrong, wrong + "\n# a comment\n"):
        source = Source("both.py", text.encode())
        graded = regrader.at_once(path, Submission("both.py", (source,))).graded
        regrader.whole(path, Submission("both.py", (source,)))
    assert [one.number for one in graded] == [3]


def test_a_change_of_a_module_beside_it_touches_everything(workers: Workers) -> None:
    regrader, path = Regrader(Grader(workers)), Path("both.py")
    text = (FILE + RIGHT_GATE.replace("MultiplyGate", "Other")).encode()
    for beside in ({}, {"helper": b"x = 1"}):
        first = regrader.at_once(path, Submission("both.py", (Source("both.py", text, beside),)))
        assert [one.number for one in first.graded] == [2, 3]
