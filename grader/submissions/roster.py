"""A folder of submissions -> learners: what each of them handed in, whatever system the folder was exported from.

An entry is a file, a notebook, a folder or a .zip file. The names that Canvas, Moodle and Gradescope give to entries are recognised;
other names are the learner's, or are read by a pattern of the teacher's. What was handed in and cannot be read is its learner's all the
same, with a reason.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from grader.report import MAX_NAME
from grader.submissions.entries import Entries
from grader.submissions.files import SUFFIXES, SubmissionError, is_folder, plain_text
from grader.submissions.gradescope_list import MetadataError, Submitted, read_gradescope_list
from grader.submissions.naming import EntryName, read_entry_name
from grader.submissions.people import Person
from grader.submissions.submission import Submission
from grader.text.cleaning import visible
from grader.text.digest import sha256

ENTRY_SUFFIXES = (*SUFFIXES, ".zip")
# Files that learners hand in and nobody can grade; other suffixes (.csv, .toml, .db, .yml, .md) are the teacher's.
FOREIGN_SUFFIXES = (
    ".7z", ".bz2", ".c", ".cc", ".cpp", ".doc", ".docx", ".gif", ".go", ".gz", ".heic", ".htm", ".html", ".ipynb~",
    ".java", ".jl", ".jpeg", ".jpg", ".js", ".m", ".mlx", ".odt", ".pages", ".pdf", ".png", ".pyc", ".pyw",
    ".py~", ".r", ".rar", ".rmd", ".rs", ".rtf", ".tar", ".tex", ".tgz", ".ts", ".txt", ".xz", ".zipx",
)  # fmt: skip
TEACHERS = frozenset({"readme", "notes", "license", "requirements", "names", "roster"})


class RosterError(Exception):
    """The folder, the class list or the pattern cannot be used; the text says what to do."""


class Learner(Struct, frozen=True):
    """One learner and the entries that are theirs. `problem` says why they cannot be read, where that is known beforehand."""

    key: str
    paths: tuple[str, ...]  # text, which is a quarter of the size of a Path: there may be ten thousand learners
    files: tuple[str, ...]  # the names that the learner gave, one for each path
    person: Person = field(default_factory=Person)
    late: bool | None = None  # as the system says that exported it; None where it says nothing
    handed_in: datetime | None = None
    grouped: bool = False  # several entries of one key are files that were handed in together
    problem: str = ""
    notes: tuple[str, ...] = ()
    partners: tuple[Learner, ...] = ()  # the others of a group, who handed in the same
    orders: tuple[tuple[int, ...], ...] = ()  # of each path: by which a later hand-in is known

    @property
    def entry(self) -> str:
        """The names of the entries, for a person who looks for them."""
        return ", ".join(self.entry_names)

    @property
    def entry_names(self) -> list[str]:
        return [visible(os.path.basename(path)) for path in self.paths]


class Roster(Struct, frozen=True):
    learners: tuple[Learner, ...]
    passed_over: tuple[str, ...]  # entries that are nobody's submission


def read_roster(folder: Path, pattern: str | None = None) -> Roster:
    """The learners of a folder, in the order of their keys. Raises RosterError."""
    compiled = _compile(pattern) if pattern else None
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
        known = {} if pattern else read_gradescope_list(folder)
    except OSError as error:
        raise RosterError(f"{folder} cannot be read: {error.strerror}") from None
    except (MetadataError, SubmissionError) as error:
        raise RosterError(f"{folder}: {error}") from None
    learners: dict[str, list[Learner]] = {}
    passed_over, foreign = [], list[Learner]()
    for name in names:
        learner = _learner(folder / name, compiled, known)
        if learner is None:
            passed_over.append(visible(name))
        elif learner.problem:
            foreign.append(learner)
        else:
            learners.setdefault(learner.key, []).append(learner)
    for learner in foreign:  # beside something that can be read, it is nothing to grade
        if learner.key in learners and not learners[learner.key][0].problem:
            passed_over.append(learner.entry)
        else:
            learners.setdefault(learner.key, []).append(learner)
    if not any(one.grouped or not one.problem for several in learners.values() for one in several):
        raise RosterError(
            f"{folder}: nothing in this folder is a submission: a .py file, a notebook, a folder or a .zip file"
        )
    joined = [one for key in sorted(learners) for one in (_join(learners[key]), *_left_behind(learners[key]))]
    return Roster(tuple(joined), tuple(passed_over))


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise RosterError(f"the student pattern is not a regular expression: {error}") from None
    if "student" not in compiled.groupindex:
        raise RosterError("the student pattern must name its part: (?P<student>...)")
    return compiled


def _learner(path: Path, pattern: re.Pattern[str] | None, known: dict[str, Submitted]) -> Learner | None:
    name = read_entry_name(path.name, pattern)
    if name is None:
        return None if pattern else _by_itself(path)
    problem = _foreign_reason(path)
    if name.typed:
        problem = f"{visible(path.name)}: typed into Moodle's text field; a submission is a file"
    if name.submission:
        return _gradescope(path, name, known.get(name.submission), problem)
    person = replace(name.person, name=visible(_composed(name.person.name)))
    return Learner(
        _key(name.student), (str(path),), (name.file or path.name,), person, name.late,
        grouped=name.is_grouped, problem=problem, orders=(name.order,),
    )  # fmt: skip


def _by_itself(path: Path) -> Learner | None:
    """An entry that is named after its learner."""
    folder = is_folder(path)
    stem, suffix = (path.name, "") if folder else (path.stem, path.suffix.lower())
    is_entry = folder or suffix in ENTRY_SUFFIXES
    problem = "" if is_entry else _foreign_reason(path)
    if not is_entry and (not problem or stem.strip().lower() in TEACHERS):
        return None
    person = Person(name=_key(stem), student=plain_text(_composed(stem)))
    return Learner(_key(stem), (str(path),), (path.name,), person, problem=problem)


def _foreign_reason(path: Path) -> str:
    """Why a file of this name cannot be graded; empty where it may be, or where nobody hands in such a file."""
    suffix = path.suffix.lower()
    if suffix in ENTRY_SUFFIXES or suffix not in FOREIGN_SUFFIXES or is_folder(path):
        return ""
    return f"{visible(path.name)}: a submission is a .py file, a notebook, a folder or a .zip file, not {suffix}"


def _gradescope(path: Path, name: EntryName, submitted: Submitted | None, problem: str) -> Learner:
    """Everyone who handed it in together, the first of them with the others as partners."""
    people = submitted.people if submitted else ()
    moment = submitted.created_at if submitted else None
    everyone = [
        Learner(
            _key(one.email or one.sid or one.name or path.name), (str(path),), (path.name,), one, handed_in=moment,
            problem=problem, orders=(name.order,),
        )
        for one in people or (Person(name=path.name),)
    ]  # fmt: skip
    first, *others = {one.key: one for one in everyone}.values()
    return replace(first, partners=tuple(others))


def _key(text: str) -> str:
    """What a learner is known by. A longer one than a report holds is cut here, with a digest: no two that differ become one."""
    key = visible(plain_text(_composed(text)))
    if len(key) <= MAX_NAME:
        return key
    digest = sha256(key.encode()).hexdigest()[:16]
    return f"{key[: MAX_NAME - len(digest) - 1]}…{digest}"


def _composed(text: str) -> str:
    """The name with composed letters: a Mac writes é as e and an accent."""
    return unicodedata.normalize("NFC", text)


# --------------------------------------------------------------------------------------------------------------- several entries


def _join(entries: list[Learner]) -> Learner:
    """Several entries for one learner are one submission: files that a system exported, or what stands side by side as ada.py, ada.zip."""
    if len(entries) == 1:
        return entries[0]
    if all(one.problem for one in entries):
        return replace(entries[0], problem="; ".join(one.problem for one in entries))
    if all(one.orders[:1] not in ((), ((),)) and not one.grouped for one in entries):
        return _newest(entries)
    grouped = all(one.grouped for one in entries)
    by_file: dict[str, list[Learner]] = {}
    for one in entries:
        by_file.setdefault(one.files[0] if grouped else one.paths[0], []).append(one)
    files = [_newest(same) for same in by_file.values()]
    return replace(
        files[0],
        paths=tuple(one.paths[0] for one in files),
        files=tuple(one.files[0] for one in files),
        orders=tuple(order for one in files for order in (one.orders or ((),))),
        grouped=grouped,
        late=any(one.late for one in files) if all(one.late is not None for one in files) else None,
        notes=tuple(note for one in files for note in one.notes),
    )


def _left_behind(entries: list[Learner]) -> Iterator[Learner]:
    """Partners of an earlier hand-in who have no part in the last one: theirs is the earlier one."""
    *older, newest = sorted(entries, key=lambda one: one.orders)
    there = {one.key for one in members(newest)}
    for one in older:
        left = [partner for partner in one.partners if partner.key not in there]
        there |= {partner.key for partner in left}
        if left:
            yield replace(left[0], partners=tuple(left[1:]))


def _newest(entries: list[Learner]) -> Learner:
    """Of several hand-ins of one file, the last; the others are named."""
    if len(entries) == 1:
        return entries[0]
    *older, newest = sorted(entries, key=lambda one: one.orders)
    rest = ", ".join(one.entry for one in older)
    return replace(newest, notes=(f"{newest.entry} counts, not {rest}: it was handed in later",))


# --------------------------------------------------------------------------------------------------------------------- reading


def submission(learner: Learner) -> Submission:
    """What a learner handed in. Raises SubmissionError, whatever is wrong with it: it must not end the grading of a class."""
    if learner.problem:
        raise SubmissionError(learner.problem)
    try:
        sources = Entries(learner.paths, learner.files, learner.orders, learner.grouped).sources()
    except (SubmissionError, MemoryError):
        raise
    except Exception as fault:
        raise SubmissionError(f"it cannot be read ({type(fault).__name__}: {plain_text(str(fault))[:200]})") from fault
    if not sources:
        raise SubmissionError(f"{learner.entry}: a submission is a .py file, a notebook, a folder or a .zip file")
    return Submission(learner.key, sources, learner.notes)


def members(learner: Learner) -> Iterator[Learner]:
    """Everyone who gets the mark of this hand-in."""
    yield learner
    yield from learner.partners
