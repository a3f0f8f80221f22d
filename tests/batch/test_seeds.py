"""A class is never graded on numbers that are known beforehand, and the seed of a class is told to no learner."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from grader.classroom.exports.feedback import FEEDBACK
from grader.classroom.gradebook import Gradebook
from grader.exercise import catalogue
from grader.formats.kinds import ONE, Setting
from grader.generators import case_generator
from grader.grade import Grader, Sheets
from grader.judging.questions import sheet
from grader.report import Report
from grader.sandbox.opening import open_workers
from grader.submissions.submission import Source, Submission
from tests.batch.conftest import RIGHT
from tests.conftest import Grade, Run

SEED = 987_654_321_012
TELLS = """
def minibatches(X, y, B, rng):
    print("seed", list(rng.bit_generator.seed_seq.entropy))
    raise ValueError(f"seed {rng.bit_generator.seed_seq.entropy}")
"""
HEAD = "import numpy as np\nTABLE = {}\n"


def table_of_answers() -> str:
    """An answer to exercise 2 that computes nothing: what the public cases ask for, by the bytes that they give."""
    entry = catalogue.find("2")
    questions = sheet(2, catalogue.load_exercise(entry), 0).questions["softmax"]
    rows = [
        f"TABLE[{np.asarray(q.inputs['z'], dtype=float).round(9).tobytes()!r}] = np.array({np.asarray(q.expected).tolist()!r})"
        for q in questions
        if isinstance(q.expected, np.ndarray)
    ]
    look = "def softmax(z):\n    return TABLE[np.asarray(z, dtype=float).round(9).tobytes()]\n"
    return HEAD + "\n".join(rows) + "\n" + look


def seeds_of(folder: Path) -> set[int]:
    with Gradebook(folder / "grades.db", create=False) as book:
        return {row[0] for row in book.rows.execute("SELECT seed FROM attempts")}


def test_a_class_is_graded_on_a_seed_of_its_own_and_keeps_it(nncli: Run, folder: Path, tmp_path: Path) -> None:
    (folder / "ada.py").write_text(RIGHT)
    nncli("grade-all", "class")
    (seed,) = seeds_of(tmp_path)
    assert seed > 1_000_000
    (folder / "bob.py").write_text(RIGHT)
    assert "1 graded, 1 unchanged" in nncli("grade-all", "class").stderr
    assert seeds_of(tmp_path) == {seed}
    (tmp_path / "grades.db").unlink()
    nncli("grade-all", "class")
    assert seeds_of(tmp_path) != {seed}


def test_a_table_of_the_public_answers_earns_all_of_them_and_less_in_a_class(
    nncli: Run, folder: Path, tmp_path: Path, grade: Grade
) -> None:
    """The first half is the control."""
    text = table_of_answers()
    public = grade(text).exercises[0]
    (folder / "ada.py").write_text(text)
    nncli("grade-all", "class")
    with Gradebook(tmp_path / "grades.db", create=False) as book:
        (attempt,) = book.attempts("last")
    assert public.score > attempt.score


def test_in_ci_every_run_draws_its_own_seed_and_elsewhere_none_does(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(RIGHT)

    def seed(*words: str, **env: str) -> int:
        found = nncli("grade", "a.py", "--json", "-", *words, **env)
        return int(json.loads(found.stdout)["seed"])

    assert seed() == 0
    first, second = seed(CI="true"), seed(CI="true")
    assert first != second and min(first, second) > 1_000_000
    assert seed("--seed", "5", CI="true") == 5


def test_a_secret_seed_stands_in_no_file_of_a_learners(nncli: Run, folder: Path, tmp_path: Path) -> None:
    """The control: the teacher's own table, where the assignment makes no secret of it, does hold it."""
    (folder / "ada.py").write_text(TELLS)
    kinds = [kind for kind in ONE if kind not in ("github",)]
    words = [word for kind in kinds for word in ("--report", f"{kind}={{learner}}.{kind}")]
    (tmp_path / "nncli.toml").write_text('seed_env = "WEEK"\nreveal = "where"\n')
    done = nncli("grade-all", "class", *words, "--report", "json=teacher.jsonl", WEEK=str(SEED))
    assert done.returncode == 0, done.stderr
    assert str(SEED) in (tmp_path / "teacher.jsonl").read_text()
    for kind in kinds:
        assert str(SEED) not in (tmp_path / f"ada.{kind}").read_text(), kind


@pytest.mark.parametrize("reveal", ["all", "where", "names"])
@pytest.mark.parametrize("kind", FEEDBACK)
def test_nor_in_the_feedback_that_other_systems_hand_out(
    nncli: Run, folder: Path, tmp_path: Path, kind: str, reveal: str
) -> None:
    """Nor does the seed that is drawn for a class, which the teacher's own report does hold (the control)."""
    for name in ("Ada_77_assignsubmission_file_ex03.py", "doejane_1234_5678_ex03.py"):
        (folder / name).write_text(RIGHT.replace("return dx, dy", "return dy, dx"))
    (tmp_path / "nncli.toml").write_text(f'reveal = "{reveal}"\n')
    assert nncli("grade-all", "class", "--report", "json=teacher.jsonl").returncode == 0
    nncli("gradebook", "--export", f"{kind}=feedback.zip")
    (seed,) = seeds_of(tmp_path)
    with zipfile.ZipFile(tmp_path / "feedback.zip") as archive:
        texts = [archive.read(name).decode() for name in archive.namelist()]
    assert texts and not any(str(seed) in text for text in texts)
    assert str(seed) in (tmp_path / "teacher.jsonl").read_text()


@pytest.mark.parametrize("reveal", ["all", "where", "names"])
def test_nor_in_a_report_of_a_single_submission(nncli: Run, tmp_path: Path, reveal: str) -> None:
    (tmp_path / "a.py").write_text(TELLS)
    (tmp_path / "n.toml").write_text(f'seed_env = "WEEK"\nreveal = "{reveal}"\n')
    for kind in ONE:
        done = nncli("grade", "a.py", "--assignment", "n.toml", "--report", kind, WEEK=str(SEED))
        assert str(SEED) not in done.stdout + done.stderr, kind


def test_the_schema_and_the_formats_take_a_report_without_a_seed(grade: Grade) -> None:
    from msgspec.structs import replace

    report: Report = replace(grade(RIGHT), seed=None)
    for kind, write in ONE.items():
        assert "None" not in re.sub(r"NoneType|None where", "", write(report, Setting())), kind


def test_no_input_of_any_case_holds_the_seed() -> None:
    """The control: with the public seed they may."""
    for entry in catalogue.entries():
        exercise = catalogue.load_exercise(entry)
        for question in (one for many in sheet(entry.number, exercise, SEED).questions.values() for one in many):
            assert SEED not in numbers_in(question.inputs), (entry.name, question.case.name)


def numbers_in(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [number for part in value.values() for number in numbers_in(part)]
    if isinstance(value, (list, tuple)):
        return [number for part in value for number in numbers_in(part)]
    return value.ravel().tolist() if isinstance(value, np.ndarray) else [value]


def test_a_generator_that_is_handed_on_draws_the_same_and_tells_nothing() -> None:
    ours, plain = case_generator([SEED, 3, 1]), np.random.default_rng([SEED, 3, 1])
    assert np.array_equal(ours.normal(size=9), plain.normal(size=9))
    assert SEED not in ours.bit_generator.seed_seq.entropy  # type: ignore[attr-defined]
    assert list(case_generator([0, 3, 1]).bit_generator.seed_seq.entropy) == [0, 3, 1]  # type: ignore[attr-defined]


def test_a_learners_code_cannot_print_the_seed() -> None:
    workers = open_workers()
    report = Grader(workers, Sheets(SEED)).report(Submission("a", (Source("ex29_minibatches.py", TELLS.encode()),)))
    workers.close()
    said = "".join(exercise.printed for exercise in report.exercises)
    assert "seed [" in said and str(SEED) not in said
