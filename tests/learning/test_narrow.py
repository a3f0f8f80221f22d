"""Words in a narrow terminal: no word is broken, nothing is lost, and what a command does stands below it."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from rich.console import Console

from grader.exercise.catalogue import entries, find
from nncli.commands.exercise import write_starter
from nncli.commands.list import listing
from nncli.learning.place import place_text
from nncli.learning.record import Record
from nncli.ui.console import CommandLine
from nncli.ui.pages import markdown, statement
from nncli.ui.plain.messages import message_text
from nncli.ui.plain.narrow import fitted
from tests.conftest import Run
from tests.gate import RIGHT_GATE


def texts() -> list[str]:
    here = Path()
    return [
        place_text(Record(), here),
        write_starter(find("41"), here, False),
        place_text(Record(last="softmax"), here),
    ]


@pytest.mark.parametrize("width", [40, 60, 77])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for text in texts():
        shown = fitted(text, width)
        assert shown.split() == text.split()
        assert [line for line in shown.split("\n") if len(line) > width and " " in line.strip()] == []


def test_a_wide_terminal_shows_the_text_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in texts():
        assert fitted(text, 80) == text


def test_what_a_command_does_stands_below_it() -> None:
    text = "Then:\n\n  nncli watch ex02_softmax.py  grade it at each save\n  nncli hint 2                 when you are stuck"
    assert fitted(text, 40).split("\n")[2:] == [
        "  nncli watch ex02_softmax.py",
        "      grade it at each save",
        "  nncli hint 2",
        "      when you are stuck",
    ]


def test_the_words_after_a_pass_fit_as_well() -> None:
    text = "Passed: all 10 cases of softmax are right.\n\n" + "\n".join(
        ["  next: nncli exercise 3   The multiply gate, backwards", "  compare: nncli solution 2"]
    )
    assert fitted(text, 40).split("\n") == [
        "Passed: all 10 cases of softmax are",
        "right.",
        "",
        "  next: nncli exercise 3",
        "      The multiply gate, backwards",
        "  compare: nncli solution 2",
    ]


def test_code_of_a_statement_is_whole_in_a_narrow_terminal() -> None:
    for entry in entries()[:20]:
        console = Console(width=40, color_system=None)
        with console.capture() as captured:
            console.print(statement(entry))
        shown = re.sub(r"[\s#]", "", captured.get())
        for block in re.findall(r"```python\n(.*?)```", entry.statement, re.DOTALL):
            assert re.sub(r"[\s#]", "", block) in shown, entry.name


@pytest.mark.parametrize("width", [40, 60])
def test_code_within_a_sentence_is_not_parted_where_it_fits(width: int) -> None:
    console = Console(width=width, color_system=None)
    for code in ("nncli derive 12", "log(1 + exp(z)) - y·z", "return a, b"):
        for before in range(1, 30):
            with console.capture() as captured:
                console.print(markdown("x " * before + f"`{code}` and so on"))
            assert code in captured.get()


def test_the_facts_of_an_exercise_are_not_parted_in_a_narrow_list() -> None:
    text = click.unstyle(listing(Record(), width=40))
    assert max(map(len, text.split("\n"))) <= 40
    assert len(re.findall(r"(?:code|derive|trace|quiz|repair) \*{1,3} \d+(?:\.\d+)?$", text, re.MULTILINE)) == len(
        entries()
    )


def test_a_message_is_broken_at_words_and_never_within_what_is_copied() -> None:
    text = "there is no case 'nosuch'\n\nhint: the cases are 'all scores are equal', 'two rows'; `nncli case 2` shows the first"
    assert message_text(text, 40).split("\n") == [
        "there is no case 'nosuch'",
        "",
        "hint: the cases are",
        "'all scores are equal', 'two rows';",
        "`nncli case 2` shows the first",
    ]


@pytest.mark.parametrize(
    "command",
    [
        'nncli case "my answers.py" "two numbers" --seed 7',
        "nncli exercise mycourse/3",
        "pip install 'nncli[pages]'",
        "--report junit=report.xml",
        "deeply/nested/folder/spec.py, line 12",
        "python answer.py",
        "--timeout SECONDS",
        "'two rows'",
        '"two rows"',
        "`np.sum(x, axis=0)`",
    ],
)
def test_what_is_copied_stays_on_one_line(command: str) -> None:
    for before in range(1, 40):
        assert command in message_text("x " * before + command + ", or something else", 40)


def test_a_command_on_a_narrow_screen_begins_on_a_line_of_its_own_and_stays_set_in() -> None:
    console = Console(width=40)
    with console.capture() as captured:
        console.print(CommandLine("try it:", 'nncli case ex03_multiply_gate.py "two numbers"'))
    lines = [line.rstrip() for line in captured.get().splitlines()]
    assert lines == ["  try it:", "    nncli case ex03_multiply_gate.py", '    "two numbers"']


def test_a_path_with_a_blank_that_was_typed_stays_on_one_line(nncli: Run) -> None:
    path = "my own answer to the second one.txt"
    for width in range(30, 60):
        assert path in nncli("grade", path, COLUMNS=str(width)).stderr


@pytest.mark.parametrize("width", [40, 60])
@pytest.mark.parametrize(
    "words",
    [["list"], ["progress"], ["conventions"], ["doctor"], ["hint", "3"], ["exercise", "3"], ["grade"], ["--help"]],
)
def test_a_pipe_is_as_wide_as_columns_says(nncli: Run, tmp_path: Path, words: list[str], width: int) -> None:
    (tmp_path / "ex03_multiply_gate.py").write_text(RIGHT_GATE)
    nncli("grade")
    shown = nncli(*words, COLUMNS=str(width)).stdout
    assert shown
    assert [
        line for line in shown.split("\n") if len(line) > width and " " in line.strip() and "nncli " not in line
    ] == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [("gradecheck", "gradcheck"), ("excercise", "exercise"), ("progres", "progress"), ("grad", "grade, gradebook or")],
)
def test_a_misspelt_command_is_answered_with_the_nearest(nncli: Run, word: str, meant: str) -> None:
    done = nncli(word, "3")
    assert done.returncode == 2 and f"there is no command '{word}'; did you mean {meant}" in done.stderr


def test_a_misspelt_option_is_answered_with_the_nearest(nncli: Run) -> None:
    done = nncli("hint", "--lvel", "2", "3")
    assert done.returncode == 2 and "there is no option --lvel; did you mean --level?" in done.stderr


def test_a_number_or_a_file_in_place_of_a_command_says_what_to_type(nncli: Run) -> None:
    assert "`nncli exercise 3` shows" in nncli("3").stderr
    assert "`nncli grade mine.py` grades" in nncli("mine.py").stderr


def test_what_an_option_does_stands_below_it_in_a_narrow_terminal(nncli: Run) -> None:
    lines = nncli("grade", "--help", COLUMNS="40").stdout.split("\n")
    assert lines[lines.index("  --exercise EXERCISE") + 1] == "      Grade as this exercise, whatever"


WRONG_LAYER = """
def affine_forward(x, w, b):
    return x @ w + b, (x, w, b)


def affine_backward(dout, cache):
    x, w, b = cache
    return dout @ w.T, 2 * x.T @ dout, dout.sum(axis=0)
"""


@pytest.mark.parametrize("width", [40, 60])
def test_gradcheck_breaks_no_number(nncli: Run, tmp_path: Path, width: int) -> None:
    (tmp_path / "mylayer.py").write_text(WRONG_LAYER)
    wide, shown = (
        nncli("gradcheck", "mylayer.py", "--explain", COLUMNS=str(columns)).stdout for columns in (80, width)
    )
    numbers = re.findall(r"-?\d+\.\d{4,}", wide)
    assert len(numbers) > 20 and set(numbers) <= set(re.findall(r"-?\d+\.\d{4,}", shown))
    assert max(map(len, shown.split("\n"))) <= width


@pytest.mark.parametrize("width", [40, 60])
def test_a_report_shows_names_and_commands_whole(nncli: Run, tmp_path: Path, width: int) -> None:
    (tmp_path / "ex03_multiply_gate.py").write_text(
        RIGHT_GATE.replace("self.y * dz, self.x * dz", "self.x * dz, self.y * dz")
    )
    (tmp_path / "ex12_binary_cross_entropy.py").write_text(find("12").stub)
    shown = nncli("grade", COLUMNS=str(width)).stdout
    assert 'nncli case ex03_multiply_gate.py "two numbers"' in shown
    assert "ex12_binary_cross_entropy.py" in shown and "…" not in shown
