"""A path -> the bytes of a submission, read so that no path can hang, mislead or fill the judge.

Nothing is parsed here: what the bytes mean is for the worker to find out (see source.py). All that will run is read here, once.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import force_setattr, replace

from grader.submissions.files import (
    MAX_FILES,
    SUFFIXES,
    SubmissionError,
    candidates,
    is_folder,
    is_passed_over,
    plain_text,
    read_plain,
    with_small_suffix,
)
from grader.submissions.helpers import Neighbours, neighbours_among, neighbours_in
from grader.text.digest import sha256

MAX_TOTAL = 64 << 20  # bytes of all files of a submission


class Source(Struct, frozen=True):
    """One file of a submission; `beside` are its helpers by the names of their modules, read when it is read.

    `order` are the numbers by which a later hand-in is known from an earlier one, where a system gave any.
    """

    name: str
    content: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    order: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "name", with_small_suffix(plain_text(self.name)))


class Submission(Struct, frozen=True):
    """All that one learner handed in."""

    name: str
    sources: tuple[Source, ...]
    notes: tuple[str, ...] = ()  # what was handed in and does not count, and why

    @property
    def sha256(self) -> str:
        """Of all names and contents that decide what is graded: the files, in order, and their helpers."""
        whole, digests = sha256(), dict[int, bytes]()
        for source in self.sources:
            for name, content in ((source.name, source.content), *sorted(source.beside.items())):
                if id(content) not in digests:  # files of one folder share their helpers
                    digests[id(content)] = sha256(content).digest()
                whole.update(f"{len(name)} {plain_text(name)} ".encode() + digests[id(content)])
            whole.update(b";")
        return whole.hexdigest()


def read(path: Path) -> Submission:
    """The submission at `path`, a file or a folder. Raises SubmissionError."""
    if is_folder(path):
        return _read_folder(path)
    if path.suffix.lower() not in SUFFIXES and os.path.lexists(path):
        raise SubmissionError(f"{path.name}: a submission is a .py file, a .ipynb notebook, or a folder of them")
    source = read_source(path, path.name)
    beside = _neighbours(path.parent).helpers(source.content, path.name)
    return Submission(source.name, (replace(source, beside=beside),))


def _read_folder(folder: Path) -> Submission:
    paths = list(islice(candidates(folder), MAX_FILES + 1))
    if not paths:
        raise SubmissionError(f"{folder}: there is no .py file and no notebook in this folder")
    if len(paths) > MAX_FILES:
        raise SubmissionError(f"{folder}: more than {MAX_FILES} files; name the folder of one learner")
    near: dict[str, Neighbours] = {}
    sources, total = [], 0
    for path in paths:
        source = read_source(folder / path, path)
        inner, _, name = path.rpartition("/")
        if inner not in near:
            near[inner] = _neighbours(folder / inner)
        sources.append(replace(source, beside=near[inner].helpers(source.content, name)))
        total += len(source.content)
        if total > MAX_TOTAL:
            raise SubmissionError(
                f"{folder}: more than {MAX_TOTAL >> 20} MB; a submission is a few kilobytes of Python"
            )
    return Submission(plain_text(folder.resolve().name), tuple(sources))


def _neighbours(folder: Path) -> Neighbours:
    """What lies in a folder of a learner's own."""

    def content(name: str) -> bytes | None:
        with suppress(SubmissionError):
            return read_plain(folder / name, name)
        return None

    return neighbours_in(folder, is_passed_over, content)


def helpers_beside(source: Source, folder: Path) -> dict[str, bytes]:
    """What a source that was not read from a file may import from a folder, by the names of the modules."""
    return _neighbours(folder).helpers(source.content, source.name)


def read_source(path: Path, name: str) -> Source:
    """One file by itself, which may import no other. Raises SubmissionError."""
    return Source(name, read_plain(path, name))


def beside_one_another(sources: Iterable[Source]) -> tuple[Source, ...]:
    """Sources that came together: each may import the .py files of its own folder."""
    sources = tuple(sources)
    texts = {source.name: source.content for source in sources}
    near = {
        folder: neighbours_among(folder, texts) for folder in {source.name.rpartition("/")[0] for source in sources}
    }

    def helpers(source: Source) -> dict[str, bytes]:
        folder, _, name = source.name.rpartition("/")
        return near[folder].helpers(source.content, name)

    return tuple(source if source.beside else replace(source, beside=helpers(source)) for source in sources)
