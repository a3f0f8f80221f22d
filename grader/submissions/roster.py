"""A folder of submissions -> learners: what each of them handed in, whatever system the folder was exported from.

An entry is a file, a notebook, a folder or a .zip file. The names that Canvas, Moodle and Gradescope give to entries are recognised;
other names are the learner's, or are read by a pattern of the teacher's.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from grader.submissions.archive import read_archive
from grader.submissions.files import SUFFIXES, SubmissionError, is_folder, plain_text, read_plain
from grader.submissions.submission import Source, Submission, beside_one_another, read, read_source
from grader.text.cleaning import visible

ENTRY_SUFFIXES = (*SUFFIXES, ".zip")

# student is who, id the system's number of them, file the name that they gave. A pattern with `file` groups several files of one learner.
PATTERNS = (
    # Canvas: doejane_LATE_1234_5678_ex03_multiply_gate-1.py, where -1 is a second hand-in
    re.compile(r"(?P<student>[^_]+)_(?P<late>LATE_)?(?P<id>\d+)_\d+_(?!assignsubmission_)(?P<file>.+)", re.DOTALL),
    # Moodle: "Jane Doe_1234_assignsubmission_file_ex03_multiply_gate.py", or a folder that ends before the file's name. The first
    # number before the word is the learner's; what comes after it, the learner has written.
    re.compile(r"(?P<student>.+?)_(?P<id>\d+)_assignsubmission_file_?(?P<file>.*)", re.DOTALL),
    # Gradescope: a folder submission_1234, and submission_metadata.yml beside it says whose it is
    re.compile(r"submission_(?P<id>\d+)(?P<file>)"),
)
NOT_FILES = re.compile(r".+_\d+_assignsubmission_(?!file)\w+", re.DOTALL)  # Moodle: what was typed into a text field
AGAIN = re.compile(r"-\d+(?=\.\w+$)")


class RosterError(Exception):
    """The folder or the pattern cannot be used; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Learner:
    """One learner and the entries that are theirs. `problem` says why they cannot be read, where that is known beforehand."""

    key: str
    paths: tuple[str, ...]  # text, which is a quarter of the size of a Path: there may be ten thousand learners
    files: tuple[str, ...]  # the names that the learner gave, one for each path
    name: str = ""
    system_id: str = ""
    late: bool = False
    grouped: bool = False  # several entries of one key are the files of one submission
    problem: str = ""


@dataclass(frozen=True)
class Roster:
    learners: tuple[Learner, ...]
    passed_over: tuple[str, ...]  # entries that are nobody's submission


def read_roster(folder: Path, pattern: str | None = None) -> Roster:
    """The learners of a folder, in the order of their keys. Raises RosterError."""
    patterns = (_compile(pattern),) if pattern else PATTERNS
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        raise RosterError(f"{folder} cannot be read: {error.strerror}") from None
    known = gradescope_names(folder)
    found: dict[str, Learner] = {}
    passed_over = []
    for name in names:
        learner = _learner(folder / name, patterns, bool(pattern), known)
        if learner is None:
            passed_over.append(visible(name))
        else:
            found[learner.key] = _join(found[learner.key], learner) if learner.key in found else learner
    if not found:
        raise RosterError(
            f"{folder}: nothing in this folder is a submission: a .py file, a notebook, a folder or a .zip file"
        )
    return Roster(tuple(found[key] for key in sorted(found)), tuple(passed_over))


def _compile(pattern: str) -> re.Pattern[str]:
    try:
        compiled = re.compile(pattern, re.DOTALL)
    except re.error as error:
        raise RosterError(f"the student pattern is not a regular expression: {error}") from None
    if "student" not in compiled.groupindex:
        raise RosterError("the student pattern must name its part: (?P<student>...)")
    return compiled


def _learner(path: Path, patterns: tuple[re.Pattern[str], ...], strict: bool, known: dict[str, str]) -> Learner | None:
    match = next(filter(None, (pattern.fullmatch(path.name) for pattern in patterns)), None)
    if match is None:
        if NOT_FILES.fullmatch(path.name):
            return None
        is_entry = path.suffix.lower() in ENTRY_SUFFIXES or is_folder(path)
        key = path.name if is_folder(path) else path.stem
        return None if strict or not is_entry else Learner(visible(key), (str(path),), (path.name,), visible(key))
    parts = match.groupdict()
    grouped = "file" in parts
    student, number = parts.get("student") or "", parts.get("id") or ""
    key = known.get(number, "") if not student else "_".join(filter(None, (student, number)))
    file = AGAIN.sub("", parts.get("file") or path.name) if grouped else path.name
    if not grouped:
        key = student
    who, late = visible(student or key), bool(parts.get("late"))
    return Learner(visible(key or path.name), (str(path),), (file,), who, number, late, grouped)


def _join(first: Learner, second: Learner) -> Learner:
    """Several files that a system exported for one learner are one submission; two entries of one name are a question to the teacher."""
    paths, files = (*first.paths, *second.paths), (*first.files, *second.files)
    whole = replace(first, paths=paths, files=files, late=first.late or second.late)
    if first.grouped and second.grouped:
        return whole
    names = ", ".join(visible(os.path.basename(path)) for path in paths)
    return replace(whole, problem=f"{len(paths)} entries for one learner: {names}; keep one of them")


def gradescope_names(folder: Path) -> dict[str, str]:
    """Submission number -> the first submitter's e-mail address, or number, or name, from Gradescope's submission_metadata.yml."""
    try:
        text = read_plain(folder / "submission_metadata.yml", "submission_metadata.yml").decode("utf-8")
    except (SubmissionError, UnicodeDecodeError):
        return {}
    found: dict[str, str] = {}
    for part in re.split(r"^submission_(?=\d+:)", text, flags=re.MULTILINE)[1:]:
        number = part.partition(":")[0]
        for word in ("email", "sid", "name"):
            value = re.search(rf"^[ -]+:?{word}: *(.+)$", part, re.MULTILINE)
            if value and value[1].strip("'\" "):
                found[number] = value[1].strip("'\" ")
                break
    return found


# --------------------------------------------------------------------------------------------------------------------- reading


def submission(learner: Learner) -> Submission:
    """What a learner handed in. Raises SubmissionError, whatever is wrong with it: it must not end the grading of a class."""
    if learner.problem:
        raise SubmissionError(learner.problem)
    pairs = zip(learner.paths, learner.files, strict=True)
    try:
        sources = [source for path, file in pairs for source in _sources(Path(path), file)]
    except (SubmissionError, MemoryError):
        raise
    except Exception as fault:
        raise SubmissionError(f"it cannot be read ({type(fault).__name__}: {plain_text(str(fault))[:200]})") from fault
    if not sources:
        names = ", ".join(visible(os.path.basename(path)) for path in learner.paths)
        raise SubmissionError(f"{names}: a submission is a .py file, a notebook, a folder or a .zip file")
    several = sorted(sources, key=lambda source: source.name)  # the order of hand-in decides nothing
    return Submission(learner.key, beside_one_another(several) if len(learner.paths) > 1 else tuple(sources))


def _sources(path: Path, file: str) -> Iterator[Source]:
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):  # said when it is read
        mode = 0
    if stat.S_ISLNK(mode):
        raise SubmissionError(f"{visible(path.name)}: this is a link; hand in the file itself")
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif path.suffix.lower() == ".zip":
        yield from read_archive(path)
    elif path.suffix in SUFFIXES:
        # The files beside it are other learners': it may import none of them.
        yield read_source(path, file)


def _folder(path: Path) -> tuple[Source, ...]:
    """A message names the entry, not where the teacher keeps it."""
    try:
        return read(path).sources
    except SubmissionError as error:
        raise SubmissionError(str(error).replace(plain_text(str(path)), visible(path.name))) from None
