"""A .zip file -> the sources in it, read so that no archive can write, mislead or fill the judge: nothing is ever unpacked to disk.

An archive is refused as a whole where a name in it points out of it, where it holds a link, or where it is larger than a submission can be.
"""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from grader.submissions.files import (
    ENVIRONMENT_MARKS,
    MAX_DIRECTORY,
    MAX_FILES,
    PASSED_OVER,
    Allowance,
    SubmissionError,
    has_suffix,
    limit_of,
    open_plain,
    plain_text,
)
from grader.submissions.submission import MAX_TOTAL, Source, beside_one_another

MAX_ARCHIVE = 100 << 20
MAX_MEMBERS = 10_000
END, END_64, LOCATOR = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
END_SIZE, LOCATOR_SIZE, END_64_SIZE = 22, 20, 56
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# What goes wrong while a damaged or hostile archive is being read.
UNREADABLE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError)


def read_archive(path: Path, allowance: Allowance | None = None) -> tuple[Source, ...]:
    """The .py files and notebooks in a .zip file, in the order of their names. Raises SubmissionError."""
    name = plain_text(path.name)
    with open(open_plain(path, name), "rb") as file:
        try:
            length = _length_of_names(file.fileno(), name)
            (allowance or Allowance()).take(length, name)
            with zipfile.ZipFile(file) as archive:
                return beside_one_another(_sources(archive, name))
        except UNREADABLE as error:
            raise SubmissionError(f"{name}: this archive cannot be read ({plain_text(str(error))})") from None


def _length_of_names(descriptor: int, name: str) -> int:
    """How many bytes the list of names has, before any of it is read. Its place and its length must be what the end record says, with
    nothing before or after them: what zipfile works out by itself where they are not lets an archive name a list of any length. Raises
    SubmissionError.
    """
    size = os.fstat(descriptor).st_size
    start = max(size - (1 << 16) - END_SIZE, 0)
    tail = os.pread(descriptor, size - start, start)
    place = _place_of_end(tail)
    record = tail[place : place + END_SIZE]
    members, length, offset = (int.from_bytes(record[a:b], "little") for a, b in ((10, 12), (12, 16), (16, 20)))
    if tail[max(place - LOCATOR_SIZE, 0) : place].startswith(LOCATOR):  # an archive of the longer form, of any size
        place -= LOCATOR_SIZE + END_64_SIZE
        record = tail[max(place, 0) : place + END_64_SIZE]
        members, length, offset = (int.from_bytes(record[a:b], "little") for a, b in ((32, 40), (40, 48), (48, 56)))
        said = int.from_bytes(tail[place + END_64_SIZE + 8 : place + END_64_SIZE + 16], "little")
        if not record.startswith(END_64) or said != start + place:
            raise SubmissionError(f"{name}: this archive cannot be read (its end is not where it says)")
    if size > MAX_ARCHIVE or max(members / MAX_MEMBERS, length / MAX_DIRECTORY) > 1:
        raise SubmissionError(f"{name}: larger than an archive of one submission can be")
    if place < 0 or len(record) < END_SIZE or offset + length != start + place:
        raise SubmissionError(f"{name}: this archive cannot be read (its list of names is not where its end says)")
    return length


def _place_of_end(tail: bytes) -> int:
    """Where the end record begins, found as zipfile finds it: at the very end, or the last of those that a comment follows."""
    if tail[-END_SIZE:].startswith(END) and tail.endswith(b"\0\0"):
        return len(tail) - END_SIZE
    return tail.rfind(END)


def _sources(archive: zipfile.ZipFile, name: str) -> list[Source]:
    sources, total = [], 0
    members = sorted(archive.infolist(), key=lambda one: one.filename)
    environments = _environments(members)
    for member in members:
        _refuse_escape(member, name)
        inner = _inner_name(member)
        if not inner or inner.endswith("/") or not _is_wanted(inner) or inner.startswith(environments):
            continue
        source = Source(inner, _content(archive, member, name))
        sources.append(source)
        total += len(source.content)
        if len(sources) > MAX_FILES or total > MAX_TOTAL:
            raise SubmissionError(
                f"{name}: more than {MAX_FILES} files or {MAX_TOTAL >> 20} MB; hand in the work of one learner"
            )
    if not sources:
        raise SubmissionError(f"{name}: there is no .py file and no notebook in this archive")
    return sources


def _inner_name(member: zipfile.ZipInfo) -> str:
    """The name as the rest of the world writes it: some programs for Windows put backslashes between folders."""
    return member.filename.replace("\\", "/")


def _environments(members: list[zipfile.ZipInfo]) -> tuple[str, ...]:
    """The folders that are Python environments, whatever they are called."""
    marks = tuple(f"/{mark}" for mark in ENVIRONMENT_MARKS)
    names = map(_inner_name, members)
    return tuple({name[: name.index(mark) + 1] for name in names for mark in marks if mark in name})


def _refuse_escape(member: zipfile.ZipInfo, name: str) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and path.parts[0].endswith(":")):
        raise SubmissionError(f"{name}: the name {member.filename!r} in it points out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SubmissionError(f"{name}: {member.filename!r} in it is a link; hand in the file itself")


def _is_wanted(name: str) -> bool:
    parts = PurePosixPath(name).parts
    hidden = any(part.startswith((".", "__MACOSX")) or part in PASSED_OVER for part in parts)
    return has_suffix(name) and not hidden


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    """At most one byte more than is allowed is ever unpacked, whatever the archive says of its sizes."""
    limit = limit_of(member.filename)
    if member.flag_bits & 1:
        raise SubmissionError(f"{name}: it is encrypted; hand in an archive without a password")
    if member.compress_type not in METHODS:
        raise SubmissionError(f"{name}: {member.filename!r} is packed by a method other than deflate")
    with archive.open(member) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise SubmissionError(f"{name}: {member.filename!r} is larger than {limit >> 20} MB")
    return content
