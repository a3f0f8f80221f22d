"""`nncli watch` in windows of any size and kind, and how it ends."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.exercise.catalogue import find
from tests.gate import RIGHT_GATE
from tests.learning.screens import NAME, Open
from tests.learning.watching import processes_in, wait_until

COLOURS = re.compile(r"\x1b\[[0-9;]*(?:3[0-7]|9[0-7])(?:;[0-9;]*)?m")

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
