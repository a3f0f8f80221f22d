"""Files that are whole or not there: written beside their place, then moved onto it. A link stays a link, a device a device."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

SPECIAL = ("/dev/", "/proc/")
MOST_LINKS = 40


def short_path(path: Path) -> str:
    """The path, seen from this folder where it lies below it and is still there."""
    try:
        here = Path.cwd()
    except FileNotFoundError:
        return str(path)
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Replace `path` by `text`, or by its pieces one after another. Raises OSError; then the old file stands as it was."""
    pieces = (text,) if isinstance(text, str) else text
    write_bytes_atomically(path, (piece.encode("utf-8") for piece in pieces))


def write_bytes_atomically(path: Path, pieces: Iterable[bytes], durable: bool = True) -> None:
    """Replace what `path` stands for by the pieces. Raises OSError; then the old file stands as it was.

    A link is followed and stays. A pipe, a device, or what a program's own descriptors stand for (/dev/stdout) is written to, since
    there is nothing that could be put in its place. What is not `durable` is not waited for until it is on the disk.
    """
    goal = _goal(path)
    if goal is None:
        _write_to(path, pieces)
        return
    descriptor, draft = _draft_beside(goal)
    try:
        with open(descriptor, "wb") as file:
            file.writelines(pieces)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, goal)
    except BaseException:
        os.unlink(draft)
        raise


@contextlib.contextmanager
def folder_for(path: Path) -> Iterator[None]:
    """Within it the folder of a file that is to be written is there. Where that fails, the folders that were made for it are gone again.
    Raises OSError.
    """
    missing = list(itertools.takewhile(lambda folder: not folder.exists(), path.parents))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        for folder in missing:  # the innermost first; one that somebody else has written to stays
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise


def _draft_beside(path: Path) -> tuple[int, Path]:
    """A new file that only we may read: its descriptor and its path. (tempfile would load four libraries for it.) Raises OSError."""
    draft = path.with_name(f".{path.name[:200]}.{os.urandom(8).hex()}")
    return os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600), draft


def _goal(path: Path) -> Path | None:
    """The place of a plain file, or of one that is to be, at the end of all links; None for anything else."""
    for _ in range(MOST_LINKS):
        if os.path.abspath(path).startswith(SPECIAL):
            return None
        if not path.is_symlink():
            break
        path = path.parent / os.readlink(path)
    return path if not os.path.lexists(path) or stat.S_ISREG(os.stat(path).st_mode) else None


def _write_to(path: Path, pieces: Iterable[bytes]) -> None:
    """A pipe that nobody reads is an error, not something to wait for."""
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    with open(descriptor, "wb") as file:
        file.writelines(pieces)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, whole or not at all. Raises FileExistsError, where what is there stays, and OSError."""
    if os.path.lexists(path):
        raise FileExistsError(path)
    descriptor, draft = _draft_beside(path)
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        os.chmod(draft, 0o666 & ~_umask())
        rename_new(Path(draft), path)
    finally:
        Path(draft).unlink(missing_ok=True)


def rename_new(path: Path, free: Path) -> None:
    """Rename to a name that is free: a link never takes the place of a file. Raises FileExistsError, OSError."""
    try:
        os.link(path, free)
    except FileExistsError:
        raise
    except OSError:  # a file system without links; Windows renames only onto a free name
        if os.path.lexists(free):
            raise FileExistsError(free) from None
        path.rename(free)
    else:
        path.unlink()


def set_aside(path: Path, stem: str = "") -> Path:
    """Rename a file to the first free name of the form STEM.1.py; nothing is ever overwritten. Raises OSError."""
    for number in itertools.count(1):
        aside = path.with_name(f"{stem or path.stem}.{number}{path.suffix}")
        with contextlib.suppress(FileExistsError):
            rename_new(path, aside)
            return aside
    raise AssertionError("numbers do not end")
