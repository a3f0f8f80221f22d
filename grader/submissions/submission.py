"""A path -> the bytes of a submission, read so that no path can hang, mislead or fill the judge.

Nothing is parsed here: what the bytes mean is for the worker to find out (see source.py). All that will run is read here, once.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath

from grader.submissions.files import (
    MAX_FILES,
    SUFFIXES,
    SubmissionError,
    candidates,
    is_folder,
    plain_text,
    read_plain,
)
from grader.submissions.helpers import beside, imported

MAX_TOTAL = 64 << 20  # bytes of all files of a submission


@dataclass(frozen=True)
class Source:
    """One file of a submission. `beside` holds, by their names, the helper files that it may import."""

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", plain_text(self.name))


@dataclass(frozen=True)
class Submission:
    """All that one learner handed in."""

    name: str
    sources: tuple[Source, ...]

    @property
    def sha256(self) -> str:
        """Of all names and contents that decide what is graded: the files, in order, and the files beside them."""
        whole = hashlib.sha256()
        for source in self.sources:
            _add(whole, source.name, source.content)
        for texts in {id(source.beside): source.beside for source in self.sources}.values():
            for name in sorted(texts):
                _add(whole, plain_text(name), texts[name])
        return whole.hexdigest()


def _add(whole: hashlib._Hash, name: str, content: bytes) -> None:
    whole.update(f"{name}\0{len(content)}\0".encode() + content)


def read(path: Path) -> Submission:
    """The submission at `path`, a file or a folder. Raises SubmissionError."""
    if is_folder(path):
        return _read_folder(path)
    if path.suffix not in SUFFIXES and os.path.lexists(path):
        raise SubmissionError(f"{path.name}: a submission is a .py file, a .ipynb notebook, or a folder of them")
    source = read_source(path, path.name)
    return Submission(source.name, (replace(source, beside=beside(path, source.content)),))


def _read_folder(folder: Path) -> Submission:
    paths = list(islice(candidates(folder), MAX_FILES + 1))
    if not paths:
        raise SubmissionError(f"{folder}: there is no .py file and no notebook in this folder")
    if len(paths) > MAX_FILES:
        raise SubmissionError(f"{folder}: more than {MAX_FILES} files; name the folder of one learner")
    sources, total = [], 0
    for path in paths:
        sources.append(read_source(folder / path, path))
        total += len(sources[-1].content)
        if total > MAX_TOTAL:
            raise SubmissionError(
                f"{folder}: more than {MAX_TOTAL >> 20} MB; a submission is a few kilobytes of Python"
            )
    return Submission(plain_text(folder.resolve().name), beside_one_another(sources))


def read_source(path: Path, name: str) -> Source:
    """One file by itself, which may import no other. Raises SubmissionError."""
    return Source(name, read_plain(path, name))


def beside_one_another(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Each source may import the .py files of its own folder."""
    sources = tuple(sources)
    folders: dict[str, dict[str, bytes]] = {}
    for source in sources:
        path = PurePosixPath(source.name)
        if path.suffix == ".py":
            folders.setdefault(str(path.parent), {})[path.name] = source.content
    return tuple(replace(source, beside=folders.get(str(PurePosixPath(source.name).parent), {})) for source in sources)


def modules_beside(source: Source, imports: Iterable[str]) -> dict[str, str]:
    """The texts of the helper files that a submission imports, directly or through one another, by module."""
    others = {name: text for name, text in source.beside.items() if name != PurePosixPath(source.name).name}
    found: dict[str, str] = {}
    for module, text in imported(others, imports).items():
        with suppress(UnicodeDecodeError):  # then it cannot be imported, as Python will say
            found[module] = text.decode("utf-8-sig")
    return found
