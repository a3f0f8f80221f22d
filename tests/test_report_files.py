"""Reports go where they are sent, and take the place of nothing else: no learner's file, no device, no pipe, no link."""

from __future__ import annotations

import json
import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from grader.formats.table_csv import safe_cell
from grader.text.cleaning import visible
from nncli.ui.files import write_atomically
from nncli.ui.reporting import file_name, file_names
from tests.batch.conftest import RIGHT
from tests.conftest import Run

posix = pytest.mark.skipif(os.name == "nt", reason="devices, pipes and links as POSIX has them")


@pytest.mark.parametrize("words", [["--json", "ex03.py"], ["--report", "junit=ex03.py"], ["--json", "./ex03.py"]])
def test_a_submission_is_never_overwritten(nncli: Run, tmp_path: Path, words: list[str]) -> None:
    (tmp_path / "ex03.py").write_text(RIGHT)
    done = nncli("grade", "ex03.py", *words)
    assert (done.returncode, "a report would take its place" in done.stderr) == (2, True)
    assert (tmp_path / "ex03.py").read_text() == RIGHT


def test_nor_by_a_link_nor_another_file_that_is_needed(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text(RIGHT)
    (tmp_path / "report").symlink_to("class/ada.py")
    (tmp_path / "nncli.toml").write_text("seed = 1\n")
    assert nncli("grade", "class/ada.py", "--json", "report").returncode == 2
    for path in ("class/ada.py", "grades.db", "nncli.toml"):
        done = nncli("grade-all", "class", "--report", f"csv={path}")
        assert done.returncode == (2 if (tmp_path / path).exists() else 0), path
        nncli("grade-all", "class")
    assert nncli("gradebook", "--export", "grades.db").returncode == 2
    assert nncli("gradebook", "--report", "csv=grades.db").returncode == 2
    assert (tmp_path / "class" / "ada.py").read_text() == RIGHT
    assert (tmp_path / "nncli.toml").read_text() == "seed = 1\n"
    assert nncli("grade", "class/ada.py", "--json", "new.json").returncode == 0  # the control
    assert nncli("grade", "class/ada.py", "--json", "new.json").returncode == 0


@pytest.mark.parametrize("path", ["class/{learner}.py", "{learner}.db", "{learner}.toml", "{learner}.PY"])
def test_nor_by_a_report_for_each_learner(nncli: Run, tmp_path: Path, path: str) -> None:
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "ada.py").write_text(RIGHT)
    (tmp_path / "class" / "grades.py").write_text(RIGHT)
    assert nncli("grade-all", "class", "--report", f"json={path}").returncode == 2
    assert (tmp_path / "class" / "ada.py").read_text() == RIGHT
    assert nncli("grade-all", "class", "--report", "json=reports/{learner}.json").returncode == 0  # the control
    assert nncli("gradebook", "--report", f"json={path}").returncode == 2


@posix
def test_a_link_stays_a_link_and_its_goal_is_written(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex03.py").write_text(RIGHT)
    (tmp_path / "goal").write_text("old")
    (tmp_path / "link").symlink_to("goal")
    (tmp_path / "new").symlink_to("not there yet")
    for name in ("link", "new"):
        assert nncli("grade", "ex03.py", "-q", "--json", name).returncode == 0
        assert (tmp_path / name).is_symlink()
        assert json.loads((tmp_path / name).read_text())["score"] == 3.0
    assert json.loads((tmp_path / "goal").read_text())


@posix
def test_a_pipe_stays_a_pipe_and_its_reader_gets_the_report(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex03.py").write_text(RIGHT)
    os.mkfifo(tmp_path / "pipe")
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append((tmp_path / "pipe").read_text()))
    reader.start()
    assert nncli("grade", "ex03.py", "-q", "--json", "pipe").returncode == 0
    reader.join(10)
    assert stat.S_ISFIFO(os.stat(tmp_path / "pipe").st_mode) and json.loads(read[0])["score"] == 3.0
    assert nncli("grade", "ex03.py", "-q", "--json", "pipe").returncode == 2  # nobody reads: an error, not a wait


@posix
def test_a_device_stays_a_device(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex03.py").write_text(RIGHT)
    if os.geteuid() == 0:
        os.mknod(tmp_path / "null", 0o20666, os.makedev(1, 3))
    else:
        (tmp_path / "null").symlink_to("/dev/null")
    before = os.lstat(tmp_path / "null").st_mode
    assert nncli("grade", "ex03.py", "-q", "--json", "null").returncode == 0
    assert os.lstat(tmp_path / "null").st_mode == before


@pytest.mark.skipif(sys.platform != "linux", reason="/proc/self/fd, as on Linux")
def test_what_stands_for_standard_output_stays_that(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex03.py").write_text(RIGHT)
    (tmp_path / "out").symlink_to("/proc/self/fd/1")
    done = nncli("grade", "ex03.py", "-q", "--json", "out")
    assert done.returncode == 0 and '"score": 3.0' in done.stdout and (tmp_path / "out").is_symlink()


@posix
def test_the_control_a_move_would_replace_them(tmp_path: Path) -> None:
    (tmp_path / "goal").write_text("old")
    (tmp_path / "link").symlink_to("goal")
    os.replace(tmp_path / "goal", tmp_path / "link")
    assert not (tmp_path / "link").is_symlink()
    write_atomically(tmp_path / "goal", "new")
    assert (tmp_path / "goal").read_text() == "new"


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no UTF-8")
@pytest.mark.parametrize("kind", ["github", "json", "junit", "markdown", "csv", "gradescope", "classroom", "gitlab"])
def test_names_that_are_no_text_are_written_as_escapes(nncli: Run, tmp_path: Path, kind: str) -> None:
    folder = os.fsencode(tmp_path) + b"/f\xff"
    os.mkdir(folder)
    with open(folder + b"/n\xff.py", "w") as file:
        file.write(RIGHT.replace("return dx, dy", "return dy, dx"))
    name = os.fsdecode(b"f\xff/n\xff.py")
    done = nncli("grade", name, "--report", kind)
    assert done.returncode == 1 and "Traceback" not in done.stderr and done.stdout
    assert nncli("grade", os.fsdecode(b"f\xff"), "--report", kind).returncode == 1


@pytest.mark.parametrize(
    "text",
    ["=1+1", " =1", "＝1+1", "＋1", "－1", "＠x", "a;=1+1", "a; =1", 'a;"=1', "a\t=1", "a;＝1", "-x", "@x", "a;@x"],
)
def test_no_cell_is_a_formula_in_any_spreadsheet(text: str) -> None:
    cell = str(safe_cell(text))
    for part in (cell, *cell.split(";"), *cell.split("\t")):
        assert (
            part.strip("\"' ") == part.strip('" ') == part.strip() or part.strip(' "').startswith("'") or part == "a"
        ), cell
        assert not part.strip().lstrip('"').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠")), cell


@pytest.mark.parametrize("text", ["-1.5", "+2e-3", "a; b", "x = 1", "1;2"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert safe_cell(text) == text


@pytest.mark.parametrize(
    "code",
    [0x34F, 0x115F, 0x1160, 0x3164, 0xFFA0, 0xFE0F, 0xE0100, 0x180B, 0x180E, 0x2800, 0x200B, 0x202E, 0xAD, 0xFFFE],
)
def test_what_does_not_show_is_written_as_its_escape(code: int) -> None:
    assert visible(f"a{chr(code)}b").isascii()


def test_what_shows_stays_as_it_is() -> None:
    assert visible("Zoë ∂L/∂w 学 é") == "Zoë ∂L/∂w 学 é"


def test_no_two_learners_share_a_file() -> None:
    keys = [
        "ann_b",
        "ann+b",
        "ann b",
        "ann/b",
        "ann:b",
        "Ann_b",
        ".ann_b",
        "ann_b.",
        "",
        "..",
        "é",
        "e\u0301",
        "x" * 130,
        "x" * 131,
    ]
    names = list(file_names(keys))
    assert len({name.casefold() for name in names}) == len(keys)
    assert names[0] == "ann_b" and all(name and "/" not in name and name not in (".", "..") for name in names)
    assert file_name("ann+b") == file_name("ann+b") != file_name("ann_b")


@pytest.mark.parametrize("letter", ["a", "é", "漢", "𝒜", "+"])
def test_a_name_of_any_length_in_any_script_is_a_files_name(letter: str, tmp_path: Path) -> None:
    """One learner's must not end the writing of everyone's pages."""
    one, other = file_name(300 * letter), file_name(301 * letter)
    assert one != other
    (tmp_path / f"{one}-12345678.html.part").write_text("")
