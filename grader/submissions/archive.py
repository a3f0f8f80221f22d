"""A .zip file -> the sources in it, read so that no archive can write, mislead or fill the judge: nothing is ever unpacked to disk.

An archive is refused as a whole where a name in it points out of it, where it holds a link, or where it is larger than a submission can be.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from dataclasses import replace
from pathlib import Path, PurePosixPath

from grader.submissions.helpers import among
from grader.submissions.submission import (
    MAX_FILES,
    MAX_NOTEBOOK,
    MAX_SOURCE,
    PASSED_OVER,
    SUFFIXES,
    Source,
    SubmissionError,
)

MAX_ARCHIVE = 100 << 20
MAX_DIRECTORY = 1 << 20  # bytes of the list of names: some ten thousand files
MAX_TOTAL = 64 << 20
END, END_64 = b"PK\x05\x06", b"PK\x06\x07"
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What goes wrong while a damaged or hostile archive is being read.
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def read_archive(path: Path) -> tuple[Source, ...]:
    """The .py files and notebooks in a .zip file, in the order of their names. Raises SubmissionError."""
    try:
        with open(path, "rb") as file:
            _refuse_size(file.fileno(), _tail(file.fileno()), path.name)
            with zipfile.ZipFile(file) as archive:
                return _beside_one_another(_sources(archive, path.name))
    except UNREADABLE as error:
        raise SubmissionError(f"{path.name}: this archive cannot be read ({error})") from None


def _tail(descriptor: int) -> bytes:
    """The last bytes, which hold the end record: it says how long the list of names is before any of it is read."""
    size = os.fstat(descriptor).st_size
    os.lseek(descriptor, max(size - (1 << 16) - 64, 0), os.SEEK_SET)
    tail = os.read(descriptor, (1 << 16) + 64)
    os.lseek(descriptor, 0, os.SEEK_SET)
    return tail


def _refuse_size(descriptor: int, tail: bytes, name: str) -> None:
    place = tail.rfind(END)
    directory = int.from_bytes(tail[place + 12 : place + 16], "little") if place >= 0 else 0
    if END_64 in tail or directory > MAX_DIRECTORY or os.fstat(descriptor).st_size > MAX_ARCHIVE:
        raise SubmissionError(f"{name}: larger than an archive of one submission can be")


def _sources(archive: zipfile.ZipFile, name: str) -> list[Source]:
    found, total = [], 0
    for member in sorted(archive.infolist(), key=lambda one: one.filename):
        _refuse_escape(member, name)
        if member.is_dir() or not _is_wanted(member.filename):
            continue
        source = Source(member.filename, _content(archive, member, name))
        found.append(source)
        total += len(source.content)
        if len(found) > MAX_FILES or total > MAX_TOTAL:
            raise SubmissionError(
                f"{name}: more than {MAX_FILES} files or {MAX_TOTAL >> 20} MB; hand in the work of one learner"
            )
    if not found:
        raise SubmissionError(f"{name}: there is no .py file and no notebook in this archive")
    return found


def _refuse_escape(member: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise SubmissionError(f"{name}: the name {member.filename!r} in it points out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SubmissionError(f"{name}: {member.filename!r} in it is a link; hand in the file itself")


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) or part in PASSED_OVER for part in parts)
    return name.endswith(SUFFIXES) and not hidden


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """At most one byte more than is allowed is ever unpacked, whatever the archive says of its sizes."""
    limit = MAX_NOTEBOOK if member.filename.endswith(".ipynb") else MAX_SOURCE
    if member.flag_bits & 1:
        raise SubmissionError(f"{name}: it is encrypted; hand in an archive without a password")
    if member.compress_type not in METHODS:
        raise SubmissionError(f"{name}: {member.filename!r} is packed by a method other than deflate")
    with archive.open(member) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise SubmissionError(f"{name}: {member.filename!r} is larger than {limit >> 20} MB")
    return content


def _beside_one_another(sources: list[Source]) -> tuple[Source, ...]:
    """Each source may import the .py files of its own folder in the archive."""
    texts = {source.name: source.content for source in sources}
    return tuple(replace(source, beside=among(source.content, source.name, texts)) for source in sources)
