"""Who handed in what, by the names of entries."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from grader.grade import Grader
from grader.report import MAX_NAME
from grader.sandbox.workers import Workers
from grader.submissions.roster import Learner, RosterError, read_roster, submission
from grader.submissions.submission import SubmissionError
from grader.text.cleaning import bound
from tests.batch.conftest import RIGHT, WRONG, Zip
from tests.conftest import Run


def learners(folder: Path, pattern: str | None = None) -> dict[str, Learner]:
    return {learner.key: learner for learner in read_roster(folder, pattern).learners}


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x = 1\n")


def test_an_empty_folder_is_refused(folder: Path) -> None:
    with pytest.raises(RosterError, match="nothing in this folder is a submission"):
        read_roster(folder)


def test_a_folder_of_other_things_is_refused(folder: Path) -> None:
    write(folder, "essay.pdf", ".hidden.py")
    with pytest.raises(RosterError):
        read_roster(folder)


def test_a_file_a_notebook_a_folder_and_an_archive_are_each_a_learner(folder: Path, zipped: Zip) -> None:
    write(folder, "ada.py", "bob.ipynb", "cleo/work.py")
    zipped(folder / "dan.zip", {"work.py": "x = 1"})
    assert list(learners(folder)) == ["ada", "bob", "cleo", "dan"]


@pytest.mark.skipif(os.name == "nt", reason="names of 250 letters")
def test_names_that_differ_in_their_middle_alone_are_two_learners(nncli: Run, folder: Path) -> None:
    """However long they are; and what is graded of them is not graded again. Cut in the middle, they would be one (the control)."""
    names = [f"{'a' * 140}{letter}{'a' * 105}" for letter in "xy"]
    assert bound(names[0], MAX_NAME) == bound(names[1], MAX_NAME)
    write(folder, *(f"{name}.py" for name in names))
    assert len(learners(folder)) == 2 and max(map(len, learners(folder))) <= MAX_NAME
    assert "2 learners: 2 graded" in nncli("grade-all", "class").stderr
    assert "2 learners: 0 graded, 2 unchanged" in nncli("grade-all", "class").stderr


def test_what_is_nobodys_is_passed_over_by_name(folder: Path) -> None:
    write(folder, "ada.py", "grades.csv", "notes\n.txt")
    assert read_roster(folder).passed_over == ("grades.csv", "notes\\n.txt")


def test_several_entries_for_one_learner_are_one_submission_and_each_file_is_named(folder: Path, zipped: Zip) -> None:
    write(folder, "ada.py", "bob.py", "ada/ada.py", "ada/helper.py")
    zipped(folder / "ada.zip", {"ada.py": "import helper", "helper.py": "x = 2"})
    found = learners(folder)
    assert found["ada"].entry == "ada, ada.py, ada.zip"
    sources = submission(found["ada"]).sources
    names = ["ada.py", "ada.zip/ada.py", "ada.zip/helper.py", "ada/ada.py", "ada/helper.py"]
    assert [source.name for source in sources] == names
    assert [list(source.beside) for source in sources[:2]] == [
        [],
        ["helper"],
    ]  # of its own archive, and of no other entry
    assert sources[1].beside["helper"] == b"x = 2"
    assert [source.name for source in submission(found["bob"]).sources] == ["bob.py"]


@pytest.mark.parametrize("entries", [{"ada.py": WRONG, "ada.zip": RIGHT}, {"ada.py": RIGHT, "ada.zip": WRONG}])
def test_of_two_entries_the_one_that_is_further_counts_and_the_report_says_so(
    entries: dict[str, str], folder: Path, zipped: Zip, workers: Workers
) -> None:
    (folder / "ada.py").write_text(entries["ada.py"])
    zipped(folder / "ada.zip", {"ada.py": entries["ada.zip"]})
    report = Grader(workers).report(submission(learners(folder)["ada"]))
    (note,) = report.notes
    best = "ada.py" if entries["ada.py"] is RIGHT else "ada.zip/ada.py"
    assert report.score == 3.0 and f": {best} counts, not " in note and "ada.py" in note and "ada.zip" in note


def test_of_two_entries_that_are_equally_far_the_note_says_that_the_name_decided(
    folder: Path, zipped: Zip, workers: Workers
) -> None:
    (folder / "ada.py").write_text(RIGHT)
    zipped(folder / "ada.zip", {"ada.py": RIGHT + "# again\n"})
    assert "both are equally far" in Grader(workers).report(submission(learners(folder)["ada"])).notes[0]


def test_one_of_two_entries_that_cannot_be_read_is_named(folder: Path) -> None:
    write(folder, "ada.py", "ada.zip")
    with pytest.raises(SubmissionError, match=r"ada\.zip"):
        submission(learners(folder)["ada"])


def test_files_of_one_name_in_two_archives_keep_a_name_each(folder: Path, zipped: Zip) -> None:
    for name in ("one", "two"):
        zipped(
            folder / f"Ada_1_assignsubmission_file_{name}.zip",
            {"ex03.py": f"import helper # {name}", "helper.py": name},
        )
    sources = submission(learners(folder)["Ada_1"]).sources
    assert [source.name for source in sources] == ["2/ex03.py", "2/helper.py", "ex03.py", "helper.py"]
    assert [source.beside["helper"] for source in sources if source.beside] == [b"two", b"one"]


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret.py")
    (folder / "ada.py").symlink_to(tmp_path / "secret.py")
    (folder / "bob").symlink_to(tmp_path)
    for learner in learners(folder).values():
        with pytest.raises(SubmissionError, match="link"):
            submission(learner)


def test_a_link_inside_a_learners_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, "secret.py")
    (folder / "ada").mkdir()
    (folder / "ada" / "work.py").symlink_to(tmp_path / "secret.py")
    with pytest.raises(SubmissionError, match="link"):
        submission(learners(folder)["ada"])


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_with_a_line_end_stays_on_one_line(folder: Path) -> None:
    write(folder, "ada\nlovelace\x1b[31m.py")
    (key,) = learners(folder)
    assert key == "ada\\nlovelace\\x1b[31m"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_not_utf8_is_a_learners_name_like_any_other(folder: Path) -> None:
    try:
        os.close(os.open(os.fsencode(folder) + b"/ad\xff.py", os.O_CREAT | os.O_WRONLY))
    except OSError:
        pytest.skip("the file system takes UTF-8 only")
    (key,) = learners(folder)
    key.encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_a_pipe_does_not_hang_the_judge(folder: Path) -> None:
    os.mkfifo(folder / "ada.py")
    with pytest.raises(SubmissionError, match="not a regular file"):
        submission(learners(folder)["ada"])


def test_a_file_that_may_not_be_read_says_so(folder: Path) -> None:
    write(folder, "ada.py")
    found = learners(folder)["ada"]
    (folder / "ada.py").unlink()
    (folder / "ada.py").mkdir()
    with pytest.raises(SubmissionError, match=r"no \.py file"):
        submission(found)


def test_a_learner_may_not_import_another_learners_file(folder: Path) -> None:
    write(folder, "ada.py", "bob.py")
    (source,) = submission(learners(folder)["ada"]).sources
    assert source.beside == {}


# ----------------------------------------------------------------------------------------------------------- names of exports


def test_canvas_names_are_recognised_and_late_is_seen(folder: Path) -> None:
    write(folder, "doejane_1234_5678_ex03_multiply_gate.py", "roejohn_LATE_99_100_my work-2.ipynb")
    found = learners(folder)
    assert (found["doejane_1234"].person.name, found["doejane_1234"].person.canvas, found["doejane_1234"].late) == (
        "doejane",
        "1234",
        False,
    )
    assert found["roejohn_99"].late


def test_numbers_in_a_files_name_make_it_nobody_elses_on_canvas(folder: Path) -> None:
    """Canvas's own numbers come first; a group's name may end in one. What follows, the learner has written."""
    write(folder, "roejohn_57_1203_98765_99999999_ex03.py", "group_2_1234_5678_ex03.py")
    assert {one.person.canvas for one in learners(folder).values()} & {"98765", "99999999"} == set()
    assert learners(folder)["group_2_1234"].person.canvas == "1234"


@pytest.mark.parametrize("number", ["12345678", "98765432", "123456789"])
@pytest.mark.parametrize("begins", ["20250301", "31122025", "1", "2025", "99999999999"])
def test_a_number_before_a_files_name_changes_nobodys_number_on_canvas(number: str, begins: str, folder: Path) -> None:
    write(folder, f"doejane_1234567_{number}_{begins}_ex03.py", f"team_2025_1234568_{number}_{begins}_ex03.py")
    found = learners(folder)
    assert [one.person.canvas for one in found.values()] == ["1234567", "1234568"]
    assert found["doejane_1234567"].files == (f"{begins}_ex03.py",)


def test_a_second_hand_in_on_canvas_keeps_the_name_that_the_learner_gave(folder: Path) -> None:
    write(folder, "doejane_1234_5678_ex03_multiply_gate-1.py")
    assert submission(learners(folder)["doejane_1234"]).sources[0].name == "ex03_multiply_gate.py"


def test_several_files_of_one_learner_on_canvas_are_one_submission(folder: Path) -> None:
    write(folder, "doejane_1234_5678_main.py", "doejane_1234_5679_helper.py")
    (folder / "doejane_1234_5678_main.py").write_text("import helper\n")
    found = submission(learners(folder)["doejane_1234"])
    assert [source.name for source in found.sources] == ["helper.py", "main.py"]
    assert found.sources[1].beside == {"helper": b"x = 1\n"}


def test_two_students_of_one_name_on_canvas_are_two_learners(folder: Path) -> None:
    write(folder, "doejane_1_5678_a.py", "doejane_2_5679_a.py")
    assert list(learners(folder)) == ["doejane_1", "doejane_2"]


def test_moodle_names_are_recognised_and_typed_text_is_passed_over(folder: Path) -> None:
    write(
        folder, "Jane Doe_1234_assignsubmission_file_/work.py", "Jane Doe_1234_assignsubmission_onlinetext_/text.html"
    )
    write(folder, "John Roe_77_assignsubmission_file_work.py")
    assert [(one.key, one.person.name) for one in learners(folder).values()] == [
        ("Jane Doe_1234", "Jane Doe"),
        ("John Roe_77", "John Roe"),
    ]


def test_gradescope_folders_are_named_by_their_list(folder: Path) -> None:
    write(folder, "submission_11/work.py", "submission_12/work.py", "submission_13/work.py")
    (folder / "submission_metadata.yml").write_text(
        "---\nsubmission_11:\n  :submitters:\n  - :name: Jane Doe\n    :sid: '7'\n    :email: jane@example.edu\n"
        "submission_12:\n  :submitters:\n  - :name: John Roe\n    :sid: '8'\n    :email: ''\n"
    )
    assert list(learners(folder)) == ["8", "jane@example.edu", "submission_13"]


def test_a_partner_of_an_earlier_hand_in_keeps_it(folder: Path) -> None:
    write(folder, "submission_11/work.py", "submission_12/work.py")
    one, other = (
        "  - :name: {0}\n    :email: {0}@x.example\n".format("ada"),
        "  - :name: bob\n    :email: bob@x.example\n",
    )
    (folder / "submission_metadata.yml").write_text(
        f"submission_11:\n  :submitters:\n{one}{other}submission_12:\n  :submitters:\n{one}"
    )
    found = learners(folder)
    assert found["ada@x.example"].entry == "submission_12" and found["bob@x.example"].entry == "submission_11"


def test_a_pattern_of_the_teachers_names_the_student(folder: Path) -> None:
    write(folder, "hw3-ada-final.py", "hw3-bob-final.py", "readme.py")
    roster = read_roster(folder, r"hw3-(?P<student>\w+)-final\.py")
    assert [learner.key for learner in roster.learners] == ["ada", "bob"]
    assert roster.passed_over == ("readme.py",)


def test_a_pattern_with_a_file_part_groups_files(folder: Path) -> None:
    write(folder, "ada--a.py", "ada--b.py")
    found = learners(folder, r"(?P<student>\w+)--(?P<file>.+)")
    assert [source.name for source in submission(found["ada"]).sources] == ["a.py", "b.py"]


@pytest.mark.parametrize("pattern", ["(", r"(\w+)\.py"])
def test_a_pattern_that_cannot_be_used_says_so(folder: Path, pattern: str) -> None:
    write(folder, "ada.py")
    with pytest.raises(RosterError, match="student pattern"):
        read_roster(folder, pattern)
