"""`nncli watch` on a screen: typed and looked at in tmux, as a learner does."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from grader.exercise.catalogue import find
from nncli.watching.keys import keys_in
from tests.learning.conftest import RIGHT_GATE, SWAPPED_GATE
from tests.learning.watching import learner_environment, processes_in, wait_until

pytestmark = pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed here")
NAME = "ex03_multiply_gate.py"
KEYS = "h hint  s solution  n next  p back  l list  a all  o picture  r reset  q quit"
COLOURS = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7])(?:;[0-9;]*)?m")


class Screen:
    """A window of tmux in which `nncli watch` was typed at a shell's prompt."""

    def __init__(self, folder: Path, columns: int = 80, rows: int = 40, **environment: str) -> None:
        self.server, self.folder = f"nncli-{uuid.uuid4().hex[:8]}", folder
        self.environment = {**learner_environment(folder), **environment}
        self.tmux(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-s",
            "w",
            "-x",
            str(columns),
            "-y",
            str(rows),
            "-c",
            str(folder),
            "sh",
        )
        self.tmux("set-option", "-g", "status", "off")
        self.tmux("resize-window", "-t", "w", "-x", str(columns), "-y", str(rows))

    def tmux(self, *words: str) -> str:
        """A command of tmux, and what it says."""
        command = ["tmux", "-L", self.server, *words]
        return subprocess.run(command, capture_output=True, text=True, env=self.environment, cwd="/").stdout

    def start(self, *words: str) -> Screen:
        """Type the command, once the prompt is there."""
        self.press("PS1='at> '; clear", "Enter")
        wait_until(lambda: self.text().rstrip().endswith("at>"), lambda: f"no prompt: {self.text()}")
        return self.type_command(*words)

    def type_command(self, *words: str, setting: str = "") -> Screen:
        """Type the command at a prompt that is there, with a setting of the environment before it."""
        self.press(" ".join(filter(None, [setting, sys.executable, "-m", "nncli", "watch", *words])), "Enter")
        return self

    def press(self, *keys: str) -> None:
        """Press keys, by tmux's names for them."""
        self.tmux("send-keys", "-t", "w", *keys)

    def text(self, *options: str) -> str:
        """What is on the screen now."""
        return self.tmux("capture-pane", "-p", "-t", "w", *options)

    def wait_for(self, words: str) -> str:
        """The screen, once these words are on it, wherever a line breaks."""
        seen = ""

        def shown() -> bool:
            nonlocal seen
            seen = self.text()
            return " ".join(words.split()) in " ".join(seen.split())

        wait_until(shown, lambda: f"{words!r} was waited for on {self.text()}")
        return seen

    def close(self) -> None:
        """Close the terminal."""
        self.tmux("kill-server")


Open = Callable[..., Screen]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Open]:
    """screen(columns, rows) -> a window in a folder with a wrong answer to exercise 3."""
    pytest.importorskip("watchfiles", reason="needs watchfiles: pip install 'nncli[watch]'")
    (tmp_path / NAME).write_text(SWAPPED_GATE)
    opened: list[Screen] = []

    def open_screen(*size: int, **environment: str) -> Screen:
        opened.append(Screen(tmp_path, *size, **environment).start())
        return opened[-1]

    yield open_screen
    for one in opened:
        one.close()


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


# --------------------------------------------------------------------------------------------------------------- windows of any size


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (80, 24), (25, 6), (20, 5)])
def test_a_view_fits_the_window_and_the_space_bar_shows_the_rest(screen: Open, columns: int, rows: int) -> None:
    shown = screen(columns, rows)
    seen = shown.wait_for("q quit")
    lines = seen.rstrip("\n").split("\n")
    assert len(lines) <= rows and max(map(len, lines)) <= columns
    shown.press("l")
    shown.wait_for("more lines: space bar" if columns > 25 else "more lines")
    first = shown.text()
    shown.press("space")
    wait_until(lambda: shown.text() != first, lambda: "the same lines again")


def test_a_window_of_another_size_is_drawn_anew(screen: Open) -> None:
    shown = screen(100, 40)
    shown.wait_for("q quit")
    shown.tmux("resize-window", "-t", "w", "-x", "40", "-y", "20")
    seen = shown.wait_for("more lines: space bar")
    assert "q quit" in " ".join(seen.split())
    shown.tmux("resize-window", "-t", "w", "-x", "120", "-y", "50")
    shown.wait_for("next: nncli hint 3")


def test_a_picture_and_the_list_are_as_wide_as_the_window_has_become(screen: Open, tmp_path: Path) -> None:
    pytest.importorskip("plotext", reason="needs plotext: pip install 'nncli[pages]'")
    (tmp_path / NAME).unlink()
    (tmp_path / "ex06_activations.py").write_text(find("6").solution.read_text())
    shown = screen(45, 60)
    shown.wait_for("Passed:")
    for key in "ol":
        shown.press(key)
        wait_until(lambda: "Passed:" not in shown.text(), lambda: "nothing else came")
        shown.tmux("resize-window", "-t", "w", "-x", "100", "-y", "60")
        wait_until(lambda: max(map(len, shown.text().split("\n"))) > 70, lambda: f"still narrow: {shown.text()}")
        shown.tmux("resize-window", "-t", "w", "-x", "45", "-y", "60")
        wait_until(lambda: max(map(len, shown.text().split("\n"))) <= 45, lambda: f"still wide: {shown.text()}")


def test_a_terminal_without_our_signs_shows_the_first_line_too(screen: Open) -> None:
    shown = screen(80, 22, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    seen = shown.wait_for("measured slope -15 +- 4e-12")
    assert seen.startswith("Exercise 3")


def test_nothing_is_coloured_where_nobody_wants_colours(screen: Open) -> None:
    plain, coloured = screen(NO_COLOR="1"), screen()
    for shown in (plain, coloured):
        shown.wait_for("q quit")
    assert COLOURS.search(coloured.text("-e"))
    assert not COLOURS.search(plain.text("-e"))


def test_a_dumb_terminal_gets_one_report_below_the_other(screen: Open, tmp_path: Path) -> None:
    shown = screen(80, 100)
    shown.wait_for("q quit")
    shown.press("q")
    shown.wait_for("nncli watch at>")
    shown.type_command(setting="TERM=dumb")
    shown.wait_for("next: nncli hint 3")
    (tmp_path / NAME).write_text(RIGHT_GATE)
    seen = shown.wait_for("passed 3 of 3")
    assert "failed" in seen and "Passed: all 8 cases" in seen and "n: the next" not in seen


# ------------------------------------------------------------------------------------------------------------------------ how it ends


def test_a_pause_gives_the_shell_its_terminal_and_goes_on_where_it_was(screen: Open, tmp_path: Path) -> None:
    shown = screen()
    shown.wait_for("q quit")
    shown.press("q")
    shown.wait_for("nncli watch at>")
    shown.press("bash --norc", "Enter", "set -m; clear", "Enter")
    shown.type_command()
    shown.wait_for("failed 0 of 3")
    shown.press("C-z")
    seen = shown.wait_for("Stopped")
    assert "failed" not in seen
    shown.press("echo typed again", "Enter")
    shown.wait_for("echo typed again typed again")
    shown.press("fg", "Enter")
    shown.wait_for("failed 0 of 3")
    shown.press("h")
    shown.wait_for("Exercise 3, hint 1 of 3")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are listed in /proc")
@pytest.mark.parametrize("end", ["Ctrl-C", "closed", "closed in a pause"])
def test_neither_an_interrupt_nor_a_closed_terminal_leaves_a_process(screen: Open, tmp_path: Path, end: str) -> None:
    shown = screen()
    shown.wait_for("q quit")
    assert len(processes_in(tmp_path)) > 2
    if end == "closed in a pause":
        shown.press("C-z")
        shown.wait_for("at>")
    if end.startswith("closed"):
        shown.close()
        wait_until(lambda: not processes_in(tmp_path), lambda: f"{processes_in(tmp_path)} still run")
    else:
        shown.press("C-c")
        assert "Traceback" not in shown.wait_for("at>")
        shown.press("stty -a", "Enter")
        assert " echo " in shown.wait_for("-echoprt").replace(";", " ")
        wait_until(lambda: len(processes_in(tmp_path)) == 1, lambda: "more than the shell still runs")


# ----------------------------------------------------------------------------------------------------------------------- how fast


def test_the_benchmark_reads_the_screen_as_it_is_now() -> None:
    pytest.importorskip("pexpect", reason="needs pexpect, which ipython brings")
    program = Path(__file__).parents[2] / "benchmarks" / "watch.py"
    done = subprocess.run([sys.executable, str(program), "2"], capture_output=True, text=True, timeout=120)
    assert done.stdout.count("ms from save to verdict") == 2, done.stderr
