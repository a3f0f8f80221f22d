"""Packs are found, their exercises are addressed, and what is broken in one breaks nothing else."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.exercise import trust
from tests.conftest import Run
from tests.packs.conftest import RIGHT, STUB

NO_CONFINEMENT = {"NNCLI_REQUIRE_ISOLATION": "none"}


# ------------------------------------------------------------------------------------------------------- what cannot be used


def test_a_folder_without_pack_toml_is_refused_with_what_to_do(nncli: Run, tmp_path: Path) -> None:
    done = nncli("list", "--pack", str(tmp_path))
    assert done.returncode == 2
    assert "is no pack: there is no pack.toml in it" in done.stderr and "nncli new NAME --pack mycourse" in done.stderr


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('nncli = ">=99.0"', "the pack course needs nncli >=99.0; this is "),
        ('nncli = "99"', "expected the least version, such as"),
        ('colour = "red"', "'colour' is not a setting; known are name, title"),
        ("[[chapters]]\ntitle = 3", "a chapter has a title"),
    ],
)
def test_a_pack_that_cannot_be_used_is_broken_by_itself(nncli: Run, course: Path, line: str, sentence: str) -> None:
    text = (course / "pack.toml").read_text().partition("[[")[0]
    (course / "pack.toml").write_text(f"{text}{line}\n")
    listed = nncli("list", NNCLI_PACKS=str(course))
    assert listed.returncode == 0 and sentence in " ".join(listed.stdout.split())
    assert nncli("hint", "3", NNCLI_PACKS=str(course)).returncode == 0


def test_the_exercises_of_a_pack_for_a_newer_program_are_broken_with_that_sentence(nncli: Run, course: Path) -> None:
    (course / "pack.toml").write_text('name = "course"\nnncli = ">=99.0"\n')
    (course.parent / "course_03_relu_gate.py").write_text(RIGHT)
    done = nncli("grade", "course_03_relu_gate.py", NNCLI_PACKS=str(course))
    assert done.returncode == 3
    assert "needs nncli >=99.0" in done.stdout and "This is not your fault" in done.stdout


def test_a_broken_spec_breaks_its_own_exercise_and_no_other(nncli: Run, course: Path) -> None:
    (course / "exercises" / "03_relu_gate" / "spec.py").write_text("import a_module_that_is_not_there\n")
    (course.parent / "both.py").write_text(RIGHT + '\nSUMS = {"two and two": 4}\n')
    done = nncli("grade", "both.py", "--json", "-", NNCLI_PACKS=str(course))
    assert done.returncode == 3
    outcomes = {one["slug"]: one["outcome"] for one in json.loads(done.stdout)["exercises"]}
    assert outcomes == {"course/relu_gate": "broken", "course/sums": "passed"}


def test_an_exercise_without_a_head_is_listed_as_broken(nncli: Run, course: Path) -> None:
    (course / "exercises" / "03_relu_gate" / "README.md").write_text("# no number\n")
    done = nncli("list", "--pack", "mine")
    assert "must begin with '# N. Title'" in " ".join(done.stdout.partition("broken:")[2].split())


def test_two_exercises_of_one_number_are_told_apart(nncli: Run, course: Path) -> None:
    shutil.copytree(course / "exercises" / "03_relu_gate", course / "exercises" / "03_again")
    done = nncli("list", "--pack", "mine")
    assert "is that of another exercise of this pack" in " ".join(done.stdout.split())


def test_of_two_packs_with_one_name_the_first_is_used(nncli: Run, course: Path, tmp_path: Path) -> None:
    shutil.copytree(course, tmp_path / "twin")
    done = nncli("list", "--pack", "mine", "--pack", "twin")
    assert "another pack of this name is used" in " ".join(done.stdout.split())
    assert done.stdout.count("The ReLU gate") == 1


def test_a_name_that_several_exercises_have_is_asked_back(nncli: Run, course: Path) -> None:
    (course / "exercises" / "03_relu_gate").rename(course / "exercises" / "03_softmax")
    done = nncli("hint", "softmax", "--pack", "mine")
    assert done.returncode == 2 and "several exercises: nncli/softmax, course/softmax" in done.stderr
    assert "hint 1" in nncli("hint", "nncli/softmax", "--pack", "mine").stdout


def test_an_unknown_pack_is_said_with_those_that_there_are(nncli: Run, course: Path) -> None:
    assert "there is no pack 'curse'; the packs here: course" in nncli("hint", "curse/3", "--pack", "mine").stderr
    assert "none was found; --pack FOLDER names one" in nncli("hint", "curse/3").stderr


# ------------------------------------------------------------------------------------------------------- where packs are found


def test_a_pack_is_found_by_the_variable_and_by_nncli_toml(nncli: Run, course: Path, tmp_path: Path) -> None:
    assert "course/3" in nncli("list", NNCLI_PACKS=str(course)).stdout
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\n')
    assert "course/3" in nncli("list").stdout


def test_a_file_in_the_folder_names_no_pack_in_ci_or_where_it_is_to_be_left_alone(
    nncli: Run, course: Path, tmp_path: Path
) -> None:
    """A learner may have written it, and a pack is a program."""
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\n')
    (tmp_path / "gate.py").write_text(RIGHT)
    assert nncli("pack", "trust", "mine").returncode == 0
    assert "passed" in nncli("grade", "gate.py").stdout
    assert "none of these is asked for" in nncli("grade", "gate.py", CI="true").stdout
    assert "none of these is asked for" in nncli("grade", "gate.py", "--no-assignment").stdout


def test_a_program_that_only_the_folder_names_is_not_run_until_it_is_trusted(
    nncli: Run, course: Path, tmp_path: Path
) -> None:
    ran = tmp_path / "it ran"
    spec = course / "exercises" / "03_relu_gate" / "spec.py"
    spec.write_text(f"open({str(ran)!r}, 'w')\n" + spec.read_text())
    spec.with_name("views.py").write_text(f"open({str(ran)!r}, 'w')\nviews = []\n")
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\n')
    (tmp_path / "gate.py").write_text(RIGHT)
    for words in (["grade", "gate.py"], ["grade", "gate.py", "--assignment", "nncli.toml"], ["list"]):
        assert "nncli pack trust" in " ".join(nncli(*words).stdout.split()) and not ran.exists()
    nncli("draw", "gate.py")
    assert not ran.exists()
    assert "may run" in nncli("pack", "trust", "mine").stdout
    assert "passed" in nncli("grade", "gate.py").stdout and ran.exists()


def test_a_pack_that_is_named_by_hand_or_started_here_needs_no_trust(nncli: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "gate.py").write_text(RIGHT)
    assert "passed" in nncli("grade", "gate.py", "--pack", "mine").stdout
    nncli("new", "swish", "--pack", "own")
    nncli("new", "swash", "--pack", "own")
    (tmp_path / "nncli.toml").write_text('packs = ["own"]\n')
    assert "nncli pack trust" not in nncli("list").stdout


def spec_written(folder: Path) -> None:
    spec = folder / "exercises" / "03_relu_gate" / "spec.py"
    spec.write_text(spec.read_text() + "\n")


def file_beside(folder: Path) -> None:
    (folder / "exercises" / "03_relu_gate" / "views.py").write_text("views = []\n")


def data_added(folder: Path) -> None:
    (folder / "exercises" / "03_relu_gate" / "table.npz").write_bytes(b"")


def bytecode_planted(folder: Path) -> None:
    cache = folder / "exercises" / "03_relu_gate" / "__pycache__"
    cache.mkdir()
    (cache / f"spec.{sys.implementation.cache_tag}.pyc").write_bytes(b"")


def module_at_the_top(folder: Path) -> None:
    (folder / "tables.py").write_text("")


def renamed(folder: Path) -> None:
    (folder / "solutions" / "03_relu_gate.py").rename(folder / "solutions" / "numpy.py")


def link_turned(folder: Path) -> None:
    spec = folder / "exercises" / "03_relu_gate" / "spec.py"
    (folder.parent / "elsewhere.py").write_text(spec.read_text() + "\n")
    spec.unlink()
    spec.symlink_to(folder.parent / "elsewhere.py")


CHANGES = [spec_written, file_beside, data_added, bytecode_planted, module_at_the_top, renamed, link_turned]


@pytest.mark.parametrize("change", CHANGES)
def test_a_trusted_pack_that_has_changed_is_not_run(
    change: Callable[[Path], None], nncli: Run, course: Path, tmp_path: Path
) -> None:
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\n')
    (tmp_path / "gate.py").write_text(RIGHT)
    nncli("pack", "trust", "mine")
    for _ in range(2):  # what it runs changes nothing itself
        assert "passed" in nncli("grade", "gate.py").stdout
    change(course)
    assert "has changed since" in " ".join(nncli("grade", "gate.py").stdout.split())
    nncli("pack", "trust", "mine")
    assert "has changed since" not in nncli("grade", "gate.py").stdout


def test_words_for_people_may_change_in_a_trusted_pack(nncli: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "nncli.toml").write_text('packs = ["mine"]\n')
    nncli("pack", "trust", "mine")
    (course / "NOTES.md").write_text("What to do next.\n")
    (course / ".git").mkdir()
    (course / ".git" / "hook.py").write_text("")
    assert "has changed since" not in nncli("list").stdout


def test_what_has_more_files_than_can_be_looked_through_is_not_trusted(
    course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NNCLI_STATE", str(tmp_path / "state"))
    trust.trust(course)
    assert trust.trusts(course)
    monkeypatch.setattr(trust, "MOST_FILES", 3)
    assert not trust.trusts(course)
    with pytest.raises(trust.TooLarge):
        trust.trust(course)


def test_a_folders_name_adds_no_line_to_what_is_trusted(
    course: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("NNCLI_STATE", str(tmp_path / "state"))
    named = tmp_path / f"x\n{trust.content_digest(course)} {tmp_path.as_posix().replace('/', '_')}\u2028"
    shutil.copytree(course, named)
    trust.trust(named)
    assert trust.trusts(named) and not trust.trusts(course)
    assert len((tmp_path / "state" / trust.FILE).read_text().splitlines()) == 1


def test_a_pack_that_is_not_trusted_takes_the_place_of_none(nncli: Run, course: Path, tmp_path: Path) -> None:
    shutil.copytree(course, tmp_path / "other")
    (tmp_path / "nncli.toml").write_text('packs = ["other"]\n')
    (tmp_path / "gate.py").write_text(RIGHT)
    assert "passed" in nncli("grade", "gate.py", NNCLI_PACKS=str(course)).stdout


def test_what_is_no_pack_is_not_trusted(nncli: Run, tmp_path: Path) -> None:
    done = nncli("pack", "trust", str(tmp_path))
    assert done.returncode == 2 and "there is no pack.toml in it" in done.stderr


def test_a_named_assignment_brings_its_packs_from_its_own_folder(nncli: Run, course: Path, tmp_path: Path) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "week.toml").write_text('packs = ["../mine"]\nexercises = ["course/3"]\n')
    (tmp_path / "gate.py").write_text(RIGHT)
    done = nncli("grade", "gate.py", "--assignment", "away/week.toml", CI="true")
    assert done.returncode == 0 and "course/3" in done.stdout


def test_an_assignment_whose_pack_is_not_there_is_refused(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "week.toml").write_text('packs = ["nowhere"]\n')
    (tmp_path / "gate.py").write_text(RIGHT)
    done = nncli("grade", "gate.py", "--assignment", "week.toml")
    assert done.returncode == 2 and "there is no pack.toml in it" in done.stderr


# ------------------------------------------------------------------------------------------------------- what commands do with it


@pytest.mark.parametrize("word", ["course/3", "course/relu_gate", "course/relu-gate", "relu_gate"])
def test_an_exercise_is_addressed_by_its_pack_and_number_or_name(nncli: Run, course: Path, word: str) -> None:
    assert "Exercise course/3, hint 1 of 3" in nncli("hint", word, "--pack", "mine").stdout


def test_a_number_alone_is_the_programs_own(nncli: Run, course: Path) -> None:
    assert "Exercise 3, hint 1" in nncli("hint", "3", "--pack", "mine").stdout


def test_the_list_shows_every_exercise_with_its_chapter(nncli: Run, course: Path) -> None:
    tail = nncli("list", "--pack", "mine").stdout.partition("course: A course of our own 1.0")[2]
    assert tail.index("Gates") < tail.index("The ReLU gate") < tail.index("Further exercises") < tail.index("Sums")


def test_a_learner_reads_writes_and_is_graded(nncli: Run, course: Path, tmp_path: Path) -> None:
    packs = {"NNCLI_PACKS": str(course)}
    assert "Wrote course_03_relu_gate.py" in nncli("exercise", "course/3", **packs).stdout
    assert (tmp_path / "course_03_relu_gate.py").read_text() == STUB
    assert "Not started" in nncli("grade", "course/3", **packs).stdout
    (tmp_path / "course_03_relu_gate.py").write_text(STUB.replace("raise NotImplementedError", "return abs(x)"))
    done = nncli("grade", "course/3", **packs)
    assert "sign_lost" in done.stdout and "next: nncli hint course/3" in done.stdout
    assert "import course_03_relu_gate as learner" in nncli("case", "course/3", **packs).stdout
    assert "return np.maximum(x, 0)" in nncli("solution", "course/3", "--yes", **packs).stdout
    assert "course/3" in nncli("progress", **packs).stdout


def test_an_exercise_of_a_pack_and_one_of_ours_do_not_mix(nncli: Run, course: Path, tmp_path: Path) -> None:
    """Both have the number 3."""
    ours = nncli("solution", "3", "--yes").stdout
    (tmp_path / "both.py").write_text(RIGHT + "\n" + ours)
    done = nncli("grade", "both.py", "--json", "-", "--pack", "mine")
    report = json.loads(done.stdout)
    assert [(one["number"], one["slug"], one["outcome"]) for one in report["exercises"]] == [
        (3, "multiply_gate", "passed"),
        (3, "course/relu_gate", "passed"),
    ]


def test_a_solution_that_is_not_there_is_no_fault_of_the_program(nncli: Run, course: Path) -> None:
    (course / "solutions" / "03_relu_gate.py").unlink()
    done = nncli("solution", "course/3", "--yes", "--pack", "mine")
    assert done.returncode == 2
    assert "exercise course/3 has no worked solution here" in done.stderr and "fault" not in done.stderr


def test_a_pack_withholds_its_solutions_until_a_day(nncli: Run, course: Path) -> None:
    text = (course / "pack.toml").read_text()
    (course / "pack.toml").write_text("solutions_after = 2999-01-01\n" + text)
    done = nncli("solution", "course/3", "--yes", "--pack", "mine")
    assert done.returncode == 2 and "shown after 2999-01-01 23:59" in done.stderr
    (course / "pack.toml").write_text("solutions_after = 2001-01-01\n" + text)
    assert nncli("solution", "course/3", "--yes", "--pack", "mine").returncode == 0


def test_the_audit_sees_the_exercises_of_a_pack(nncli: Run, course: Path) -> None:
    done = nncli("audit", "course/3", "--pack", "mine")
    assert done.stdout == "course/03_relu_gate: all promises kept\n"


def test_what_a_pack_says_moves_no_cursor(nncli: Run, course: Path) -> None:
    """A pack may be of anywhere, and its words are shown before anybody trusts it."""
    path = course / "exercises" / "03_relu_gate" / "README.md"
    path.write_text(
        path.read_text().replace("The ReLU gate", "ReLU\x1b]0;x\x07").replace("Compare", "\x1b[2JCompare") + "\u202e"
    )
    for words in (["list"], ["exercise", "course/3"], ["hint", "course/3"]):
        done = nncli(*words, NNCLI_PACKS=str(course))
        assert done.returncode == 0 and "\\x1b" in done.stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(done.stdout + done.stderr)


def test_a_folder_that_is_called_like_a_command_to_the_terminal_moves_no_cursor(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "nncli.toml").write_text('packs = ["\\u001b]0;x\\u0007"]\n')
    for command in ("list", "doctor"):
        done = nncli(command)
        assert "\\x1b]0;x\\x07 is" in " ".join(done.stdout.split()) and "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "words", [("gate.py", "--exercise", "course/3"), ("course/3",), ("gate.py", "--exercises", "course/3")]
)
def test_a_named_assignment_is_read_before_its_exercises_are_looked_for(
    nncli: Run, course: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "week.toml").write_text('packs = ["../mine"]\nexercises = ["course/3"]\n')
    for name in ("gate.py", "course_03_relu_gate.py"):
        (tmp_path / name).write_text(RIGHT)
    for order in ((*words, "--assignment", "away/week.toml"), ("--assignment", "away/week.toml", *words)):
        done = nncli("grade", *order, "-q")
        assert done.returncode == 0 and "course/3" in done.stdout, done.stderr
