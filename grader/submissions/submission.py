"""A path -> the bytes of a submission, read so that no path can hang, mislead or fill the judge.

Nothing is parsed here: what the bytes mean is for the worker to find out (see source.py).
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

MAX_SOURCE = 1 << 20
MAX_NOTEBOOK = 10 << 20
MAX_FILES = 200
MAX_HELPERS = 30
MAX_IMPORTS = 200  # names that one helper file may have looked for beside it
SUFFIXES = (".py", ".ipynb")
PASSED_OVER = {"__pycache__", "node_modules", "site-packages", "venv", "env", "build", "dist"}


class SubmissionError(Exception):
    """The path holds nothing that can be graded; the text says what to do."""


@dataclass(frozen=True)
class Source:
    """One file of a submission. `folder` is where its helper files lie, None where it must not have any.

    `beside` holds the helper files, by their names, of a submission that came without a folder: out of an archive.
    """

    name: str
    content: bytes
    folder: Path | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Submission:
    """All that one learner handed in."""

    name: str
    sources: tuple[Source, ...]

    @property
    def sha256(self) -> str:
        """Of the one file's bytes; of all names and contents, in order, where there are several."""
        if len(self.sources) == 1:
            return hashlib.sha256(self.sources[0].content).hexdigest()
        whole = hashlib.sha256()
        for source in self.sources:
            whole.update(f"{source.name}\0{len(source.content)}\0".encode("utf-8", "surrogateescape") + source.content)
        return whole.hexdigest()


def read(path: Path) -> Submission:
    """The submission at `path`, a file or a folder. Raises SubmissionError."""
    if path.is_dir():
        return _read_folder(path)
    if path.suffix not in SUFFIXES and path.exists():
        raise SubmissionError(f"{path.name}: a submission is a .py file, a .ipynb notebook, or a folder of them")
    return Submission(path.name, (read_source(path, path.name, path.parent),))


def _read_folder(folder: Path) -> Submission:
    paths = list(islice(_candidates(folder), MAX_FILES + 1))
    if not paths:
        raise SubmissionError(f"{folder}: there is no .py file and no notebook in this folder")
    if len(paths) > MAX_FILES:
        raise SubmissionError(f"{folder}: more than {MAX_FILES} files; name the folder of one learner")
    sources = tuple(read_source(path, path.relative_to(folder).as_posix(), path.parent) for path in paths)
    return Submission(folder.resolve().name, sources)


def _candidates(folder: Path) -> Iterator[Path]:
    """The .py and .ipynb files below a folder, in the order of their names; hidden folders and environments are passed over."""
    for root, folders, files in os.walk(folder, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name not in PASSED_OVER)
        for name in sorted(files):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield Path(root, name)


def read_source(path: Path, name: str, folder: Path | None) -> Source:
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
    return Source(name, content, folder)


def modules_beside(source: Source, wanted: list[str]) -> dict[str, str]:
    """The texts of the helper files beside a submission that it imports, directly or through one another."""
    found: dict[str, str] = {}
    pending = list(wanted)
    while pending and len(found) < MAX_HELPERS:
        name = pending.pop(0)
        content = _helper(source, f"{name}.py") if name not in found and name.isidentifier() else None
        if content is None:
            continue
        found[name] = content
        pending += _imports(content)
    return found


def _helper(source: Source, file_name: str) -> str | None:
    """The text of a helper file; None where there is none that can be read."""
    if file_name == Path(source.name).name:
        return None
    try:
        if source.folder is None:
            return source.beside[file_name].decode("utf-8-sig")
        return read_source(source.folder / file_name, file_name, None).content.decode("utf-8-sig")
    except (KeyError, SubmissionError, UnicodeDecodeError):
        return None


def _imports(text: str) -> list[str]:
    """First words after `import` and `from` at the start of a line: enough to find a helper's helpers without parsing it."""
    words = (line.split() for line in text.splitlines() if line.lstrip().startswith(("import ", "from ")))
    names = (parts[1].lstrip(".").split(".")[0].rstrip(",") for parts in words if len(parts) > 1)
    return list(dict.fromkeys(names))[:MAX_IMPORTS]
