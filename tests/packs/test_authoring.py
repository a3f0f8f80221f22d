"""`nncli new` writes into a pack, or starts one, never over anything; `nncli audit` finds it from there."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from grader.exercise.catalogue import data_folder
from grader.exercise.random_inputs import away, normal
from tests.conftest import Run


def test_outside_of_a_pack_nothing_is_written_and_the_way_in_is_said(nncli: Run, tmp_path: Path) -> None:
    before = set(data_folder("exercises").iterdir())
    done = nncli("new", "relu_gate")
    assert done.returncode == 2
    assert "there is no pack in this folder" in done.stderr and "nncli new NAME --pack mycourse" in done.stderr
    assert set(data_folder("exercises").iterdir()) == before


@pytest.mark.parametrize("folder", ["9", "My Course!!", "nncli", "x" * 41])
def test_a_folder_whose_name_is_no_packs_is_refused(nncli: Run, tmp_path: Path, folder: str) -> None:
    done = nncli("new", "relu_gate", "--pack", folder)
    if folder == "My Course!!":
        assert 'name = "my_course"' in (tmp_path / folder / "pack.toml").read_text()
        return
    assert done.returncode == 2 and "a pack's name is 2 to 40 small letters" in done.stderr
    assert not (tmp_path / folder).exists()


def test_a_folder_that_is_no_pack_is_left_as_it_is(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter1.txt").write_text("mine")
    done = nncli("new", "relu_gate", "--pack", "thesis")
    assert done.returncode == 2 and "is there already and is no pack" in done.stderr
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["chapter1.txt"]


def test_an_installed_package_is_never_written_into(nncli: Run, tmp_path: Path) -> None:
    folder = tmp_path / "site-packages" / "mycourse"
    done = nncli("new", "relu_gate", "--pack", str(folder))
    assert done.returncode == 2 and "lies in an installed package" in done.stderr and not folder.exists()


def test_a_name_or_a_number_that_is_taken_is_refused(nncli: Run, course: Path) -> None:
    for words, sentence in (
        (["relu_gate"], "there is an exercise relu_gate already: mine/exercises/03_relu_gate"),
        (["another", "--number", "3"], "the number 3 is that of relu_gate; the next free one is 5"),
    ):
        done = nncli("new", *words, "--pack", "mine")
        assert done.returncode == 2 and sentence in done.stderr


def test_a_name_that_cannot_be_used_is_shown_as_it_was_typed(nncli: Run, course: Path) -> None:
    assert "'Bad Name': a name is made of small letters" in nncli("new", "Bad Name", "--pack", "mine").stderr


def test_a_pack_is_started_and_its_exercise_audited_from_within(nncli: Run, tmp_path: Path) -> None:
    done = nncli("new", "relu_gate", "--pack", "mycourse")
    assert "Started the pack mycourse" in done.stdout and "next: nncli audit mycourse/1 --pack mycourse" in done.stdout
    again = nncli("new", "swish", cwd=tmp_path / "mycourse")
    assert "Wrote exercises/02_swish/ and solutions/02_swish.py" in again.stdout
    audited = nncli("audit", cwd=tmp_path / "mycourse")
    assert audited.returncode == 1
    assert "mycourse/01_relu_gate: " in audited.stdout and "the solution scores 0 of 2" in audited.stdout
    assert "multiply_gate" not in audited.stdout


def test_a_new_exercise_is_green_once_its_solution_is_written(nncli: Run, tmp_path: Path) -> None:
    nncli("new", "relu_gate", "--pack", "mycourse")
    solution = tmp_path / "mycourse" / "solutions" / "01_relu_gate.py"
    solution.write_text(solution.read_text().replace("raise NotImplementedError", "return np.maximum(x, 0)"))
    done = nncli("audit", "--pack", "mycourse")
    assert (done.returncode, done.stdout) == (0, "mycourse/01_relu_gate: all promises kept\n")


def test_a_long_line_is_a_warning_and_no_broken_promise(nncli: Run, course: Path) -> None:
    readme = course / "exercises" / "03_relu_gate" / "README.md"
    readme.write_text(readme.read_text().replace("Let positive numbers pass.", "a" * 79))
    done = nncli("audit", "course/3", "--pack", "mine")
    assert done.returncode == 0
    assert "all promises kept" in done.stdout and "(warning) README.md, line 5: 79 characters" in done.stdout


def test_a_chapter_that_names_no_exercise_is_found_by_the_audit(nncli: Run, course: Path) -> None:
    text = (course / "pack.toml").read_text()
    (course / "pack.toml").write_text(text.replace('["relu_gate"]', '["relu_gat", "sums", "sums"]'))
    done = nncli("audit", "--pack", "mine")
    assert done.returncode == 1
    assert "there is no exercise 'relu_gat'" in done.stdout and "'sums' stands in two places" in done.stdout


def test_two_whole_numbers_are_no_shape_and_no_scale() -> None:
    with pytest.raises(ValueError, match=r"normal\(4, 6\): is this a shape or a scale\? .* normal\(\(4, 6\)\);"):
        normal(4, 6)
    with pytest.raises(ValueError, match=r"away\(\(4, 3\)\)"):
        away(4, 6)


def test_a_scale_that_is_said_is_one() -> None:
    rng = np.random.default_rng
    assert np.array_equal(normal(4, s=6).realised(rng(0), {}), 6 * rng(0).normal(size=4))
    assert normal((4, 6)).realised(rng(0), {}).shape == (4, 6)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the program's repository, to write into."""
    root = data_folder("exercises").parent
    if not (root / "pyproject.toml").exists():
        pytest.skip("the program is installed here, and there is no repository to copy")
    copy = tmp_path / "checkout"
    for name in ("exercises", "solutions", "grader", "nncli"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(root / "pyproject.toml", copy)
    return copy


def test_in_the_programs_repository_an_exercise_is_its_own_and_is_listed(nncli: Run, checkout: Path) -> None:
    here = {"cwd": checkout, "PYTHONPATH": str(checkout)}
    assert "Wrote exercises/90_squared_relu/" in nncli("new", "squared_relu", "--number", "90", **here).stdout
    tail = nncli("list", **here).stdout.partition("Further exercises")[2]
    assert "90  Squared relu" in tail


def test_names_that_another_exercise_asks_for_are_a_warning(nncli: Run, course: Path) -> None:
    folder = course / "exercises" / "04_sums"
    (folder / "stub.py").write_text(
        "SUMS = {'two and two': None}\n\n\ndef softmax(z):\n    raise NotImplementedError\n"
    )
    said = nncli("audit", "--pack", "mine").stdout
    assert "(warning) a file with softmax is graded for exercise 2 too, unless it is called course_04_sums.py" in said
    assert "relu_gate is graded for" not in said


def test_a_solution_without_an_exercise_is_found_by_the_audit(nncli: Run, course: Path) -> None:
    (course / "solutions" / "05_gone.py").write_text("x = 1\n")
    done = nncli("audit", "--pack", "mine")
    assert done.returncode == 1 and "solutions/05_gone.py: there is no exercise of this name" in done.stdout
