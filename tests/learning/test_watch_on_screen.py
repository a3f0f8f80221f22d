"""`nncli watch` on a screen: its keys, typed and looked at in tmux, as a learner does."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from grader.exercise.catalogue import find
from nncli.watching.keys import keys_in
from tests.gate import RIGHT_GATE, SWAPPED_GATE
from tests.learning.screens import KEYS, NAME, Open
from tests.learning.watching import wait_until

# ------------------------------------------------------------------------------------------------------------------------ bad input


def test_a_key_that_means_nothing_says_which_do(screen: Open) -> None:
    shown = screen()
    shown.wait_for(KEYS)
    shown.press("z")
    shown.wait_for(f"'z' is no key here: {KEYS}")


def test_an_arrow_and_a_letter_of_two_bytes_are_one_key_each(screen: Open) -> None:
    assert keys_in("h\x1b[1;5Cn\x1bOPq") == ["h", "\x1b[1;5C", "n", "\x1bOP", "q"]
    assert keys_in("\x1b\x1b[A\x1b[") == ["\x1b", "\x1b[A", "\x1b["]
    shown = screen()
    shown.wait_for(KEYS)
    shown.press("Up", "Home", "F5", "M-q", "é")
    shown.wait_for(f"'é' is no key here: {KEYS}")


def test_keys_that_need_a_report_say_what_to_save(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for(KEYS)
    shown.press("n")
    shown.wait_for("4. Shapes and broadcasting")
    for key in "oa":
        shown.press(key)
        shown.wait_for("ex04_shapes_and_broadcasting.py was not graded yet: save it")
        shown.press("space")
        shown.wait_for(KEYS)


def test_what_is_said_of_a_picture_of_unreadable_code_is_one_line(screen: Open, tmp_path: Path) -> None:
    shown = screen(80, 20)
    shown.wait_for(KEYS)
    (tmp_path / NAME).write_text("def bro(:\n")
    shown.wait_for("SyntaxError: invalid syntax")
    shown.press("h")
    shown.wait_for("Exercise 3, hint 1 of 3")
    shown.press("o")
    seen = shown.wait_for(f"{NAME}, line 1: SyntaxError: invalid syntax")
    wait_until(lambda: "q quit" not in shown.text(), lambda: "the keys are still there")
    assert seen.startswith("Exercise 3, hint 1 of 3") and seen.count("def bro(:") == 1


def test_a_pipe_or_a_link_to_itself_with_the_name_of_an_exercise_holds_nothing_up(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("measured slope -15")
    os.mkfifo(tmp_path / "ex09_output_units.py")
    shown.wait_for("this is not a regular file")
    (tmp_path / "ex07_activation_gradients.py").symlink_to("ex07_activation_gradients.py")
    shown.wait_for("this is a link")
    (tmp_path / NAME).write_text(RIGHT_GATE)
    shown.wait_for("passed 3 of 3")


def test_a_folder_that_is_deleted_is_a_sentence_and_no_end(screen: Open, tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir()
    shown = screen()
    shown.wait_for("q quit")
    shown.press("q")
    shown.wait_for("nncli watch at>")
    (tmp_path / NAME).rename(there / NAME)
    shown.press("cd there", "Enter")
    shown.type_command()
    shown.wait_for("failed 0 of 3")
    shutil.rmtree(there)
    shown.wait_for("there is no such file waiting for the next save")
    shown.press("q")
    shown.wait_for("at>")


def test_a_question_that_is_not_answered_with_yes_changes_nothing(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for(KEYS)
    shown.press("r")
    shown.wait_for("Write the starter of exercise 3 again? Your file is kept. y: yes, any other key: no")
    shown.press("n")
    shown.wait_for(KEYS)
    assert (tmp_path / NAME).read_text() == SWAPPED_GATE


# -------------------------------------------------------------------------------------------------------------------------- the keys


def test_a_save_is_shown_in_the_same_screen_and_after_a_pass_it_waits(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("measured slope -15")
    (tmp_path / NAME).write_text(RIGHT_GATE)
    seen = shown.wait_for("n: the next exercise; s: a worked solution to compare with; o: a picture of your numbers.")
    assert "failed" not in seen
    shown.press("a")
    shown.wait_for("✓ two numbers")


def test_a_hint_comes_above_the_report(screen: Open) -> None:
    shown = screen(80, 24)
    shown.wait_for("q quit")
    shown.press("h")
    seen = shown.wait_for("Exercise 3, hint 1 of 3")
    assert seen.index("hint 1 of 3") < seen.index("failed  0 of 3")


def test_n_serves_the_next_exercise_and_its_statement_stays(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("q quit")
    shown.press("n")
    shown.wait_for("4. Shapes and broadcasting")
    wait_until((tmp_path / "ex04_shapes_and_broadcasting.py").exists, lambda: "no starter was written")
    shown.press("space")
    shown.press("p")
    shown.wait_for("3. The multiply gate, backwards")
    assert (tmp_path / NAME).read_text() == SWAPPED_GATE


@pytest.mark.parametrize("word", [f"there/{NAME}", "there"])
def test_what_n_serves_lies_beside_the_watched_file_and_is_watched_too(screen: Open, tmp_path: Path, word: str) -> None:
    there = tmp_path / "there"
    there.mkdir()
    (tmp_path / NAME).rename(there / NAME)
    shown = screen()
    shown.wait_for("No exercise lies here yet")
    shown.press("q")
    shown.wait_for("nncli watch at>")
    shown.type_command(word)
    shown.wait_for("failed 0 of 3")
    shown.press("n")
    shown.wait_for("4. Shapes and broadcasting")
    wait_until((there / "ex04_shapes_and_broadcasting.py").exists, lambda: "no starter was written")
    (there / "ex04_shapes_and_broadcasting.py").write_bytes(find("4").solution.read_bytes())
    shown.wait_for("Passed: all 15 cases")
    assert list(tmp_path.glob("*.py")) == []


def test_a_reset_starts_the_file_on_the_screen_again_whatever_its_name(screen: Open, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / NAME).rename(tmp_path / "there" / "mine.py")
    shown = screen()
    shown.wait_for("q quit")
    shown.press("q")
    shown.wait_for("nncli watch at>")
    shown.type_command("there/mine.py")
    shown.wait_for("failed 0 of 3")
    shown.press("r")
    shown.wait_for("y: yes")
    shown.press("y")
    shown.wait_for("there/mine.py is now there/mine.1.py.")
    assert (tmp_path / "there" / "mine.1.py").read_text() == SWAPPED_GATE
    assert "NotImplementedError" in (tmp_path / "there" / "mine.py").read_text()


def test_a_second_hint_comes_also_where_nothing_is_remembered(screen: Open) -> None:
    shown = screen(NNCLI_PROGRESS="0")
    shown.wait_for("q quit")
    shown.press("h")
    shown.wait_for("Exercise 3, hint 1 of 3")
    shown.press("h")
    shown.wait_for("Exercise 3, hint 2 of 3")


def test_a_reset_keeps_the_file_and_writes_the_starter(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("q quit")
    shown.press("r")
    shown.wait_for("y: yes")
    shown.press("y")
    shown.wait_for("ex03_multiply_gate.1.py")
    assert (tmp_path / "ex03_multiply_gate.1.py").read_text() == SWAPPED_GATE
    assert "NotImplementedError" in (tmp_path / NAME).read_text()


def test_a_solution_is_asked_for_and_shown(screen: Open) -> None:
    shown = screen()
    shown.wait_for("q quit")
    shown.press("s")
    shown.wait_for("Show the solution of exercise 3? y: yes")
    shown.press("y")
    shown.wait_for("dx = self.y * dz")


def test_pictures_are_drawn_in_the_terminal(screen: Open, tmp_path: Path) -> None:
    pytest.importorskip("plotext", reason="needs plotext: pip install 'nncli[pages]'")
    (tmp_path / NAME).write_text(RIGHT_GATE)
    shown = screen()
    shown.wait_for("Passed: all 8 cases")
    shown.press("o")
    wait_until(lambda: "Passed:" not in shown.text(), lambda: "no picture came")
    assert "Traceback" not in shown.text()


def test_no_picture_is_waited_for_where_an_answer_never_ends(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("q quit")
    (tmp_path / NAME).write_text(
        RIGHT_GATE.replace("return self.y * dz", "while True: pass\n        return self.y * dz")
    )
    shown.wait_for("timed out")
    shown.press("o")
    shown.wait_for("no picture: a case did not come to an end")


def test_q_ends_it_and_what_was_on_the_screen_is_there_again(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("q quit")
    shown.press("q")
    shown.wait_for("nncli watch at>")
    wait_until(lambda: "failed" not in shown.text(), lambda: f"the report is still there: {shown.text()}")
    shown.press("echo typed again", "Enter")
    shown.wait_for("typed again at>")
