"""Class lists: everyone of a course, and when they handed in, from a CSV file of one's own or an export of Canvas, Moodle or Gradescope."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field

from grader.classroom.assignment import ClassList
from grader.classroom.late import Late, LateError, read_date
from grader.submissions.people import Person, fold
from grader.submissions.roster import Learner, RosterError, members

MAX_CLASS_LIST = 16 << 20
# The columns by which the systems call what a Person holds.
COLUMNS = {
    "name": ("name", "Student", "Full name", "Name"),
    "canvas": ("ID",),
    "moodle": ("Identifier",),
    "sid": ("id", "sid", "SIS User ID", "ID number", "SID"),
    "email": ("email", "Email address", "Email", "E-mail"),
    "login": ("SIS Login ID", "Username"),
    "section": ("section", "Section", "Sections"),
    "student": ("student",),
}
NAME_PAIRS = (("First Name", "Last Name"), ("First name", "Surname"), ("First name", "Last name"))
ROLES, LEARNERS_ROLES = ("Role", "Roles"), ("student", "learner", "participant")
CANVAS_LINES = ("points possible", "student, test")  # rows of a Canvas gradebook that belong to no learner


def read_class_list(path: Path, columns: ClassList) -> list[Person]:
    """Everyone in the file. Raises RosterError."""
    try:
        rows = read_table(path)
    except LateError as error:
        raise RosterError(str(error)) from None
    head = list(rows[0][1]) if rows else []
    places = _places(path, columns, head)
    people = [_person(row, places) for _, row in rows if _is_student(row)]
    return [one for one in people if one.words and fold(one.name) not in CANVAS_LINES]


def read_table(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with a head, each with its line. Raises LateError."""
    import csv  # for speed: most classes have no list

    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            text = file.read(MAX_CLASS_LIST)
        reader = csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.partition("\n")[0] else ",")
        return [
            (reader.line_num, {k: v or "" for k, v in row.items() if isinstance(k, str) and not isinstance(v, list)})
            for row in reader
        ]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise LateError(f"{path}: the class list cannot be read ({error})") from None


def _places(path: Path, columns: ClassList, head: list[str]) -> dict[str, str]:
    """The column of each field of a Person, as the teacher named it or as a system does."""
    places = {field: next((one for one in known if one in head), "") for field, known in COLUMNS.items()}
    own = {"student": columns.student, "name": columns.name, "email": columns.email, "sid": columns.id}
    for word, column in own.items():
        if column and column not in head:
            raise RosterError(f"{path}: there is no column {column!r}; there are {', '.join(head) or 'none'}")
        places[word] = column or places[word]
    if not any(_name_columns(head)) and not any(
        places[word] for word in ("student", "name", "canvas", "email", "sid", "login")
    ):
        raise RosterError(
            f"{path}: no column says who a row is; name it in nncli.toml: [roster] student = one of {', '.join(head)}"
        )
    return places


def _name_columns(head: Iterable[str]) -> tuple[str, str]:
    """The columns of the first and the last name, where they are two; empty where they are not."""
    known = set(head)
    return next((pair for pair in NAME_PAIRS if known.issuperset(pair)), ("", ""))


def _is_student(row: dict[str, str]) -> bool:
    """A list of Gradescope's or Moodle's holds those who teach too."""
    role = next((row[column] for column in ROLES if row.get(column)), "")
    return not role or any(word in role.casefold() for word in LEARNERS_ROLES)


def _person(row: dict[str, str], places: dict[str, str]) -> Person:
    values = {word: row.get(column, "").strip() for word, column in places.items() if column}
    first, last = _name_columns(row)
    if first and not places["name"]:
        values["name"] = f"{row[first].strip()} {row[last].strip()}".strip()
    if "moodle" in values:
        values["moodle"] = re.sub(r"\D", "", values["moodle"])  # "Participant 4330"
    return Person(**values)


# --------------------------------------------------------------------------------------------------------------------- matching

# By which a person of a list is known again, the surest first. A number is compared with its own kind alone.
SURE = ("canvas", "moodle", "email", "sid", "login")


class People(Struct):
    """Those of a class list, found again by what a hand-in says of its learner."""

    listed: list[Person]
    by_word: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, person in enumerate(self.listed):
            for kind, word in _handles(person):
                self.by_word.setdefault((kind, word), []).append(place)

    def find(self, person: Person, key: str) -> int | None:
        """The place of the one who is meant; None where nobody is, or several could be."""
        for handle in [*_handles(person), ("called", fold(key)), ("squeezed", _squeeze(key))]:
            places = self.by_word.get(handle, [])
            if len(set(places)) == 1:
                return places[0]
        return None


def _handles(person: Person) -> Iterator[tuple[str, str]]:
    for kind in SURE:
        if word := fold(getattr(person, kind)):
            yield kind, word
    called = [fold(word) for word in (person.student, person.login, person.sid, person.email, person.name) if word]
    yield from (("called", word) for word in dict.fromkeys(called))
    yield from (("squeezed", word) for word in dict.fromkeys(map(_squeeze, (person.student, person.name))) if word)


def _squeeze(text: str) -> str:
    """A name as Canvas puts it before a file: "Doe, Jane" is doejane."""
    return re.sub(r"\W|_", "", fold(text))


def match_people(listed: list[Person], learners: Iterable[tuple[str, Person]]) -> dict[str, Person]:
    """Everyone by key: who has handed in, with what the list knows of them, and those of the list who have not."""
    if not listed:  # for speed: most classes have no list
        return {}
    people, taken = People(listed), set[int]()
    found: dict[str, Person] = {}
    for key, person in learners:
        place = people.find(person, key)
        if place is not None:
            taken.add(place)
            found[key] = listed[place].merge(person)
    for place, person in enumerate(listed):
        if place not in taken:
            found[_free_key(person, found)] = person
    return found


def _free_key(person: Person, found: dict[str, Person]) -> str:
    """Such as the word that a file of theirs would be named by."""
    words = [person.student, person.login, person.email, person.name, person.sid, person.canvas]
    words = [word for word in words if word]
    return next((word for word in words if word not in found), f"{words[0]} ({len(found)})")


# ------------------------------------------------------------------------------------------------------------------------ dates


class Dates(Struct, frozen=True):
    """When learners handed in, by the words that a list calls them by; `rows` are the words as they stand there, with their lines."""

    moments: dict[str, datetime] = field(default_factory=dict)
    rows: dict[str, str] = field(default_factory=dict)
    is_given: bool = False

    def find(self, learner: Learner, person: Person) -> tuple[str, datetime | None]:
        """The word that a learner is called by, and the moment; "" and None where no row is theirs."""
        if not self.moments:  # for speed: most classes have no column of dates
            return "", None
        for word in (fold(learner.key), *sorted(learner.person.words | person.words)):
            if word in self.moments:
                return word, self.moments[word]
        return "", None

    def strangers(self, used: set[str]) -> list[str]:
        """The rows of no known learner."""
        return [text for word, text in self.rows.items() if word not in used]


def read_dates(late: Late, classes: ClassList | None, folder: Path) -> Dates:
    """The column of dates that `late` names; without one, only what the systems' own exports say is known. Raises LateError."""
    if not late.column:
        return Dates()
    file = late.roster or (classes.file if classes else "")
    if not file:
        raise LateError(f"[late] column = {late.column!r}: roster, the file of that column, is missing")
    path = folder / file
    moments: dict[str, datetime] = {}
    rows: dict[str, str] = {}
    for line, row in read_table(path):
        if late.student not in row or late.column not in row:
            raise LateError(f"{path}, line {line}: there must be the columns {late.student!r} and {late.column!r}")
        if row[late.column].strip():
            word = fold(row[late.student])
            moments[word] = read_date(row[late.column], f"{path}, line {line}")
            rows[word] = f"{row[late.student].strip()} (line {line})"
    return Dates(moments, rows, True)


def everyone(learners: Iterable[Learner]) -> Iterator[Learner]:
    """All learners, the partners of a group too."""
    for learner in learners:
        yield from members(learner)
