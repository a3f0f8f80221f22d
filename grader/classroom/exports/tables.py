"""A class as rows: what Canvas, Moodle and Gradescope import or export, and a plain table of learners by exercises.

Each number stays in the column that it is: a system's own number of a learner is never written as another's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from grader.classroom.gradebook import Standing
from grader.classroom.gradebook.counting import correction_notes
from grader.text.labels import folder_label

Row = list[object]
# https://community.canvaslms.com/t5/Instructor-Guide/How-do-I-import-grades-in-the-Gradebook/ta-p/807
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# https://docs.moodle.org/en/Assignment_settings: offline grading worksheet
MOODLE = (
    "Identifier", "Full name", "ID number", "Email address", "Status", "Grade", "Maximum grade", "Grade can be changed",
    "Last modified (submission)", "Last modified (grade)", "Feedback comments",
)  # fmt: skip
# What Gradescope's "Download Grades" writes
GRADESCOPE = ("Name", "SID", "Email", "Total Score", "Max Points", "Status", "Submission Time")


def canvas_rows(standings: list[Standing], title: str) -> Iterator[Row]:
    """A head, the points possible, a row for each learner; EX where one is excused."""
    yield [*CANVAS, title]
    yield ["    Points Possible", "", "", "", "", full_score(standings)]
    for one in standings:
        who = one.person
        points: object = "EX" if one.is_excused else one.counted
        yield [one.name, who.canvas, who.sid, who.login, who.section, points]


def moodle_rows(standings: list[Standing], title: str) -> Iterator[Row]:
    """Moodle's offline grading worksheet: it finds a learner by the participant's number, and a date lets a newer grade win."""
    yield list(MOODLE)
    for one in standings:
        who = one.person
        number = f"Participant {who.moodle}" if who.moodle else ""
        status = "Submitted for grading - Graded" if one.attempt else "No submission"
        handed_in = one.attempt.handed_in.isoformat(sep=" ") if one.attempt and one.attempt.handed_in else "-"
        points: object = "" if one.is_excused else one.counted
        full = one.max_score or full_score(standings)
        remarks = "; ".join(remarks_of(one))
        yield [number, one.name, who.sid, who.email, status, points, full, "Yes", handed_in, "-", remarks]


def gradescope_rows(standings: list[Standing], title: str) -> Iterator[Row]:
    """The columns in which Gradescope itself writes grades."""
    yield list(GRADESCOPE)
    for one in standings:
        who = one.person
        moment = one.attempt.handed_in.isoformat(sep=" ") if one.attempt and one.attempt.handed_in else ""
        status = "Graded" if one.attempt else "Missing"
        points: object = "" if one.is_excused else one.counted
        yield [one.name, who.sid, who.email, points, one.max_score, status, moment]


def exercise_rows(standings: list[Standing], title: str = "") -> Iterator[Row]:
    """A row for each learner, a column for each exercise with its points after lateness, and the whole."""
    exercises = sorted({(mark.number, mark.slug) for one in standings for mark in one.marks})
    names = [folder_label(number, slug) for number, slug in exercises]
    ids = ("canvas id", "moodle participant", "student id", "email")
    yield ["learner", "name", *ids, "outcome", *names, "score", "max_score", "late", "remarks"]
    for one in standings:
        who, marks = one.person, {mark.number: mark.counted for mark in one.marks}
        cells: Row = [marks.get(number, "") for number, _ in exercises]
        late = "" if one.late_factor == 1.0 else one.late_factor
        head: Row = [one.learner, one.name, who.canvas, who.moodle, who.sid, who.email, one.words]
        yield [*head, *cells, one.counted, one.max_score, late, "; ".join(remarks_of(one))]


def remarks_of(standing: Standing) -> Iterator[str]:
    """What a reader of a mark must know: a person's word, lateness, and where nothing was handed in."""
    if standing.attempt is None:
        yield "nothing was handed in"
    yield from correction_notes(standing)


def full_score(standings: list[Standing]) -> float:
    """The most that anyone can get."""
    return max((one.max_score for one in standings), default=0.0)


TABLES: dict[str, Callable[[list[Standing], str], Iterator[Row]]] = {
    "canvas": canvas_rows,
    "moodle": moodle_rows,
    "gradescope": gradescope_rows,
    "csv": exercise_rows,
}
KNOWN_BY = {"canvas": ("canvas", "sid", "login"), "moodle": ("moodle",), "gradescope": ("sid", "email")}


def unmatched(standings: list[Standing], kind: str) -> list[str]:
    """The learners whom a system cannot find by what is known of them."""
    fields = KNOWN_BY.get(kind, ())
    return [one.learner for one in standings if fields and not any(getattr(one.person, field) for field in fields)]
