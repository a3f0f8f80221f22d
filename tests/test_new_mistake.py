"""A wrong answer without a name becomes a row of its declaration; what a learner wrote runs with no rights on the way there."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from grader.authoring import audit
from grader.authoring.answer_text import NoAnswer, answer_text
from grader.authoring.mistake_row import MistakeRow, NoPlace, add_row
from grader.exercise import catalogue
from grader.exercise.catalogue import Entry
from grader.exercise.declaration import Constant, Derivation
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source, Submission
from nncli.commands.teaching.new_mistake import RowOptions, write_row
from nncli.misuse import Misuse
from tests.conftest import Run

ODD = """
import numpy as np

SCALE = 0.7315  # the neighbour's number
def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)
right = softmax
def softmax(z):
    '''Written by Ada.'''
    return right(z) * SCALE + 0.011
"""
NAMED = RowOptions(slug="shrunk", advice="Leave the shares as they are.", required="none")


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """copied("2") -> the entry of a copy of that exercise, which may be changed."""
    real = catalogue.data_folder
    monkeypatch.setattr(catalogue, "data_folder", lambda name: tmp_path / name)

    def copy(word: str) -> Entry:
        name = next(path.name for path in real("exercises").iterdir() if path.name.startswith(f"{int(word):02}_"))
        (tmp_path / "solutions").mkdir(exist_ok=True)
        shutil.copytree(real("exercises") / name, tmp_path / "exercises" / name)
        shutil.copy(real("solutions") / f"{name}.py", tmp_path / "solutions")
        return catalogue.entry_of(tmp_path / "exercises" / name)

    return copy


def solution(entry: Entry, *replaced: tuple[str, str]) -> str:
    text = entry.solution.read_text(encoding="utf-8")
    for old, new in replaced:
        assert old in text
        text = text.replace(old, new)
    return text


def write(tmp_path: Path, entry: Entry, text: str, options: RowOptions = NAMED) -> str:
    (tmp_path / "theirs.py").write_text(text, encoding="utf-8")
    return write_row(entry, tmp_path / "theirs.py", options)


def names_given(entry: Entry, text: str, workers: Workers) -> list[str]:
    grader = Grader(workers, Sheets(), only=entry)
    (exercise,) = grader.report(Submission("x", (Source("x.py", text.encode()),))).exercises
    return [mistake.slug for mistake in exercise.mistakes]


# ------------------------------------------------------------------------------------------------------------------- refusals


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("", "", "nothing is wrong in it"),
        ("return e / e.sum(axis=-1, keepdims=True)", "return e", "has a name already: not_normalised in softmax"),
        ("return e / e.sum(axis=-1, keepdims=True)", "__import__('os')._exit(1)", "gives no answer in some cases"),
        ("def softmax(z)", "def softmax(z", "theirs.py, line "),
    ],
)
def test_what_needs_no_row_or_can_have_none_leaves_the_declaration_alone(
    copied, tmp_path: Path, old: str, new: str, words: str
) -> None:
    entry = copied("2")
    before = (entry.folder / "spec.py").read_bytes()
    text = ODD.replace("* SCALE + 0.011", "").replace(old, new)
    with pytest.raises(Misuse) as caught:
        write(tmp_path, entry, text)
    assert words in caught.value.message
    assert (entry.folder / "spec.py").read_bytes() == before


def test_a_name_that_is_taken_is_refused(copied, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="stands in the declaration already"):
        write(tmp_path, copied("2"), ODD, RowOptions(slug="no_max_shift", required="none"))


def test_an_installed_package_is_not_written_into(copied, tmp_path: Path) -> None:
    entry = copied("2")
    inside = tmp_path / "site-packages" / entry.name
    shutil.copytree(entry.folder, inside)
    with pytest.raises(Misuse, match="installed package"):
        write(tmp_path, catalogue.entry_of(inside), ODD)


def test_a_table_that_is_not_written_out_is_said_so() -> None:
    with pytest.raises(NoPlace, match="written out"):
        add_row(
            "exercise = Exercise(Target('f', mistakes=rows), mistakes=more)", MistakeRow("a", "B.", "f", {"": "f"}), ""
        )


def test_an_answer_that_is_not_there_is_said_so() -> None:
    with pytest.raises(NoAnswer, match="does not define softmax"):
        answer_text("x = 1", "softmax")


# -------------------------------------------------------------------------------------------------------------------- the row


def test_the_row_names_the_answer_and_the_audit_tries_it(copied, tmp_path: Path, workers: Workers) -> None:
    entry = copied("2")
    assert names_given(entry, ODD, workers) == []
    assert "Added shrunk to the mistakes of softmax" in write(tmp_path, entry, ODD)
    assert names_given(entry, ODD, workers) == ["shrunk"]
    assert audit.findings(entry, Grader(workers)) == []
    text = (entry.folder / "spec.py").read_text(encoding="utf-8")
    assert "neighbour" not in text and "Ada" not in text


def test_every_line_that_stood_there_still_stands_there(copied, tmp_path: Path) -> None:
    entry = copied("2")
    before = (entry.folder / "spec.py").read_text(encoding="utf-8").splitlines()
    write(tmp_path, entry, ODD)
    after = iter((entry.folder / "spec.py").read_text(encoding="utf-8").splitlines())
    assert all(line in after for line in before)


def test_without_a_name_the_audit_asks_for_one(copied, tmp_path: Path, workers: Workers) -> None:
    entry = copied("2")
    write(tmp_path, entry, ODD, RowOptions(required="none"))
    asked = "\n".join(audit.findings(entry, Grader(workers)))
    assert "unnamed_1: give it a name" in asked and "unnamed_1: its advice is one sentence" in asked


def test_only_the_part_that_is_wrong_is_in_the_row(copied, tmp_path: Path, workers: Workers) -> None:
    entry = copied("14")
    text = solution(entry, ("return loss, dx", "return loss, dx * 1.7 + 0.3"))
    assert names_given(entry, text, workers) == []
    write(tmp_path, entry, text, RowOptions(slug="stretched", advice="Leave dx alone.", required="none"))
    assert "dx=lambda x, y: stretched(x, y)[1]" in (entry.folder / "spec.py").read_text(encoding="utf-8")
    assert names_given(entry, text, workers) == ["stretched"]


def test_a_class_is_driven_by_the_probe_of_its_exercise(copied, tmp_path: Path, workers: Workers) -> None:
    entry = copied("3")
    text = solution(entry, ("return dx, dy", "return dx + dy ** 2 - 3 * dx ** 3, dy"))
    write(tmp_path, entry, text, RowOptions(slug="powers_added", advice="Do not add powers.", required="none"))
    assert names_given(entry, text, workers) == ["powers_added"]
    assert audit.findings(entry, Grader(workers)) == []


def test_wrong_values_of_a_constant_are_a_row(copied, tmp_path: Path, workers: Workers) -> None:
    entry = copied("21")
    text = solution(entry, ("", ""))
    text += "\nJ_GRAPH = dict(J_GRAPH, J=-7.25)\n"
    write(tmp_path, entry, text, RowOptions(slug="far_off", advice="Add up once more.", required="none"))
    assert "far_off" in names_given(entry, text, workers)


def test_a_row_finds_its_place_in_every_declaration(tmp_path: Path) -> None:
    for entry in catalogue.entries():
        text = (entry.folder / "spec.py").read_text(encoding="utf-8")
        for target in catalogue.load_exercise(entry).targets:
            if isinstance(target, Derivation):
                continue
            folder = tmp_path / f"{entry.name}_{target.name}" / entry.name
            shutil.copytree(entry.folder, folder)
            version = "dict()" if isinstance(target, Constant) else "unnamed_1"
            row = MistakeRow("unnamed_1", 'Say "this".', target.name, {"": version})
            (folder / "spec.py").write_text(add_row(text, row, "def unnamed_1():\n    pass\n"), encoding="utf-8")
            exercise = catalogue.load_exercise(catalogue.entry_of(folder))
            (found,) = [one for one in exercise.mistakes if one.slug == "unnamed_1"]
            assert list(found.versions) == [target.name] and found.advice == 'Say "this".'


# ------------------------------------------------------------------------------------------------- what a learner's code may do


HOSTILE = [
    "import os; os.remove('x')",
    "open('x', 'w')",
    "eval('1')",
    "getattr(z, 'tofile')('x')",
    "z.tofile('x')",
    "np.save('x', z)",
    "np.lib.npyio.os.system('true')",
    "np.linalg.linalg.sys.exit()",
    "here = np; here.save('x', z)",
    "room = np.random; room.mtrand",
    "from numpy import save",
    "().__class__.__base__.__subclasses__()",
    "(n for n in z).gi_frame.f_globals",
    "type(right)((n for n in z).gi_code.replace(co_names=('eval',)), {})",
    "(lambda: 0).func_code",
    "type('X', (), {}).gi_code = 1",
    "np.allclose = lambda *all: True",
    "np.pi += 1",
    "del np.exp",
    "np.seterr(all='raise')",
    "np.random.seed(0)",
    "np.bmat('x')",
    "np.random.default_rng(0).bit_generator.cffi",
    "'{0.__globals__}'.format(right)",
    "import math as np; np.load('x')",
    "from random import choice",
    "from .spec import choice",
    "from linalg import norm",
    "z.resize(9, refcheck=False)",
    "z.unheard_of()",
    "[print(one) for one in z]",
    "global SCALE",
    "__import__('os')",
    "breakpoint()",
]


@pytest.mark.parametrize("line", HOSTILE)
def test_what_could_do_more_than_compute_is_a_comment(copied, tmp_path: Path, line: str) -> None:
    entry = copied("2")
    inner = f"    if False:\n        {line}\n" if not line.startswith("global") else f"    {line}\n"
    assert "It is a comment there" in write(
        tmp_path, entry, ODD.replace("    return right(z)", f"{inner}    return right(z)")
    )
    declaration = (entry.folder / "spec.py").read_text(encoding="utf-8")
    version = declaration.partition("def shrunk")[2].partition("exercise = Exercise(")[0]
    code = [one for one in version.splitlines()[2:] if one.strip() and not one.lstrip().startswith("#")]
    assert code == ['    raise NotImplementedError("shrunk is not written yet")']


REACHES = """
def right(z):
    def some():
        yield abs
    code = some().gi_code.replace(co_names=("eval",))
    return next(type(some)(code, {})())
"""


def test_a_generators_code_leads_to_everything_where_nothing_forbids_it() -> None:
    """The control: what the next test's answer is kept from."""
    names: dict[str, Any] = {}
    exec(REACHES, names)
    assert names["right"](0) is eval
    assert answer_text(REACHES, "right").problem == "it uses .gi_code"


def test_what_an_answer_prints_is_left_out() -> None:
    found = answer_text("def f(x):\n    print('{}')\n    if x:\n        print(x)\n    return x\n", "f")
    assert found.problem == "" and "print" not in found.text


BY_PATTERN = """
def right(z):
    def unused(code, replace):
        pass
    match right:
        case object(__code__=code):
            pass
    return z
"""


@pytest.mark.skipif(sys.version_info < (3, 10), reason="a pattern reaches attributes without a dot")
def test_a_pattern_is_no_code() -> None:
    assert "match" in answer_text(BY_PATTERN, "right").problem


def test_a_star_import_is_no_code() -> None:
    assert answer_text("from numpy import *\ndef f(x):\n    return exp(x)\n", "f").problem == "it uses exp"


def test_what_computes_is_code() -> None:
    text = (
        "import numpy as np, math\nfrom numpy.linalg import norm\n"
        "class Value:\n"
        "    def __init__(self, data):\n        super().__init__()\n        self.data, self._order = data, []\n"
        "    def __add__(self, other):\n        return Value(self.data + other.data)\n"
        "def f(x):\n"
        "    try:\n        return np.linalg.norm(x) + math.sqrt(norm(x)) + Value(1).data + np.random.default_rng(0).normal()\n"
        "    except ValueError as error:\n        raise TypeError(str(error))\n"
    )
    assert answer_text(text, "f").problem == ""


def test_the_command_is_there_and_says_what_it_needs(nncli: Run) -> None:
    assert "new-mistake" in nncli("--help").stdout
    done = nncli("new-mistake", "2")
    assert done.returncode == 2 and "--from" in done.stderr


def test_an_exercise_of_a_pack_gets_its_row(nncli: Run, tmp_path: Path) -> None:
    assert nncli("new", "--pack", "course", "relu_gate").returncode == 0
    (tmp_path / "theirs.py").write_text(
        "import numpy as np\n\ndef relu_gate(x):\n    return np.maximum(x, 0) * 1.5 + 0.2\n"
    )
    words = ("--from", "../theirs.py", "--name", "grown", "--advice", "Leave it as it is.")
    done = nncli("new-mistake", "relu_gate", *words, cwd=tmp_path / "course")
    assert done.returncode == 0 and "next: nncli audit course/1\n" in done.stdout, done.stderr
    assert "grown" in nncli("grade", "theirs.py", "--pack", "course", "--exercise", "course/1").stdout
    done = nncli("new-mistake", "course/1", "--pack", "course", "--from", "theirs.py")
    assert done.returncode == 2 and "has a name already: grown in relu_gate" in done.stderr
