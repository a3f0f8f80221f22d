"""The name of an entry -> whose it is: as Canvas, Moodle and Gradescope name what they export, or as a pattern of the teacher's says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from grader.submissions.people import Person

# Moodle: "Jane Doe_1234_assignsubmission_file_ex03.py", or a folder that ends before the file's name. The first number before the word
# is the learner's; what comes after it, the learner has written.
MOODLE = re.compile(r"(?P<student>.+?)_(?P<id>\d+)_assignsubmission_(?P<plugin>[a-z]+)_?(?P<file>.*)", re.DOTALL)
# Canvas without names: anon_Xy3Za_5678_ex03.py
ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<student>anon_[A-Za-z0-9]+)_(?P<again>LATE_)?(?P<file_id>\d+)_(?P<file>.+)", re.DOTALL
)
GRADESCOPE = re.compile(r"submission_(?P<id>\d+)")
GROUPS = re.compile(r"\d{1,3}|(?:19|20)\d\d")  # the number of a group, or its year
AGAIN = re.compile(r"-(\d+)(?=\.\w+$)")  # what Canvas appends to a name that was handed in before


class EntryName(Struct, frozen=True):
    """`file` is the name that the learner gave, `order` the numbers by which a later hand-in is known from an earlier one."""

    student: str
    person: Person
    file: str = ""
    late: bool | None = None  # None where the name says nothing of it
    order: tuple[int, ...] = ()
    typed: bool = False  # typed into a text field, not handed in as a file
    submission: str = ""  # Gradescope's number of a submission

    @property
    def is_grouped(self) -> bool:
        """Several entries of one learner are the files of one hand-in."""
        return bool(self.file)


def read_entry_name(name: str, pattern: re.Pattern[str] | None = None) -> EntryName | None:
    """What a name says; None where it says nothing but itself, or where the teacher's pattern does not fit."""
    if pattern is not None:
        match = pattern.fullmatch(name)
        return _by_pattern(match) if match else None
    if match := MOODLE.fullmatch(name):
        who = Person(name=match["student"], moodle=match["id"])
        return EntryName(
            f"{match['student']}_{match['id']}", who, match["file"] or name, typed=match["plugin"] != "file"
        )
    if match := GRADESCOPE.fullmatch(name):
        return EntryName(name, Person(), order=(int(match["id"]),), submission=match["id"])
    return _canvas(name)


def _by_pattern(match: re.Match[str]) -> EntryName:
    parts = {word: text or "" for word, text in match.groupdict().items()}
    late = bool(parts["late"]) if "late" in parts else None
    student = "_".join(filter(None, (parts["student"], parts.get("id", "")))) if "file" in parts else parts["student"]
    person = Person(name=parts["student"], student=parts.get("id", ""))
    return EntryName(student, person, parts.get("file", ""), late)


def _canvas(name: str) -> EntryName | None:
    """doejane_LATE_1234_5678_ex03_multiply_gate-1.py: a name, the learner's number, the file's number, the file, -1 a second hand-in."""
    if match := ANONYMOUS.fullmatch(name):
        late = bool(match["late"] or match["again"])
        file, again = _without_again(match["file"])
        return EntryName(match["student"], Person(match["student"]), file, late, (again, int(match["file_id"])))
    parts = name.split("_")
    place = _place_of_numbers(parts)
    if place is None:
        return None
    late = parts[place - 1] == "LATE"
    student = "_".join(parts[: place - late])
    file, again = _without_again("_".join(parts[place + 2 :]))
    who = Person(name=student, canvas=parts[place])
    return EntryName(f"{student}_{parts[place]}", who, file, late, (again, int(parts[place + 1]))) if student else None


def _place_of_numbers(parts: list[str]) -> int | None:
    """Where the two numbers stand. A group's name may end in a number, and in no more than one, as Canvas takes out the others; a
    file's may begin with any, such as a date, which its learner chose. So they are the first two, unless the first of these is short
    or a year: then the next two, where they are longer and the file's number is the larger one, as Canvas counts.
    """
    for place in range(1, len(parts) - 3):
        if parts[place] == "LATE" and parts[place + 1].isdecimal() and parts[place + 2].isdecimal():
            return place + 1
    first, second = [*list(_first_pairs(parts))[:2], None, None][:2]
    if first is None or second is None or not GROUPS.fullmatch(parts[first]):
        return first
    who, file = parts[second], parts[second + 1]
    longer = min(len(who), len(file)) > min(len(parts[first]), len(who))
    return second if longer and int(who) < int(file) else first


def _first_pairs(parts: list[str]) -> Iterator[int]:
    """The places of two numbers beside one another, in the first row of numbers that has any; something must come after them."""
    begun = False
    for place in range(1, len(parts) - 2):
        if parts[place].isdecimal() and parts[place + 1].isdecimal():
            begun = True
            yield place
        elif begun:
            return


def _without_again(file: str) -> tuple[str, int]:
    """The name that the learner gave, and how many times it had been handed in before."""
    match = AGAIN.search(file)
    return (AGAIN.sub("", file), int(match[1])) if match else (file, 0)
