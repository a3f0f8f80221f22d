"""Paths -> bytes: nothing is opened before it is known to be a plain file, no folder is walked further than a learner's can reach."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

MAX_SOURCE = 1 << 20
MAX_NOTEBOOK = 10 << 20
MAX_FILES = 200
MAX_DEPTH = 30  # folders within folders
MAX_ENTRIES = 20_000  # names in all folders of one submission
MAX_WORDS = 1_000
SUFFIXES = (".py", ".ipynb")
PASSED_OVER = {"__pycache__", "node_modules", "site-packages", "venv", "env", "build", "dist"}
ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta", "pack.toml")
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class SubmissionError(Exception):
    """The path holds nothing that can be graded; the text says what to do. It may name files: bytes that are no text are escaped."""

    def __init__(self, text: str) -> None:
        super().__init__(plain_text(text[:MAX_WORDS]))


MAX_DIRECTORY = 1 << 20  # bytes of the lists of names of all archives of one learner


class Allowance:
    """What all archives of one learner may hold together: to read a list of names takes long, and there may be hundreds of lists."""

    def __init__(self) -> None:
        self.left = MAX_DIRECTORY

    def take(self, length: int, name: str) -> None:
        """Raises SubmissionError where there is no room for so many bytes more of names."""
        self.left -= length
        if self.left < 0:
            raise SubmissionError(f"{name}: more names than the archives of one learner can have; hand in one archive")


def plain_text(name: str) -> str:
    """A file's name as text: bytes that are none are written as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def has_suffix(name: str) -> bool:
    """A .py file or a notebook; some systems write the suffix in capitals."""
    return name.lower().endswith(SUFFIXES)


def with_small_suffix(name: str) -> str:
    """`name` with the suffix of a .py file or a notebook as Python knows it."""
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}{dot}{suffix.lower()}" if has_suffix(name) else name


def open_plain(path: Path, name: str) -> int:
    """A descriptor of a plain file; a link, a device or a pipe is refused, and never waited for. Raises SubmissionError."""
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode):
            raise SubmissionError(f"{name}: this is a link; hand in the file itself")
        descriptor = os.open(path, FLAGS)
    except FileNotFoundError:
        raise SubmissionError(f"{name}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise SubmissionError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SubmissionError(f"{name}: this is not a regular file")
    return descriptor


def limit_of(name: str) -> int:
    """How many bytes a file of this name may have."""
    return MAX_NOTEBOOK if name.lower().endswith(".ipynb") else MAX_SOURCE


def read_plain(path: Path, name: str) -> bytes:
    """The bytes of a plain file of bounded size. Raises SubmissionError."""
    limit = limit_of(name)
    descriptor = open_plain(path, name)
    try:
        with open(descriptor, "rb") as file:
            size = os.fstat(descriptor).st_size
            content = file.read(min(size, limit) + 1) if size <= limit else b""
    except OSError as error:
        raise SubmissionError(f"{name}: cannot be read ({error.strerror or error})") from None
    if size > limit or len(content) > limit:
        raise SubmissionError(f"{name}: larger than {limit >> 20} MB; a submission is a few kilobytes of Python")
    return content


def is_folder(path: Path) -> bool:
    """A folder, or a link to one; what cannot be looked at is none."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)
    except (OSError, ValueError):
        return False


def is_passed_over(name: str, parent: Path) -> bool:
    """The folder is hidden, an environment of any name (it holds a pyvenv.cfg or conda's records), a pack of exercises, or what a tool
    keeps there.
    """
    if name.startswith(".") or name in PASSED_OVER or name.endswith(".egg-info"):
        return True
    return any(os.path.lexists(parent / name / mark) for mark in ENVIRONMENT_MARKS)


def candidates(folder: Path) -> Iterator[str]:
    """The paths, within a folder, of the .py and .ipynb files below it, in the order of their names; hidden folders and
    environments are passed over, links are not followed. Raises SubmissionError where it is deeper or fuller than a learner's.
    """
    pending, left = [("", 0)], MAX_ENTRIES
    while pending:
        inner, depth = pending.pop()
        if depth > MAX_DEPTH:
            raise SubmissionError(f"{folder}: folders within folders, more than {MAX_DEPTH} deep; hand in the files")
        files, folders = _entries(folder / inner, str(folder))
        left -= len(files) + len(folders)
        if left < 0:
            raise SubmissionError(f"{folder}: more than {MAX_ENTRIES} names; name the folder of one learner")
        yield from (inner + name for name in files if has_suffix(name) and not name.startswith("."))
        wanted = (name for name in folders if not is_passed_over(name, folder / inner))
        pending += [(f"{inner}{name}/", depth + 1) for name in sorted(wanted, reverse=True)]


def _entries(folder: Path, name: str) -> tuple[list[str], list[str]]:
    """The names of the files and of the folders in a folder, sorted; no more than one submission may have."""
    files: list[str] = []
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                (folders if entry.is_dir(follow_symlinks=False) else files).append(entry.name)
                if len(files) + len(folders) > MAX_ENTRIES:
                    break
    except OSError as error:
        raise SubmissionError(f"{name}: a folder in it cannot be read ({error.strerror or error})") from None
    return sorted(files), sorted(folders)
