"""The commands between two answers: where one is, what comes next, what was done, and the starter again."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from grader.exercise.catalogue import entries, find
from tests.gate import RIGHT_GATE, SWAPPED_GATE
from tests.learning.conftest import WRONG_SOFTMAX

# ---------------------------------------------------------------------------------------------------------------------- bad input


def test_grading_an_empty_folder_says_how_to_begin(nncli) -> None:
    done = nncli("grade")
    assert (done.returncode, done.stdout) == (2, "")
    assert "no exercise lies in this folder: `nncli next` writes one" in done.stderr


def test_a_number_whose_file_is_not_here_says_how_to_get_it(nncli) -> None:
    done = nncli("grade", "9")
    assert done.returncode == 2
    assert "ex09_output_units.py is not in this folder: `nncli exercise 9` writes it" in done.stderr


def test_one_missing_file_of_several_is_misuse_and_nothing_is_graded(nncli, desk: Path) -> None:
    done = nncli("grade", "ex03_multiply_gate.py", "nowhere.py")
    assert (done.returncode, done.stdout) == (2, "")
    assert "nowhere.py: there is no such file" in done.stderr


@pytest.mark.parametrize("name", ["progress.txt", "progress"])
def test_progress_is_exported_as_json_or_csv_only(nncli, tmp_path: Path, name: str) -> None:
    done = nncli("progress", "--export", name)
    assert done.returncode == 2
    assert "progress is exported as a .json or a .csv file" in done.stderr
    assert not (tmp_path / name).exists()


def test_forgetting_is_asked_first_and_a_no_changes_nothing(nncli, desk: Path) -> None:
    nncli("grade", "3")
    before = (desk / ".state" / "progress.json").read_text()
    assert nncli("progress", "--reset", stdin="n\n").returncode == 1
    assert (desk / ".state" / "progress.json").read_text() == before


def test_forgetting_where_nothing_is_kept_says_so(nncli) -> None:
    done = nncli("progress", "--reset", "--yes", NNCLI_PROGRESS="0")
    assert done.returncode == 0
    assert "no progress is kept here" in done.stdout


# ----------------------------------------------------------------------------------------------------------------- where one is


def test_a_new_learner_is_told_how_to_begin(nncli) -> None:
    said = nncli().stdout
    assert "Next is exercise 1" in said
    assert "nncli next" in said
    assert "All commands: nncli --help" in said


def test_an_exercise_that_was_shown_is_where_one_is(nncli) -> None:
    nncli("exercise", "8", "--notebook")
    said = nncli().stdout
    assert "You are on exercise 8" in said
    assert "nncli grade 8                grade ex08_feedforward.ipynb" in said
    assert "ex08_feedforward.py" in nncli("next").stdout


def test_an_exercise_that_was_only_looked_at_changes_nothing(nncli) -> None:
    nncli("exercise", "8", "--show")
    assert "Next is exercise 1" in nncli().stdout


def test_nncli_alone_says_what_was_worked_on_and_what_to_type(nncli, desk: Path) -> None:
    nncli("grade", "2")
    said = " ".join(nncli().stdout.split())
    assert (
        "You are on exercise 2, Softmax of scores (chapter 1, Three from the slides): 1.6 of 4 points so far." in said
    )
    assert "nncli grade 2" in said and "nncli watch 2" in said and "nncli hint 2" in said


def test_next_serves_the_first_exercise_that_is_not_done(nncli, tmp_path: Path) -> None:
    said = nncli("next").stdout
    assert "Wrote ex01_sigmoid_ce_gradient.py" in said
    assert (tmp_path / "ex01_sigmoid_ce_gradient.py").exists()


def test_next_stays_with_the_exercise_that_was_begun(nncli, desk: Path) -> None:
    nncli("grade", "2")
    said = nncli("next").stdout
    assert "Softmax of scores" in said
    assert "ex02_softmax.py is already here and was left as it is" in said


def test_an_exercise_that_fails_again_is_where_one_is_until_it_passes(nncli, desk: Path) -> None:
    gate, softmax = desk / "ex03_multiply_gate.py", desk / "ex02_softmax.py"
    nncli("grade", "3")
    gate.write_text(SWAPPED_GATE)
    nncli("grade", "3")
    softmax.write_text(find("2").solution.read_text())
    after_pass = " ".join(nncli("grade", "2").stdout.split())
    assert "next: nncli exercise 3 The multiply gate, backwards, which passed before and fails now" in after_pass
    assert "!  3  The multiply gate, backwards" in nncli("list", "--todo").stdout
    assert "Passed before, and fails now: 3." in nncli("progress").stdout
    nncli("hint", "3")
    gate.write_text(RIGHT_GATE)
    nncli("grade", "3")
    assert "!" not in nncli("list").stdout


def test_a_pass_that_nobody_remembers_leads_on_to_the_next_exercise(nncli, desk: Path) -> None:
    nncli("grade", "3")
    (desk / "ex03_multiply_gate.py").write_text(SWAPPED_GATE)
    nncli("grade", "3")
    (desk / "ex03_multiply_gate.py").write_text(RIGHT_GATE)
    assert "next: nncli exercise 4" in nncli("grade", "3", NNCLI_PROGRESS="0").stdout


def test_nncli_alone_says_what_fails_again(nncli, desk: Path) -> None:
    nncli("grade", "3")
    (desk / "ex03_multiply_gate.py").write_text(SWAPPED_GATE)
    nncli("grade", "3")
    said = " ".join(nncli().stdout.split())
    assert "You are on exercise 3" in said and "it passed before, and fails now" in said
    assert "The multiply gate" in nncli("next").stdout


def test_next_goes_back_to_an_exercise_whose_version_has_changed(nncli, tmp_path: Path) -> None:
    (tmp_path / ".state").mkdir()
    old = {"score": 8.0, "max_score": 8.0, "passed": True, "version": "an older one", "attempts": 1}
    (tmp_path / ".state" / "progress.json").write_text(
        json.dumps({"exercises": {"sigmoid_ce_gradient": old}, "last": ""})
    )
    assert "Wrote ex01_sigmoid_ce_gradient.py" in nncli("next").stdout


# --------------------------------------------------------------------------------------------------------------------- what to grade


def test_grade_alone_grades_what_lies_here_in_the_order_of_the_exercises(nncli, desk: Path) -> None:
    done = nncli("grade", "-q")
    assert done.returncode == 1
    assert done.stdout.index("Exercise 2") < done.stdout.index("Exercise 3")


def test_grade_alone_grades_the_others_where_one_cannot_be_read(nncli, desk: Path) -> None:
    (desk / "ex02_softmax.py").write_bytes(b"#" * (1 << 21))
    alone, named = nncli("grade"), nncli("grade", "ex02_softmax.py", "ex03_multiply_gate.py")
    assert (alone.returncode, "note: ex02_softmax.py: larger than 1 MB" in alone.stdout) == (0, True)
    assert (named.returncode, named.stdout) == (2, "")


def test_grade_alone_says_why_where_none_can_be_read(nncli, desk: Path) -> None:
    for name in ("ex02_softmax.py", "ex03_multiply_gate.py"):
        (desk / name).write_bytes(b"#" * (1 << 21))
    said = nncli("grade").stderr
    assert said.count("larger than 1 MB") == 2


def test_a_number_means_the_file_that_was_served_for_it(nncli, desk: Path) -> None:
    done = nncli("grade", "3", "-q")
    assert (done.returncode, "Exercise 2" in done.stdout) == (0, False)


def test_a_file_named_like_a_number_is_graded_as_a_file(nncli, desk: Path) -> None:
    (desk / "3").write_text(SWAPPED_GATE)
    done = nncli("grade", "3")
    assert done.returncode == 2
    assert "a submission is a .py file" in done.stderr


def test_a_failing_case_stands_below_its_table_with_the_command_that_makes_a_script_of_it(nncli, desk: Path) -> None:
    (desk / "mine").mkdir()
    (desk / "mine" / "a gate.py").write_text(SWAPPED_GATE)
    said = nncli("grade", "mine/a gate.py", "--seed", "7", "--exercise", "3").stdout
    assert "  two numbers: x = 2   y = -3   dz = 5\n" in said
    assert "try it: nncli case 'mine/a gate.py' \"two numbers\" --exercise 3 --seed 7" in said
    assert nncli("case", "mine/a gate.py", "two numbers", "--exercise", "3", "--seed", "7").returncode == 0


def test_after_a_pass_comes_what_was_shown_what_is_next_and_a_solution_without_a_question(nncli, desk: Path) -> None:
    said = nncli("grade", "3").stdout
    assert "Passed: all 8 cases of MultiplyGate.backward are right, gradients within" in said
    assert "picture: nncli draw ex03_multiply_gate.py" in said
    assert "next: nncli exercise 4" in said and "compare: nncli solution 3" in said
    assert nncli("solution", "3").stdout.startswith('"""')
    assert nncli("solution", "2").returncode == 1


def test_several_files_are_one_report(nncli, desk: Path) -> None:
    (desk / "mine.py").write_text(RIGHT_GATE)
    done = nncli("grade", "ex02_softmax.py", "mine.py", "--json", "-")
    assert {one["slug"]: one["outcome"] for one in json.loads(done.stdout)["exercises"]} == {
        "softmax": "failed",
        "multiply_gate": "passed",
    }


def test_files_of_several_folders_are_named_as_they_are_seen_from_here(nncli, desk: Path) -> None:
    for folder, answer in (("ada", WRONG_SOFTMAX), ("bob", RIGHT_GATE)):
        (desk / folder).mkdir()
        (desk / folder / "mine.py").write_text(answer)
    said = nncli("grade", "ada/mine.py", "bob").stdout
    assert "nncli case ada/mine.py " in said
    assert "bob/mine.py" in said
    lines = nncli("grade", "ada/mine.py", "bob/mine.py", "--report", "lines").stdout
    assert lines.startswith("ada/mine.py:5: softmax: ")
    assert "nncli case ada/mine.py " in nncli("grade", "ada/mine.py", "ada/mine.py").stdout


def test_the_work_of_several_learners_is_nobodys_progress(nncli, desk: Path) -> None:
    for folder in ("ada", "bob"):
        (desk / folder).mkdir()
        (desk / folder / "ex03_multiply_gate.py").write_text(RIGHT_GATE)
    nncli("grade", "ada", "bob")
    nncli("grade", "ada/ex03_multiply_gate.py", "bob/ex03_multiply_gate.py")
    assert "Nothing that you wrote has been graded yet" in nncli("progress").stdout
    nncli("grade", "ex02_softmax.py", "ada/ex03_multiply_gate.py")
    assert "Exercises begun: 2, done: 1." in nncli("progress").stdout


def test_a_case_that_did_not_pass_has_its_inputs_in_the_json_report(nncli, desk: Path) -> None:
    (desk / "ex03_multiply_gate.py").write_text(SWAPPED_GATE)
    report = json.loads(nncli("grade", "3", "--json", "-").stdout)
    case = report["exercises"][0]["targets"][0]["cases"][0]
    assert case["inputs"] == {"x": "2.0", "y": "-3.0", "dz": "5.0"}


# ---------------------------------------------------------------------------------------------------------------------- what was done


def test_the_list_marks_what_is_done_and_what_is_begun(nncli, desk: Path) -> None:
    nncli("grade")
    nncli("hint", "2")
    said = nncli("list").stdout
    assert "✓  3  The multiply gate, backwards" in said
    assert "·  2  Softmax of scores" in said
    assert "1.6 won, 1 hint" in said
    assert " 1/3" in said
    assert f"1 of {len(entries())} exercises done, 4.6 of" in said


def test_the_list_of_what_is_to_be_done_leaves_out_what_is(nncli, desk: Path) -> None:
    nncli("grade")
    assert "multiply gate" not in nncli("list", "--todo").stdout


def test_progress_is_exported_for_somebody_else(nncli, desk: Path) -> None:
    nncli("grade")
    assert "Wrote mine.csv: 2 exercises" in nncli("progress", "--export", "mine.csv").stdout
    nncli("progress", "--export", "mine.json")
    rows = list(csv.DictReader((desk / "mine.csv").open()))
    assert [(row["exercise"], row["score"], row["passed"]) for row in rows] == [
        ("softmax", "1.6", "False"),
        ("multiply_gate", "3.0", "True"),
    ]
    assert [row["number"] for row in json.loads((desk / "mine.json").read_text())["exercises"]] == [2, 3]


def test_progress_is_forgotten_and_files_stay(nncli, desk: Path) -> None:
    nncli("grade", "3")
    assert "Marks and hints are forgotten" in nncli("progress", "--reset", "--yes").stdout
    assert "Nothing that you wrote has been graded yet" in nncli("progress").stdout
    assert (desk / "ex03_multiply_gate.py").read_text() == RIGHT_GATE


def test_progress_says_what_counts_as_an_attempt(nncli, desk: Path) -> None:
    starter = find("5").stub
    for text in (
        starter,
        "def (",
        starter.replace("raise NotImplementedError", "return 1, (x, w, b)"),
        starter.replace("raise NotImplementedError", "return 2, 3"),
    ):
        (desk / "ex05_affine_forward.py").write_text(text)
        nncli("grade", "5")
    shown = " ".join(nncli("progress").stdout.split())
    assert "5 Affine layer, forward 0 of 3 2 " in shown
    assert "an untouched starter is none, and neither is a file that Python cannot read" in shown


# ----------------------------------------------------------------------------------------------------------------- the starter again


def test_a_reset_keeps_every_earlier_file(nncli, desk: Path) -> None:
    assert "ex03_multiply_gate.py is now ex03_multiply_gate.1.py" in nncli("reset", "3").stdout
    (desk / "ex03_multiply_gate.py").write_text(SWAPPED_GATE)
    nncli("reset", "3")
    assert (desk / "ex03_multiply_gate.1.py").read_text() == RIGHT_GATE
    assert (desk / "ex03_multiply_gate.2.py").read_text() == SWAPPED_GATE
    assert "raise NotImplementedError" in (desk / "ex03_multiply_gate.py").read_text()


def test_what_was_set_aside_is_not_graded_with_the_folder(nncli, desk: Path) -> None:
    nncli("reset", "3")
    assert "passed" not in nncli("grade", "-q").stdout


def test_reset_forgets_hints_or_marks_alone(nncli, desk: Path) -> None:
    nncli("grade", "3")
    nncli("hint", "3")
    nncli("reset", "3", "--hints")
    assert "✓    3  The multiply gate, backwards                  3 of 3         1\n" in re.sub(
        r" +\n", "\n", nncli("progress").stdout
    )
    nncli("reset", "3", "--progress")
    assert "Nothing that you wrote has been graded yet" in nncli("progress").stdout
    assert (desk / "ex03_multiply_gate.py").read_text() == RIGHT_GATE
