"""The command as a user types it: bad input first, then what each command is for."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import nbformat
import pytest
from rich.console import Console

from grader.exercise import catalogue
from grader.report import Isolation
from nncli.cli import Misuse
from nncli.commands.exercise import _notebook
from nncli.commands.grade import grade_command
from nncli.grading import GradeOptions
from nncli.misuse import refuse_below
from nncli.ui import pages
from nncli.usual import usually_required
from tests.gate import RIGHT_GATE, SWAPPED_GATE


def save(folder: Path, text: str, name: str = "mysolution.py") -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return name


# ------------------------------------------------------------------------------------------------------------------ bad input


def test_a_missing_file_is_misuse_with_one_clear_line(nncli) -> None:
    done = nncli("grade", "nowhere.py")
    assert (done.returncode, done.stderr) == (2, "nncli: nowhere.py: there is no such file\n")


def test_a_folder_without_submissions_is_misuse(nncli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = nncli("grade", "empty")
    assert done.returncode == 2
    assert "there is no .py file and no notebook in this folder" in done.stderr


def test_another_kind_of_file_is_misuse(nncli, tmp_path: Path) -> None:
    done = nncli("grade", save(tmp_path, "x", "notes.txt"))
    assert done.returncode == 2
    assert "a submission is a .py file, a .ipynb notebook, or a folder of them" in done.stderr


def test_twenty_megabytes_of_text_are_refused_unread(nncli, tmp_path: Path) -> None:
    done = nncli("grade", save(tmp_path, "x = 1\n" * 3_500_000))
    assert done.returncode == 2
    assert "larger than 1 MB" in done.stderr


def test_a_link_is_refused(nncli, tmp_path: Path) -> None:
    save(tmp_path, RIGHT_GATE, "real.py")
    (tmp_path / "link.py").symlink_to("real.py")
    assert "this is a link; hand in the file itself" in nncli("grade", "link.py").stderr


@pytest.mark.parametrize("word", ["99", "nothing_like_it"])
def test_an_unknown_exercise_is_misuse(nncli, word: str) -> None:
    done = nncli("exercise", word)
    assert done.returncode == 2
    assert f"there is no exercise '{word}'" in done.stderr


def test_a_misspelt_exercise_gets_did_you_mean(nncli) -> None:
    assert "did you mean 3 (multiply_gate)" in nncli("exercise", "multipy_gate").stderr


def test_a_report_that_cannot_be_written_says_so_and_leaves_nothing(nncli, tmp_path: Path) -> None:
    done = nncli("grade", save(tmp_path, RIGHT_GATE), "--json", "mysolution.py/report.json")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith(".")) == ["mysolution.py"]


def test_isolation_below_what_is_required_is_refused_with_a_way_out(nncli, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="--require-isolation partial accepts it"):
        refuse_below("strong", Isolation("partial", "partial (limits; NOT blocked: network)"))


# ------------------------------------------------------------------------------------------------------------- exercise, hint


def test_an_exercise_is_shown_and_its_starter_written(nncli, tmp_path: Path) -> None:
    done = nncli("exercise", "3")
    assert done.returncode == 0
    assert "The multiply gate, backwards" in done.stdout
    assert "Hints" not in done.stdout
    assert "raise NotImplementedError" in (tmp_path / "ex03_multiply_gate.py").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "word", ["3", "multiply_gate", "multiply-gate", "ex03", "03_multiply_gate", "ex03_multiply_gate.py"]
)
def test_an_exercise_has_many_names(nncli, word: str) -> None:
    assert nncli("exercise", word, "--show").stdout.startswith("3. The multiply gate, backwards")


def test_every_statement_shows_all_of_its_code_within_eighty_columns() -> None:
    for entry in catalogue.entries():
        console = Console(width=80, markup=False, highlight=False, color_system=None)
        with console.capture() as captured:
            console.print(pages.statement(entry))
        shown = {line.strip() for line in captured.get().split("\n")}
        blocks = entry.statement.split("```")[1::2]
        assert {line.strip() for block in blocks for line in block.split("\n")[1:]} <= shown
        assert max(map(len, shown)) <= 80


def test_a_learners_file_is_never_overwritten(nncli, tmp_path: Path) -> None:
    save(tmp_path, "mine", "ex03_multiply_gate.py")
    done = nncli("exercise", "3")
    assert "is already here and was left as it is" in done.stdout
    assert (tmp_path / "ex03_multiply_gate.py").read_text(encoding="utf-8") == "mine"


def test_show_writes_nothing(nncli, tmp_path: Path) -> None:
    nncli("exercise", "3", "--show")
    assert [path.name for path in tmp_path.iterdir()] == []


def test_out_names_the_folder(nncli, tmp_path: Path) -> None:
    nncli("exercise", "3", "--out", "week1/monday")
    assert (tmp_path / "week1/monday/ex03_multiply_gate.py").exists()


def test_a_notebook_is_valid_and_gradable(nncli, tmp_path: Path) -> None:
    nncli("exercise", "3", "--notebook")
    path = tmp_path / "ex03_multiply_gate.ipynb"
    notebook = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert "missing  0 of 3" in nncli("grade", path.name, "-q").stdout


def test_every_starter_of_a_notebook_runs(tmp_path: Path) -> None:
    for entry in catalogue.entries():
        cells = json.loads(_notebook(entry))["cells"]
        exec(compile(cells[1]["source"], entry.name, "exec"), {})


def test_hints_come_one_after_the_other(nncli) -> None:
    heads = [nncli("hint", "3").stdout.split("\n")[0] for _ in range(4)]
    assert heads == [f"Exercise 3, hint {n} of 3" for n in (1, 2, 3, 3)]


def test_a_level_names_a_hint(nncli) -> None:
    assert "hint 3 of 3" in nncli("hint", "3", "--level", "3").stdout


def test_a_damaged_memory_of_hints_costs_no_hint(nncli, tmp_path: Path) -> None:
    (tmp_path / ".state").mkdir()
    (tmp_path / ".state/hints.json").write_text("{broken", encoding="utf-8")
    assert "hint 1 of 3" in nncli("hint", "3").stdout


def test_a_solution_is_shown_only_after_a_yes(nncli) -> None:
    assert "def backward" not in nncli("solution", "3", stdin="n\n").stdout
    assert "def backward" in nncli("solution", "3", "--yes").stdout


def test_the_list_shows_every_chapter_and_exercise_within_eighty_columns(nncli) -> None:
    lines = nncli("list").stdout.split("\n")
    assert sum(line.strip()[:2].strip().isdigit() and "  " in line.strip() for line in lines) >= 35 + 6
    assert max(map(len, lines)) <= 80


def test_the_doctor_names_the_protections(nncli) -> None:
    assert "isolation" in nncli("doctor").stdout


# --------------------------------------------------------------------------------------------------------------------- grading


def test_a_right_answer_exits_with_0(nncli, tmp_path: Path) -> None:
    done = nncli("grade", save(tmp_path, RIGHT_GATE))
    assert done.returncode == 0
    assert "3 of 3" in done.stdout


def test_grading_without_an_option_is_the_same_with_click_as_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plainest command does without click, for speed."""
    for setting in ("NNCLI_REQUIRE_ISOLATION", "NNCLI_WORKERS"):
        monkeypatch.delenv(setting, raising=False)
    words = grade_command.make_context("grade", ["a.py"]).params
    assert words.pop("submissions") == ("a.py",)
    assert GradeOptions(**words) == GradeOptions(required=usually_required())


@pytest.mark.skipif(
    sys.platform != "linux" or "NNCLI_WORKERS" in os.environ,
    reason="a zygote is there first on Linux, where nobody asks for others",
)
@pytest.mark.parametrize(("options", "loaded"), [([], False), (["--quiet"], True)])
def test_click_is_loaded_where_there_is_an_option(nncli, tmp_path: Path, options: list[str], loaded: bool) -> None:
    (tmp_path / "a.py").write_text(RIGHT_GATE)
    done = nncli("grade", "a.py", *options, PYTHONPROFILEIMPORTTIME="1")
    assert done.returncode == 0
    assert any(line.split()[-1:] == ["click.core"] for line in done.stderr.split("\n")) is loaded


def test_a_wrong_answer_exits_with_1_and_names_the_mistake(nncli, tmp_path: Path) -> None:
    done = nncli("grade", save(tmp_path, SWAPPED_GATE))
    assert done.returncode == 1
    assert "swapped in MultiplyGate.backward" in done.stdout
    assert "next: nncli hint 3" in done.stdout


def test_a_pipe_gets_no_colour_and_no_trailing_blanks(nncli, tmp_path: Path) -> None:
    out = nncli("grade", save(tmp_path, SWAPPED_GATE)).stdout
    assert "\x1b" not in out
    assert not any(line.endswith(" ") for line in out.split("\n"))


def test_only_failures_leaves_out_what_passed(nncli, tmp_path: Path) -> None:
    half = RIGHT_GATE.replace("self.y * dz", "self.y * dz + (self.x == 3)")
    out = nncli("grade", save(tmp_path, half), "--only-failures").stdout
    assert "whole numbers" in out and "two numbers" not in out


def test_quiet_is_one_line_an_exercise(nncli, tmp_path: Path) -> None:
    assert len(nncli("grade", save(tmp_path, SWAPPED_GATE), "-q").stdout.strip().split("\n")) == 1


def test_an_exercise_can_be_forced(nncli, tmp_path: Path) -> None:
    done = nncli("grade", save(tmp_path, RIGHT_GATE), "--exercise", "2")
    assert done.returncode == 1
    assert "softmax is not defined" in done.stdout


def test_another_seed_draws_other_cases(nncli, tmp_path: Path) -> None:
    name = save(tmp_path, SWAPPED_GATE)
    assert nncli("grade", name, "--seed", "7").stdout != nncli("grade", name).stdout


def test_the_same_file_and_seed_give_the_same_bytes(nncli, tmp_path: Path) -> None:
    name = save(tmp_path, SWAPPED_GATE)
    assert nncli("grade", name, "--json", "-").stdout == nncli("grade", name, "--json", "-").stdout


def test_the_json_report_goes_to_a_file_whole(nncli, tmp_path: Path) -> None:
    nncli("grade", save(tmp_path, RIGHT_GATE), "--json", "report.json")
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["outcome"] == "passed"


def test_a_folder_is_one_learners_repository(nncli, tmp_path: Path) -> None:
    (tmp_path / "repo").mkdir()
    save(
        tmp_path / "repo",
        RIGHT_GATE.replace("x * y", "product(x, y)").replace("\nclass", "\nfrom shared import product\n\n\nclass", 1),
        "gate.py",
    )
    save(tmp_path / "repo", "def product(a, b):\n    return a * b\n", "shared.py")
    done = nncli("grade", "repo", "-q")
    assert done.returncode == 0, done.stdout


def test_fresh_workers_say_the_same_as_forked_ones(nncli, tmp_path: Path) -> None:
    name = save(tmp_path, SWAPPED_GATE)
    reports = [json.loads(nncli("grade", name, "--json", "-", "--workers", make).stdout) for make in ("auto", "fresh")]
    assert reports[0]["exercises"] == reports[1]["exercises"]


# ----------------------------------------------------------------------------------------------------------------- for authors


def test_a_name_that_is_no_name_is_refused(nncli) -> None:
    assert "small letters" in nncli("new", "Relu Gate!").stderr
