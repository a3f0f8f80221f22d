"""`nncli derive`: each line is checked as it is entered, and what was reached is written without losing anything of the learner's."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.exercise.catalogue import find
from nncli.cli import nncli
from nncli.ui.derivation_file import NotWritable, read_lines, replace_lines, write_lines

FILE = "ex12_binary_cross_entropy.py"
RIGHT = ["d(log(1 + exp(z)), z) - d(y*z, z)", "exp(z)/(1 + exp(z)) - y", "σ(z) - y"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def derive(*words: str, lines: list[str]) -> Result:
    return CliRunner().invoke(nncli, ["derive", *words], input="".join(f"{line}\n" for line in lines))


def lines_in(path: Path, key: str = "dL_dz") -> list[str]:
    return [line.strip() for line in read_lines(path, key) if line.strip()]


# ------------------------------------------------------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["3"], "exercise 3 asks for no derivation"),
        (["1", "dL_dq"], "exercise 1 has no derivation 'dL_dq'; there are dL_dphi, dphi_dz, dL_dw"),
        (["no such exercise"], 'an expression needs a name too: nncli derive "z**2" z'),
        (["2z", "z"], "a product needs its sign: write 2*z"),
        (["z^2", "z"], "a power is written z**2"),
        (["z**2", "w"], "w does not occur in the expression"),
        (["log(-1 - z**2)", "z"], "has no value on any of the ranges"),
        (["a*b*c*d0*e1*f*g*h*m", "a"], "at most 8"),
    ],
)
def test_words_that_name_no_derivation_are_refused_with_what_to_do(words: list[str], sentence: str) -> None:
    result = derive(*words, lines=[])
    assert result.exit_code == 2
    assert sentence in result.output


def test_a_file_that_is_no_python_is_left_as_it_is() -> None:
    Path(FILE).write_text("def f(:\n")
    result = derive("12", lines=RIGHT)
    assert result.exit_code == 2
    assert "it cannot be read as Python, line 1" in result.output
    assert Path(FILE).read_text() == "def f(:\n"


def test_a_text_put_together_by_code_is_left_as_it_is() -> None:
    source = 'PART = "x"\nDERIVATION = {"dL_dz": PART + "y"}\n'
    Path(FILE).write_text(source)
    assert "is put together by code" in derive("12", lines=RIGHT).output
    assert Path(FILE).read_text() == source


def test_a_dict_that_is_made_by_code_is_left_as_it_is() -> None:
    with pytest.raises(NotWritable, match="not written as a dict"):
        replace_lines("DERIVATION = make()\n", "k", ["x"])


def test_what_cannot_be_read_as_a_derivation_stays_as_a_comment_backslashes_and_quotes_too(folder: Path) -> None:
    path = folder / FILE
    path.write_text('DERIVATION = {"dL_dz": r"""\n  \\frac{1}{2} "" \n"""}\n'.replace("\\\\", "\\"), encoding="utf-8")
    kept = path.read_text().split("\n")[1].strip()
    assert derive("12", lines=RIGHT).exit_code == 0
    assert lines_in(path) == [f"# {kept}", *RIGHT]


def test_a_file_that_changed_meanwhile_is_not_overwritten(folder: Path) -> None:
    path = folder / FILE
    path.write_text('DERIVATION = {"dL_dz": """\n    other\n"""}\n')
    with pytest.raises(NotWritable, match="was changed while you derived"):
        write_lines(path, "dL_dz", [""], ["σ(z) - y"])


def test_lines_that_cannot_be_written_are_shown(folder: Path) -> None:
    (folder / FILE).write_bytes(b"# coding: ascii\nDERIVATION = {}\n")
    result = derive("12", lines=RIGHT)
    assert result.exit_code == 2
    assert "which has no σ" in result.output
    assert "    exp(z)/(1 + exp(z)) - y" in result.output


# ------------------------------------------------------------------------------------------------------------- at the prompt


def test_each_line_is_checked_and_a_complete_derivation_is_written_into_a_new_file(folder: Path) -> None:
    result = derive("12", lines=RIGHT)
    assert result.exit_code == 0
    assert result.output.count("follows") == 3
    assert f"wrote 3 lines of dL_dz into {FILE}" in result.output
    assert lines_in(folder / FILE)[1:] == RIGHT
    stub = find("12").stub
    assert (folder / FILE).read_text(encoding="utf-8").startswith(stub[: stub.index("DERIVATION")])


def test_a_wrong_line_shows_both_values_and_its_slip_when_asked_and_is_not_written(folder: Path) -> None:
    result = derive("12", lines=[RIGHT[0], "1/(1 + exp(z)) - y", "?", "."])
    assert result.exit_code == 1
    assert "does not follow" in result.output
    assert ", the line before " in result.output
    assert "inner_derivative_forgotten" in result.output
    assert lines_in(folder / FILE)[1:] == RIGHT[:1]


def test_a_line_that_cannot_be_read_is_marked_at_its_place() -> None:
    output = derive("12", lines=["  2z", "."]).output
    assert "\n  1 =   2z\n         ^\n" in output
    assert "write 2*z" in output


def test_an_empty_line_takes_back_the_wrong_line_first_and_then_the_last_right_one() -> None:
    output = derive("12", lines=[RIGHT[0], "z", "", "", "", "."]).output
    assert [line.strip() for line in output.split("\n") if "take" in line][1:] == [
        "taken back: z", f"taken back: {RIGHT[0]}", "there is no line to take back",
    ]  # fmt: skip


def test_the_derivation_goes_on_where_the_file_stands_and_keeps_every_line_of_it(folder: Path) -> None:
    source = find("12").stub.replace(
        "log(1 + exp(z)) - y·z\n", f"log(1 + exp(z)) - y·z\n        = {RIGHT[0]}  # linear\n        = z\n"
    )
    (folder / FILE).write_text(source, encoding="utf-8")
    result = derive("12", lines=RIGHT[1:])
    assert result.exit_code == 0
    assert lines_in(folder / FILE)[1:] == [f"= {RIGHT[0]}  # linear", "# = z", *RIGHT[1:]]


def test_nothing_is_written_where_nothing_was_entered(folder: Path) -> None:
    derive("12", lines=[])
    assert list(folder.iterdir()) == []


def test_any_expression_of_ones_own_is_checked() -> None:
    result = derive("log(1 + exp(z)) - y*z", "z", lines=["d(log(1 + exp(z)), z) - y", "exp(z)/(1 + exp(z)) - y"])
    assert result.exit_code == 0
    assert "reached: every derivative carried out" in result.output


def test_what_is_missing_is_said_at_the_end() -> None:
    result = derive("log(1 + exp(z)) - y*z", "z", lines=["exp(z)/(1 + exp(z)) - y", "."])
    assert result.exit_code == 1
    assert "missing: every derivative carried out (a line that holds a d stands before)" in " ".join(
        result.output.split()
    )
    assert derive("Σ(k, x[k]²)", "x[j]", lines=["2·x[j]·x[j]"]).exit_code == 1
    assert "\n  1 = -2*z\n      follows" in derive("-z**2", "z", lines=["-2*z"]).output


def test_hostile_lines_reach_no_terminal_as_they_are() -> None:
    output = derive("12", lines=["\x1b[31mz", "\x07", "."]).output
    assert "\x1b" not in output
    assert "\x07" not in output


# ------------------------------------------------------------------------------------------------------------------ the file


@pytest.mark.parametrize(
    "source",
    [
        "", "x = 1", 'DERIVATION = {}\n', 'DERIVATION = {"k": None}\n', 'DERIVATION = {"k": ""}  # mine\ny = "é"\n',
        'DERIVATION = {"a": """\n 1\n"""}', 'DERIVATION = {"a": "1",}\n', 'DERIVATION = {\n    "é": 1,  # ü\n    "k": \'old\',\n}\n',
        'if 1:\n    pass\n\nDERIVATION = {"k": """x""", "b": """\n  y # z\n"""}\nprint("ȳ")\n',
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_one_text_of_a_file_changes(folder: Path, source: str, newline: str) -> None:
    path = folder / "work.py"
    path.write_bytes(source.replace("\n", newline).encode())
    write_lines(path, "k", read_lines(path, "k"), ["= φ", "", "# why"])
    after = path.read_bytes().decode()
    assert lines_in(path, "k") == ["= φ", "# why"]
    assert not ("\n" in source and newline == "\r\n" and "\n" in after.replace("\r\n", ""))
    for name in ("a", "b"):
        assert read_lines(path, name) == read_lines_of(source, name)
    assert all(comment in after for comment in ("# mine", "# ü", "# z") if comment in source)


def read_lines_of(source: str, name: str) -> list[str]:
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            value = ast.literal_eval(node.value).get(name)
            return value.split("\n") if value is not None else []
    return []


def test_a_notebook_keeps_its_cells(folder: Path) -> None:
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# σ"},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {"x": 1},
            "source": ["DERIVATION = {\n", '    "dL_dz": """ """,\n', "}"],
        },
        {"cell_type": "code", "id": "c", "metadata": {}, "source": "1 + 1"},
    ]
    path = folder / FILE.replace(".py", ".ipynb")
    path.write_text(json.dumps({"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}))
    assert derive("12", lines=RIGHT).exit_code == 0
    after = json.loads(path.read_text(encoding="utf-8"))
    assert after["cells"][0] == cells[0]
    assert after["cells"][2] == cells[2]
    assert lines_in(path) == RIGHT


def test_a_file_with_a_byte_order_mark_keeps_it(folder: Path) -> None:
    path = folder / FILE
    path.write_bytes(b"\xef\xbb\xbfDERIVATION = {}\n")
    assert derive("12", lines=RIGHT).exit_code == 0
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert lines_in(path) == RIGHT


@given(
    st.text(st.sampled_from("ab\n\t \"'\\#{}=():,é§"), max_size=60),
    st.sampled_from(["", '"""\n 1\n"""', "'x'", "None", "f()", '"\\n"']),
)
@settings(max_examples=150, deadline=None)
def test_whatever_else_stands_in_a_file_is_kept(around: str, value: str) -> None:
    entry = f'DERIVATION = {{"k": {value}, "o": 1}}' if value else "DERIVATION = {}"
    source = f"{around}\n{entry}\n{around}"
    try:
        after = replace_lines(source, "k", ["φ"])
    except NotWritable:
        return
    start, end = source.index("DERIVATION"), source.index(entry) + len(entry)
    assert after.startswith(source[:start])
    assert after.startswith(source.rstrip()) or after.rstrip().endswith(source[end:].rstrip())


def test_a_file_that_is_not_there_is_refused_before_anything_is_typed(folder: Path) -> None:
    result = derive("12", "--file", "mine.py", lines=["σ(z) - y"])
    assert (result.exit_code, "mine.py is not there" in result.output, "1 =" in result.output) == (2, True, False)
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("word", [".", "quit", "exit"])
def test_a_dot_or_what_people_type_to_leave_ends_it(word: str) -> None:
    assert "cannot be read" not in derive("12", lines=[RIGHT[0], word, RIGHT[1]]).output
    assert lines_in(Path(FILE))[-1] == RIGHT[0]
