"""A student's machine never holds what the students' half leaves out; what it holds can be read, started, run and, if wanted, tried."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.packs.conftest import CONSTANT_STUB, RIGHT, STUB

ANSWERS = (
    "np.maximum(x, 0)",
    "the-reference-of-the-gate",
    "sign_lost",
    "abs(x)",
    "'two and two': 4",
    '"two and two": 4',
)
TEACHERS, STUDENTS, ARCHIVE = (
    "nncli_pack_course_teacher-1.0-py3-none-any.whl",
    "nncli_pack_course-1.0-py3-none-any.whl",
    "course-1.0-students.zip",
)


def texts(archive: Path) -> dict[str, str]:
    with zipfile.ZipFile(archive) as opened:
        return {name: opened.read(name).decode("utf-8") for name in opened.namelist()}


@pytest.fixture
def half(nncli: Run, course: Path, tmp_path: Path) -> Path:
    """The students' half, unpacked where a student would."""
    assert nncli("pack", "build", "mine").returncode == 0
    home = tmp_path / "student"
    zipfile.ZipFile(tmp_path / "dist" / ARCHIVE).extractall(home)
    return home


@pytest.fixture
def half_with_cases(nncli: Run, course: Path, tmp_path: Path) -> Path:
    text = (course / "pack.toml").read_text()
    (course / "pack.toml").write_text("public = true  # a remark of the teacher's\n" + text)
    assert nncli("pack", "build", "mine").returncode == 0
    home = tmp_path / "student"
    zipfile.ZipFile(tmp_path / "dist" / ARCHIVE).extractall(home)
    return home


# ------------------------------------------------------------------------------------------------------------ what is refused


def test_a_broken_pack_is_not_built(nncli: Run, course: Path, tmp_path: Path) -> None:
    (course / "exercises" / "03_relu_gate" / "README.md").write_text("nothing")
    done = nncli("pack", "build", "mine")
    assert done.returncode == 2 and "must begin with '# N. Title'" in done.stderr
    assert not (tmp_path / "dist").exists()


def test_a_folder_without_a_pack_or_a_version_is_not_built(nncli: Run, course: Path, tmp_path: Path) -> None:
    assert "there is no pack.toml in it" in nncli("pack", "build").stderr
    (course / "pack.toml").write_text('name = "course"\nversion = "spring"\n')
    assert 'version = "spring": expected one such as "1.0"' in nncli("pack", "build", "mine").stderr


def test_a_students_half_is_not_built_again(nncli: Run, half: Path) -> None:
    done = nncli("pack", "build", str(half / "course"))
    assert done.returncode == 2 and "is the students' half already" in done.stderr


# ---------------------------------------------------------------------------------------------------- what each half is made of


@pytest.mark.parametrize("archive", [STUDENTS, ARCHIVE])
def test_nothing_that_says_what_is_right_is_in_the_students_half(
    nncli: Run, course: Path, tmp_path: Path, archive: str
) -> None:
    nncli("pack", "build", "mine")
    files = texts(tmp_path / "dist" / archive)
    assert [name for name, text in files.items() for answer in ANSWERS if answer in text] == []
    kinds = {Path(name).name for name in files if "dist-info" not in name}
    assert kinds - {"__init__.py"} == {"pack.toml", "README.md", "stub.py"}


def test_public_cases_are_numbers_and_no_program(half_with_cases: Path) -> None:
    files = {str(path.relative_to(half_with_cases)): path for path in half_with_cases.rglob("*") if path.is_file()}
    assert [name for name, path in files.items() for answer in ANSWERS if answer in path.read_text()] == []
    assert "a remark" not in files["course/pack.toml"].read_text()
    public = json.loads(files["course/exercises/03_relu_gate/public.json"].read_text())
    assert [case["name"] for case in public[0]["cases"]] == ["by hand", "a vector"]
    assert "course/exercises/04_sums/public.json" not in files  # a dict of answers is nothing but answers


def test_the_teachers_half_is_everything(nncli: Run, course: Path, tmp_path: Path) -> None:
    nncli("pack", "build", "mine")
    files = texts(tmp_path / "dist" / TEACHERS)
    own = {path.relative_to(course).as_posix() for path in course.rglob("*") if path.is_file()}
    assert {f"nncli_pack_course_teacher/{name}" for name in own} <= set(files)


def test_the_same_pack_gives_the_same_files(nncli: Run, course: Path, tmp_path: Path) -> None:
    for out in ("one", "two"):
        nncli("pack", "build", "mine", "--out", out)
    assert [(tmp_path / "one" / name).read_bytes() for name in (TEACHERS, STUDENTS, ARCHIVE)] == [
        (tmp_path / "two" / name).read_bytes() for name in (TEACHERS, STUDENTS, ARCHIVE)
    ]


# ---------------------------------------------------------------------------------------------------------------- as a student


def test_with_the_students_half_a_learner_reads_and_starts(nncli: Run, half: Path) -> None:
    pack = {"NNCLI_PACKS": str(half / "course"), "cwd": half}
    assert "The ReLU gate" in nncli("list", **pack).stdout
    assert "Let positive numbers pass." in nncli("exercise", "course/3", **pack).stdout
    assert (half / "course_03_relu_gate.py").read_text() == STUB
    assert "Compare with 0." in nncli("hint", "course/3", **pack).stdout


def test_without_public_cases_the_teacher_grades(nncli: Run, half: Path) -> None:
    (half / "gate.py").write_text(RIGHT)
    done = nncli("grade", "gate.py", NNCLI_PACKS=str(half / "course"), cwd=half)
    assert done.returncode == 1
    assert "exercise course/3 is graded by your teacher" in " ".join(done.stdout.split())
    assert "0 of" not in done.stdout and "fault" not in done.stdout


def test_the_solution_is_the_teachers(nncli: Run, half: Path) -> None:
    done = nncli("solution", "course/3", "--yes", NNCLI_PACKS=str(half / "course"))
    assert done.returncode == 2 and "your teacher has it" in done.stderr


@pytest.mark.parametrize(("line", "outcome"), [("np.maximum(x, 0)", "passed"), ("abs(x)", "failed")])
def test_public_cases_are_graded_and_said_to_be_public(
    nncli: Run, half_with_cases: Path, line: str, outcome: str
) -> None:
    (half_with_cases / "gate.py").write_text(STUB.replace("raise NotImplementedError", f"return {line}"))
    pack = {"NNCLI_PACKS": str(half_with_cases / "course"), "cwd": half_with_cases}
    report = json.loads(nncli("grade", "gate.py", "--json", "-", **pack).stdout)
    assert [(one["slug"], one["outcome"]) for one in report["exercises"]] == [("course/relu_gate", outcome)]
    said = " ".join(nncli("grade", "gate.py", **pack).stdout.split())
    assert "these are its public cases; your teacher grades it on others too" in said


def test_what_has_no_public_cases_is_said_beside_what_has(nncli: Run, half_with_cases: Path) -> None:
    (half_with_cases / "both.py").write_text(RIGHT + CONSTANT_STUB)
    done = nncli("grade", "both.py", NNCLI_PACKS=str(half_with_cases / "course"), cwd=half_with_cases)
    assert "exercise course/4 is graded by your teacher" in " ".join(done.stdout.split())


def test_damaged_public_cases_break_their_exercise_alone(nncli: Run, half_with_cases: Path) -> None:
    (half_with_cases / "course" / "exercises" / "03_relu_gate" / "public.json").write_text('[{"name": 3}]')
    (half_with_cases / "gate.py").write_text(RIGHT)
    done = nncli("grade", "gate.py", NNCLI_PACKS=str(half_with_cases / "course"), cwd=half_with_cases)
    assert done.returncode == 3 and "public.json" in done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"name":"relu_gate"', '"name":"print(1) or relu_gate"'),
        ('"name":"by hand"', '"name":"\\u001b[2J"'),
        ('"x":', '"x = __import__(1)":'),
    ],
)
def test_a_half_whose_names_are_none_is_broken_and_no_script_is_made_of_it(
    nncli: Run, half_with_cases: Path, old: str, new: str
) -> None:
    """Nothing of a half is run, so nobody was asked whether to trust it: its words may not become a program either."""
    file = half_with_cases / "course" / "exercises" / "03_relu_gate" / "public.json"
    text = json.dumps(json.loads(file.read_text()), separators=(",", ":"))
    assert old in text
    file.write_text(text.replace(old, new))
    (half_with_cases / "mine.py").write_text(RIGHT)
    for command in ("grade", "case"):
        done = nncli(command, "mine.py", "--exercise", "course/3", "--pack", "course", cwd=half_with_cases)
        assert done.returncode in (2, 3) and "public.json" in done.stdout + done.stderr and "\x1b" not in done.stdout


def test_a_case_whose_name_ends_a_text_is_a_script_all_the_same(nncli: Run, half_with_cases: Path) -> None:
    file = half_with_cases / "course" / "exercises" / "03_relu_gate" / "public.json"
    file.write_text(file.read_text().replace("by hand", '\\"\\"\\"+print(1)+\\"\\"\\"'))
    (half_with_cases / "mine.py").write_text(RIGHT)
    words = ("case", "mine.py", '"""+print(1)+"""', "--exercise", "course/3", "--pack", "course")
    done = nncli(*words, cwd=half_with_cases)
    (first, *_) = ast.parse(done.stdout).body
    assert isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant), done.stdout + done.stderr


# ---------------------------------------------------------------------------------------------------------------- as it installs


@pytest.mark.parametrize(("wheel", "outcome"), [(TEACHERS, "passed"), (STUDENTS, "graded by your teacher")])
def test_an_installed_half_is_found_and_grades_as_it_can(
    nncli: Run, course: Path, tmp_path: Path, wheel: str, outcome: str
) -> None:
    nncli("pack", "build", "mine")
    place = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(place)]
    subprocess.run([*pip, str(tmp_path / "dist" / wheel)], check=True, capture_output=True)
    (tmp_path / "gate.py").write_text(RIGHT)
    done = nncli("grade", "gate.py", PYTHONPATH=str(place))
    assert outcome in " ".join(done.stdout.split())


def test_where_both_halves_are_installed_the_whole_pack_grades(nncli: Run, course: Path, tmp_path: Path) -> None:
    nncli("pack", "build", "mine")
    place = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-index", "--target", str(place)]
    wheels = [str(tmp_path / "dist" / name) for name in (STUDENTS, TEACHERS)]
    subprocess.run([*pip, *wheels], check=True, capture_output=True)
    (tmp_path / "gate.py").write_text(RIGHT)
    assert "passed  2 of 2" in nncli("grade", "gate.py", PYTHONPATH=str(place)).stdout


# ------------------------------------------------------------------------------------------------------------ in a teacher's hand


@pytest.mark.parametrize("made", ["half", "half_with_cases"])
def test_no_class_is_graded_by_a_students_half(nncli: Run, made: str, request: pytest.FixtureRequest) -> None:
    home: Path = request.getfixturevalue(made)
    (home / "class").mkdir()
    (home / "class" / "ada.py").write_text(RIGHT)
    (home / "week.toml").write_text('packs = ["course"]\nexercises = ["course/3"]\n')
    for words in (["grade-all", "class"], ["export", "gradescope"]):
        done = nncli(*words, "--assignment", "week.toml", cwd=home)
        assert done.returncode == 2 and "only the students' half is here" in done.stderr
    assert not (home / "grades.db").exists() and not (home / "autograder.zip").exists()


def test_what_only_the_teacher_can_do_is_said_of_a_half(nncli: Run, half: Path) -> None:
    assert "this is the students' half" in nncli("audit", "--pack", "course", cwd=half).stdout
    done = nncli("derive", "course/3", "--pack", "course", cwd=half)
    assert done.returncode == 2 and "checked by your teacher" in done.stderr


def test_that_the_teacher_grades_is_said_once(nncli: Run, half: Path) -> None:
    (half / "gate.py").write_text(RIGHT)
    assert nncli("grade", "gate.py", "--pack", "course", cwd=half).stdout.count("your teacher") == 1


def test_that_a_class_was_graded_by_public_cases_is_said(nncli: Run, half_with_cases: Path) -> None:
    (half_with_cases / "class").mkdir()
    (half_with_cases / "class" / "ada.py").write_text(RIGHT)
    said = nncli("grade-all", "class", "--pack", "course", cwd=half_with_cases).stderr
    assert "graded at most by public cases, since only the students' half is here: course" in said
