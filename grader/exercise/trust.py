"""Which packs may run that an nncli.toml names which nobody has named: a pack is a program, and the folder may be somebody else's.

What is trusted is what stood in the folder then: where a program in it has changed since, it is asked for anew. A pack that was named by
hand, by --pack, NNCLI_PACKS or an assignment, or that was installed, needs no trust; nor does a students' half, of which nothing is run.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

FILE = "trusted_packs"  # a line for each: the digest of what may run, a space, the folder
LOADED = "exercises"  # all that lies in this folder counts, also data, which a program may read
PROGRAMS = (".py", ".pyc", ".pyw", ".so", ".pyd", ".dll", ".dylib", ".pth")
MOST_FILES, MOST_BYTES = 20_000, 256 << 20


def state_folder() -> Path | None:
    """Where nncli keeps what it remembers, None where nobody's home is known; NNCLI_STATE names another folder."""
    if folder := os.environ.get("NNCLI_STATE"):
        return Path(folder)
    if usual := _usual_on_linux():
        return usual
    import platformdirs  # for speed: it takes as long to load as an answer to be judged

    try:
        folder_found = Path(platformdirs.user_state_dir("nncli"))
    except RuntimeError:
        return None
    return folder_found if folder_found.is_absolute() else None  # before platformdirs 4.12 it would begin with "~"


def _usual_on_linux() -> Path | None:
    """The folder as platformdirs has it on Linux where no variable names another one; None anywhere else."""
    home = os.environ.get("HOME", "")
    special = "XDG_STATE_HOME" in os.environ or "ANDROID_ROOT" in os.environ
    is_usual = sys.platform == "linux" and home.startswith("/") and not special
    return Path(home, ".local", "state", "nncli") if is_usual else None


class TooLarge(Exception):
    """The folder holds more than can be looked through."""


def trusts(folder: Path) -> bool:
    """The pack in this folder was trusted, wherever a link leads, and is what it was then."""
    known = _known_digest(folder)
    return bool(known) and known == _digest_now(folder)


def has_trusted(folder: Path) -> bool:
    """The pack in this folder was trusted, whatever has become of it since."""
    return bool(_known_digest(folder))


def trust(folder: Path) -> None:
    """Trust what is in this folder from now on. Raises OSError where nothing can be remembered, and TooLarge."""
    file = state_folder()
    if file is None:
        raise FileNotFoundError(2, "no home folder is known; NNCLI_STATE=FOLDER names another place")
    place, digest = _in_a_line(folder), content_digest(folder)
    file.mkdir(parents=True, exist_ok=True)
    others = [line for line in _lines(file) if line.partition(" ")[2] != place]
    beside = file / f"{FILE}.{os.getpid()}"
    beside.write_text("".join(f"{line}\n" for line in (*others, f"{digest} {place}")), encoding="utf-8")
    beside.replace(file / FILE)


@contextlib.contextmanager
def keeping_trust(folder: Path, is_new: bool = False) -> Iterator[None]:
    """What is written within it, to a pack that is trusted before or that is started there, is trusted too."""
    trusted = is_new or trusts(folder)
    yield
    if trusted:
        with contextlib.suppress(OSError, TooLarge):
            trust(folder)


@contextlib.contextmanager
def writing_no_bytecode(pack: object) -> Iterator[None]:
    """What is imported of a pack writes nothing into it: it would not be what was trusted any more. Without a pack, as ever."""
    before = sys.dont_write_bytecode
    sys.dont_write_bytecode |= pack is not None
    try:
        yield
    finally:
        sys.dont_write_bytecode = before


def _known_digest(folder: Path) -> str:
    file, place = state_folder(), _in_a_line(folder)
    lines = _lines(file) if file is not None else []
    return next((digest for digest, _, known in (line.partition(" ") for line in lines) if known == place), "")


def _in_a_line(folder: Path) -> str:
    """Where it lies, wherever a link leads, as text in which no character ends a line."""
    return str(folder.resolve()).encode("unicode_escape").decode("ascii")


def _lines(file: Path) -> list[str]:
    try:
        return (file / FILE).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []


# ----------------------------------------------------------------------------------------------------------- what is in a folder


def _digest_now(folder: Path) -> str:
    try:
        return content_digest(folder)
    except (OSError, TooLarge):
        return "not to be had"


def content_digest(folder: Path) -> str:
    """Of every file that a program of the pack is, or may import: names and contents, also behind links and in `__pycache__`. Folders
    whose name begins with a dot are left out. Raises OSError and TooLarge.
    """
    import hashlib  # for speed: most folders name no pack

    whole, size = hashlib.sha256(), 0
    for path in sorted(_files_that_count(folder)):
        content = _content(path, MOST_BYTES - size)
        size += len(content)
        name = os.fsencode(path.relative_to(folder))
        whole.update(b"%d %d " % (len(name), len(content)) + name + content)
    return whole.hexdigest()


def _files_that_count(folder: Path) -> list[Path]:
    """Raises OSError and TooLarge."""
    found: list[Path] = []
    visited = set[str]()
    for place, inner, files in os.walk(folder, followlinks=True, onerror=_raise):
        inner[:] = [name for name in inner if not name.startswith(".")]
        if (real := os.path.realpath(place)) in visited:  # a link to a folder that was looked at
            inner.clear()
        visited.add(real)
        here = Path(place)
        counts = here == folder / LOADED or folder / LOADED in here.parents
        found += [here / name for name in files if counts or name == "pack.toml" or name.endswith(PROGRAMS)]
        if len(found) + len(visited) > MOST_FILES:
            raise TooLarge(f"{folder} holds more than {MOST_FILES} files")
    return found


def _raise(error: OSError) -> None:
    raise error


def _content(path: Path, most: int) -> bytes:
    """What is in a file; of a pipe or a device, only that it is one. Raises OSError and TooLarge."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:  # a link that leads nowhere
        return b""
    with open(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return b""
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLarge(f"{path} and the others are larger than {MOST_BYTES >> 20} MB")
    return content
