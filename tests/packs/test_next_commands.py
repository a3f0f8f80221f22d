"""What a command prints to be typed next can be typed as it stands; what cannot be used is said before anything is graded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run
from tests.packs.conftest import RIGHT, STUB

FILE = "course_03_relu_gate.py"


@pytest.fixture
def untrusted(course: Path, tmp_path: Path) -> Path:
    """A class whose nncli.toml names a pack that nobody trusted."""
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\nexercises = ["course/3"]\n')
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text(RIGHT)
    return tmp_path


def test_a_pack_that_was_named_by_an_option_is_named_in_what_comes_next(nncli: Run, course: Path) -> None:
    said = nncli("exercise", "course/3", "--pack", "mine").stdout
    assert f"nncli grade {FILE} --pack mine" in said and "nncli hint course/3 --pack mine" in said
    assert "next: nncli hint course/3 --pack mine" in nncli("grade", FILE, "--pack", "mine").stdout
    assert "nncli hint course/3 --pack mine once again" in nncli("hint", "course/3", "--pack", "mine").stdout


def test_a_pack_that_is_found_anyway_is_not_named_again(nncli: Run, course: Path) -> None:
    assert "--pack" not in nncli("exercise", "course/3", "--pack", "mine", NNCLI_PACKS=str(course)).stdout
    assert "--pack" not in nncli("hint", "course/3", NNCLI_PACKS=str(course)).stdout


def test_the_case_to_try_can_be_tried(nncli: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(STUB.replace("raise NotImplementedError", "return abs(x)"))
    said = nncli("grade", FILE, "--pack", "mine").stdout
    assert f'try it: nncli case {FILE} "by hand" --pack mine' in said
    assert nncli("case", FILE, "by hand", "--pack", "mine").returncode == 0


def test_after_the_last_of_a_pack_comes_what_is_left_of_it(nncli: Run, course: Path, tmp_path: Path) -> None:
    (course / "pack.toml").write_text(
        'name = "course"\nversion = "1.0"\n[[chapters]]\ntitle = "All"\nexercises = ["sums"]\n'
    )
    (tmp_path / FILE).write_text(RIGHT)
    assert "next: nncli exercise course/4 --pack mine" in nncli("grade", FILE, "--pack", "mine").stdout


def test_a_file_of_a_pack_that_is_not_found_is_told_of_the_pack(nncli: Run, tmp_path: Path) -> None:
    for text in (RIGHT, "def layer_norm_forward(x):\n    raise NotImplementedError\n"):
        (tmp_path / FILE).write_text(text)
        said = " ".join(nncli("grade", FILE).stdout.split())
        assert "it is called like an exercise of a pack 'course', which is not found here; if it is one, --pack FOLDER" in said
    (tmp_path / FILE).write_text("def dropout_forward(x):\n    raise NotImplementedError\n")
    assert "called like an exercise of a pack 'course'" in " ".join(nncli("grade", FILE).stdout.split())


def test_a_file_that_only_looks_like_one_of_a_pack_is_graded_without_a_word(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "week_03_gates.py").write_text(nncli("solution", "3", "--yes").stdout)
    assert "called like" not in nncli("grade", "week_03_gates.py").stdout


def test_an_exercise_of_an_unknown_pack_is_not_looked_for_among_the_files(nncli: Run, course: Path) -> None:
    done = nncli("grade", "cours/3", "--pack", "mine")
    assert done.returncode == 2 and "there is no pack 'cours'; the packs here: course" in done.stderr


def test_within_a_packs_folder_its_exercises_are_there(nncli: Run, tmp_path: Path) -> None:
    nncli("new", "swish", "--pack", "own")
    assert "own/1" in nncli("list", cwd=tmp_path / "own").stdout
    assert "own/1" not in nncli("list", cwd=tmp_path / "own", CI="true").stdout


def test_the_folder_of_a_pack_that_is_somebody_elses_is_not_run(nncli: Run, course: Path, tmp_path: Path) -> None:
    ran = tmp_path / "it ran"
    spec = course / "exercises" / "03_relu_gate" / "spec.py"
    spec.write_text(f"open({str(ran)!r}, 'w')\n" + spec.read_text())
    done = nncli("grade", "solutions/03_relu_gate.py", cwd=course)
    assert "nncli pack trust" in " ".join(done.stdout.split()) and not ran.exists()
    assert "costs no mark" in done.stdout and "itself is broken" not in done.stdout


def test_a_class_is_not_begun_where_its_pack_is_not_trusted(nncli: Run, untrusted: Path) -> None:
    done = nncli("grade-all", "class")
    assert done.returncode == 2 and "nncli pack trust" in done.stderr
    assert not (untrusted / "grades.db").exists()


def test_a_class_is_not_begun_where_one_exercise_is_broken(nncli: Run, untrusted: Path, course: Path) -> None:
    (course / "exercises" / "03_relu_gate" / "README.md").write_text("nothing")
    nncli("pack", "trust", "mine")
    done = nncli("grade-all", "class")
    assert done.returncode == 2 and "exercise course/3 cannot be graded" in done.stderr


def test_a_class_is_not_begun_where_a_declaration_raises(nncli: Run, untrusted: Path, course: Path) -> None:
    (course / "exercises" / "03_relu_gate" / "spec.py").write_text("exercise = Nothing()\n")
    for words in (["grade-all", "class"], ["export", "gradescope"]):
        done = nncli(*words, "--assignment", "nncli.toml", "--pack", "mine")
        assert done.returncode == 2 and "exercise course/3 cannot be graded" in done.stderr
        assert "spec.py, line 1: NameError" in done.stderr
    (untrusted / "gate.py").write_text(RIGHT)
    done = nncli("case", "gate.py", "by hand", "--pack", "mine")
    assert done.returncode == 2 and "the exercise itself is broken" in done.stderr


def test_a_gradebook_whose_pack_is_not_found_says_how_to_name_it(nncli: Run, course: Path, untrusted: Path) -> None:
    (untrusted / "nncli.toml").rename(untrusted / "week.toml")
    assert nncli("grade-all", "class", "--assignment", "week.toml").returncode == 0
    done = nncli("gradebook")
    assert (
        done.returncode == 2 and "counts an exercise that is not found here: there is no pack 'course'" in done.stderr
    )
    assert "--assignment FILE names the packs" in done.stderr
    assert "2 of 2" in nncli("gradebook", "--assignment", "week.toml").stdout
    assert "2 of 2" in nncli("gradebook", "--pack", "mine").stdout


def test_the_doctor_counts_each_packs_own(nncli: Run, course: Path) -> None:
    said = nncli("doctor", "--pack", "mine").stdout
    assert f"pack       course 1.0: 2 in {course}" in said
    assert said.partition("exercises  ")[2].startswith(nncli("doctor").stdout.partition("exercises  ")[2][:3])


def test_what_cannot_be_built_is_not_told_how_to_build(nncli: Run, course: Path) -> None:
    (course / "pack.toml").write_text('name = "course"\nversion = "1.0"\nnncli = ">=99.0"\n')
    done = nncli("pack", "build", "mine")
    assert done.returncode == 2 and "pip install -U nncli" in done.stderr and "hint" not in done.stderr


def test_a_pack_toml_of_another_program_is_left_alone(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text("[builder]\nimage = 'x'\n")
    said = nncli("list")
    assert said.returncode == 0 and "pack.toml" not in said.stdout + said.stderr
