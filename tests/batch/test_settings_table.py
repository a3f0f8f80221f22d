"""The table of docs/teachers.md, walked cell by cell: a setting changes what a command gives exactly where the table says so."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.batch.test_ci import action, needs_bash
from tests.batch.test_reference_model import ADDED_UP
from tests.confinement.lesser_kernel import without_landlock

pytestmark = [needs_bash, pytest.mark.skipif(sys.platform != "linux", reason="takes Landlock from the kernel")]

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "teachers.md"
SLOW = "        if self.x == 0.0 and self.y == 5.0:\n            import time; time.sleep(0.6)\n"
FIRST = ADDED_UP.replace("        self.n = ", SLOW + "        self.n = ")
SECOND = FIRST.replace("return dx, dy", "return dy, dx")
FILE = "Ada Bell_77_assignsubmission_file_work.py"
USUAL = {
    "title": 'title = "Week 3"',
    "exercises": "exercises = [{exercise = 3, points = 30}]",
    "seed": "seed = 5",
    "isolation": 'isolation = "none"',
    "reveal": 'reveal = "all"',
    "policy": 'policy = "best"',
    "limits": "[limits]\ncase = 2.0",
    "late": '[late]\ncolumn = "when"\nroster = "dates.csv"\ndue = 2026-04-01T00:00:00Z',
    "roster": "",
}
OTHER = {
    "title": 'title = "Week 4"',
    "exercises": "exercises = [2]",
    "seed": "seed = 77",
    "isolation": 'isolation = "strong"',
    "reveal": 'reveal = "names"',
    "policy": 'policy = "last"',
    "limits": "[limits]\ncase = 0.2",
    "late": '[late]\ncolumn = "when"\nroster = "dates.csv"\ndue = 2026-03-01T00:00:00Z',
    "roster": '[roster]\nfile = "everyone.csv"',
}
COLUMNS = ("grade", "grade .", "grade-all", "gradebook", "--export", "--report", "pytest --nncli", "action")


def table() -> dict[str, list[str]]:
    """Each setting's row of the document, one cell for each of COLUMNS; `grade` and `grade .` share one."""
    rows = re.findall(r"^\| (`\w+`(?:, `\w+`)?) \|(.*)\|$", DOCUMENT.read_text(encoding="utf-8"), re.MULTILINE)
    found = {}
    for names, cells in rows:
        both, *rest = [cell.strip() for cell in cells.split("|")]
        found[re.findall(r"\w+", names)[0]] = [both, both, *rest]
    return found


class Room:
    """A class of one learner who handed in twice, under rules of which one may be another than usual."""

    def __init__(self, folder: Path, setting: str = "", lesser: str = "") -> None:
        self.folder, self.setting = folder, setting
        self.before = without_landlock if "isolation" in (setting, lesser) else None
        (folder / "class").mkdir(parents=True)
        (folder / "class" / FILE).write_text(FIRST)
        (folder / "everyone.csv").write_text("Full name,Identifier\nAda Bell,Participant 77\nZed Fox,Participant 78\n")
        (folder / "dates.csv").write_text("student,when\nAda Bell_77,2026-03-10T12:00:00Z\n")
        self.write_rules()

    def write_rules(self, place: str = ".") -> None:
        rules = {**USUAL, self.setting: OTHER[self.setting]} if self.setting else USUAL
        (self.folder / place / "nncli.toml").write_text("\n".join(rules.values()))

    def run(self, *words: str, place: str = ".", program: tuple[str, ...] = ("-m", "nncli")) -> str:
        kept = {k: v for k, v in os.environ.items() if k not in ("CI", "GITHUB_ACTIONS", "GITLAB_CI", "COLUMNS")}
        environment = {**kept, "NNCLI_STATE": str(self.folder / ".state"), "NNCLI_REQUIRE_ISOLATION": "none"}
        done = subprocess.run(
            [sys.executable, *program, *words],
            cwd=self.folder / place,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            preexec_fn=self.before,
        )
        return f"{done.returncode}\n{done.stdout}\n{done.stderr}".replace(str(self.folder), "room")

    def files(self, *patterns: str) -> str:
        """The names of the files that were written, and what is in those that are text."""
        found = sorted(path for pattern in patterns for path in self.folder.glob(pattern))
        return "\n".join(f"{path.name}\n{b'' if path.suffix == '.db' else path.read_bytes()!r}" for path in found)

    # ------------------------------------------------------------------------------------------------------ what a command gives

    def grade(self) -> str:
        return self.run("grade", f"class/{FILE}", "--json", "-")

    def grade_folder(self) -> str:
        self.write_rules("class")
        given = self.run("grade", ".", "--json", "-", place="class")
        (self.folder / "class" / "nncli.toml").unlink()
        return given

    def grade_all(self) -> str:
        self.run("grade-all", "class")
        (self.folder / "class" / FILE).write_text(SECOND)
        given = self.run("grade-all", "class", "--report", "csv=all.csv", "--report", "json=out/{learner}.json")
        (self.folder / "class" / FILE).write_text(FIRST)
        return re.sub(r"\d+ graded, \d+ unchanged", "", given) + self.files("*.db", "all.csv", "out/*")

    def pytest(self) -> str:
        (self.folder / "class" / FILE).write_text(SECOND)  # wrong on random numbers too, which are printed
        program = ("-m", "pytest", "-p", "no:cacheprovider", "--nncli")
        return re.sub(r"in [\d.]+s", "", self.run(f"class/{FILE}", program=program))

    def action(self) -> str:
        (self.folder / "repository").mkdir()
        shutil.copy(self.folder / "class" / FILE, self.folder / "repository" / "work.py")
        done, outputs, summary = action(self.folder / "repository", self.before, assignment="../nncli.toml")
        return f"{done.returncode} {outputs} {summary}" + self.files("repository/temp/nncli/report.json")


class GradedRoom:
    """The class graded under the usual rules, and then looked at under others; no code is run for that."""

    def __init__(self, room: Room, graded: Room) -> None:
        shutil.copytree(graded.folder, room.folder, dirs_exist_ok=True)
        self.room = room
        room.write_rules()
        room.run("gradebook", "Week_3.db", "--rescore")

    def gradebook(self) -> str:
        return self.room.run("gradebook", "Week_3.db").replace("Week_4", "Week_3")

    def export(self) -> str:
        kinds = ("csv", "canvas", "moodle", "json", "moodle-feedback")
        self.room.run("gradebook", "Week_3.db", *(f"--export={kind}=exported/{kind}" for kind in kinds))
        return self.room.files("exported/*")

    def report(self) -> str:
        self.room.run("gradebook", "Week_3.db", "--report", "csv=reported/all", "--report", "json=reported/{learner}")
        return self.room.files("reported/*")


VIEWS: dict[str, Callable[[GradedRoom], str]] = {
    "gradebook": GradedRoom.gradebook, "--export": GradedRoom.export, "--report": GradedRoom.report,
}  # fmt: skip
RUNS: dict[str, Callable[[Room], str]] = {
    "grade": Room.grade, "grade .": Room.grade_folder, "grade-all": Room.grade_all, "pytest --nncli": Room.pytest,
    "action": Room.action,
}  # fmt: skip


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], str]:
    """given(column, setting, kernel): what a command gives where this setting is another than usual."""
    known: dict[tuple[str, str, str], str] = {}
    graded = Room(tmp_path_factory.mktemp("graded"))
    graded.grade_all()

    def look(column: str, setting: str, lesser: str) -> str:
        key = (column, setting, lesser if lesser == "isolation" else "")
        if key not in known:
            room = Room(tmp_path_factory.mktemp("room"), setting, key[2])
            known[key] = RUNS[column](room) if column in RUNS else VIEWS[column](GradedRoom(room, graded))
        return known[key]

    return look


def test_the_table_has_a_cell_for_each_of_these() -> None:
    named = {name for name, says in table().items() if len(says) == len(COLUMNS)}
    assert named - {"packs", "solutions"} == OTHER.keys()  # tests/packs and test_one_reading.py have these
    assert USUAL.keys() == OTHER.keys() and set(COLUMNS) == {*RUNS, *VIEWS}


def cells() -> Iterator[object]:
    """Every cell; those that say nothing are looked at in the long run."""
    for setting, says in table().items():
        for column, word in zip(COLUMNS, says, strict=False):
            if setting in OTHER:
                yield pytest.param(
                    setting, column, word, marks=[] if word else pytest.mark.long, id=f"{setting} in {column}"
                )


@pytest.mark.parametrize(("setting", "column", "says"), list(cells()))
def test_a_setting_decides_where_the_table_says_so(
    given: Callable[[str, str, str], str], setting: str, column: str, says: str
) -> None:
    usual, other = given(column, "", setting), given(column, setting, setting)
    assert (usual != other) is bool(says), f"the table says {says!r}\n--- usual\n{usual}\n--- other\n{other}"
