"""A path -> the bytes of a submission, read so that no path can hang, mislead or fill the judge.

Nothing is parsed here: what the bytes mean is for the worker to find out (see source.py).
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from grader.submissions.helpers import helpers, in_folder

MAX_SOURCE = 1 << 20
MAX_NOTEBOOK = 10 << 20
MAX_FILES = 200
SUFFIXES = (".py", ".ipynb")
PASSED_OVER = {"__pycache__", "node_modules", "site-packages", "venv", "env", "build", "dist"}
ENVIRONMENT_MARKS = ("pyvenv.cfg", "conda-meta")


class SubmissionError(Exception):
    """The path holds nothing that can be graded; the text says what to do."""


@dataclass(frozen=True)
class Source:
    """One file of a submission; `beside` are its helpers by the names of their modules, read when it is read."""

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """All that one learner handed in."""

    name: str
    sources: tuple[Source, ...]

    @property
    def sha256(self) -> str:
        """Of the one file's bytes; of all names and contents, in order, where there are several, or helpers beside it."""
        first = self.sources[0]
        if len(self.sources) == 1 and not first.beside:
            return hashlib.sha256(first.content).hexdigest()
        whole = hashlib.sha256()
        for source in self.sources:
            for name, content in ((source.name, source.content), *sorted(source.beside.items())):
                whole.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
        return whole.hexdigest()


def read(path: Path) -> Submission:
    """The submission at `path`, a file or a folder. Raises SubmissionError."""
    if path.is_dir():
        return _read_folder(path)
    if path.suffix not in SUFFIXES and path.exists():
        raise SubmissionError(f"{path.name}: a submission is a .py file, a .ipynb notebook, or a folder of them")
    return Submission(path.name, (with_helpers(read_source(path, path.name), path),))


def _read_folder(folder: Path) -> Submission:
    paths = list(islice(_candidates(folder), MAX_FILES + 1))
    if not paths:
        raise SubmissionError(f"{folder}: there is no .py file and no notebook in this folder")
    if len(paths) > MAX_FILES:
        raise SubmissionError(f"{folder}: more than {MAX_FILES} files; name the folder of one learner")
    sources = tuple(with_helpers(read_source(path, path.relative_to(folder).as_posix()), path) for path in paths)
    return Submission(folder.resolve().name, sources)


def _candidates(folder: Path) -> Iterator[Path]:
    """The .py and .ipynb files below a folder, in the order of their names; hidden folders and environments are passed over."""
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not is_passed_over(name, Path(root)))
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(root, name)


def is_passed_over(name: str, parent: Path) -> bool:
    """The folder is hidden, an environment of any name (it holds a pyvenv.cfg or conda's records), or what a tool keeps there."""
    if name.startswith(".") or name in PASSED_OVER or name.endswith(".egg-info"):
        return True
    return any(os.path.lexists(parent / name / mark) for mark in ENVIRONMENT_MARKS)


def with_helpers(source: Source, path: Path) -> Source:
    """The source of a file of a learner's own folder, with the files beside it that it may import."""
    folder = path.parent

    def content(name: str) -> bytes | None:
        try:
            return read_source(folder / name, name).content
        except SubmissionError:
            return None

    return replace(source, beside=helpers(source.content, path.name, in_folder(folder, is_passed_over), content))


def read_source(path: Path, name: str) -> Source:
    """The bytes of a regular file of bounded size; a link, a device or a pipe is refused unopened. Raises SubmissionError."""
    limit = MAX_NOTEBOOK if name.endswith(".ipynb") else MAX_SOURCE
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode):
            raise SubmissionError(f"{name}: this is a link; hand in the file itself")
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise SubmissionError(f"{name}: there is no such file") from None
    except (OSError, ValueError) as error:
        raise SubmissionError(f"{name}: cannot be read ({getattr(error, 'strerror', None) or error})") from None
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)
        raise SubmissionError(f"{name}: this is not a regular file")
    with open(descriptor, "rb") as file:
        content = file.read(min(facts.st_size, limit) + 1) if facts.st_size <= limit else b""
    if facts.st_size > limit or len(content) > limit:
        raise SubmissionError(f"{name}: larger than {limit >> 20} MB; a submission is a few kilobytes of Python")
    return Source(name, content)
