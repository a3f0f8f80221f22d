"""Entries of a class that are no submission, each of which ended or hung the grading of everyone in a grader that reads naively."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

SOURCE = b"class MultiplyGate:\n    pass\n"


def deep_folder(folder: Path) -> None:
    """1200 folders, one within another: deeper than Python's calls, and longer than a path may be."""
    here = os.getcwd()
    path = folder / "deep"
    path.mkdir()
    os.chdir(path)
    try:
        for _ in range(1200):
            os.mkdir("deeper")
            os.chdir("deeper")
        Path("ex03.py").write_bytes(SOURCE)
    finally:
        os.chdir(here)


def wide_folder(folder: Path) -> None:
    """More names than a learner writes."""
    (folder / "wide").mkdir()
    for number in range(21_000):
        (folder / "wide" / f"{number}.txt").touch()


def folder_without_utf8(folder: Path) -> None:
    inner = os.fsencode(folder / "bytes")
    os.mkdir(inner)
    for name in (b"L\xf6sung.py", b"L\xf6sung2.py"):
        with open(inner + b"/" + name, "wb") as file:
            file.write(SOURCE)


def names_without_utf8(folder: Path) -> None:
    for name in (b"z\xff.zip", b"n\xff.ipynb", b"large\xff.py"):
        with open(os.fsencode(folder) + b"/" + name, "wb") as file:
            file.truncate(1 << 40 if name.startswith(b"large") else 3)
    os.mkfifo(os.fsencode(folder) + b"/pipe\xff.py")


def pipes(folder: Path) -> None:
    for name in ("a.zip", "b.py", "c.ipynb", "submission_metadata.yml"):
        os.mkfifo(folder / f"pipe_{name}" if name != "submission_metadata.yml" else folder / name)
    (folder / "piped").mkdir()
    os.mkfifo(folder / "piped" / "x.py")


def links(folder: Path) -> None:
    for name, goal in (
        ("circle.py", "circle.py"),
        ("device.zip", "/dev/zero"),
        ("up", ".."),
        ("nowhere.ipynb", "none"),
    ):
        (folder / name).symlink_to(goal)


def nameless_member(folder: Path) -> None:
    with zipfile.ZipFile(folder / "nameless.zip", "w") as archive:
        archive.writestr("ex03.py", SOURCE)
        archive.writestr(zipfile.ZipInfo(""), "")


def endless_directory(folder: Path, count: int = 100_000) -> None:
    """A list of names that no end record admits to, so that zipfile reads all of it."""
    entries = [b"%d/" % number for number in range(count)]
    local = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 0, 0, 0x21, zlib.crc32(SOURCE), len(SOURCE), len(SOURCE), 7, 0)
    begin = local + b"ex03.py" + SOURCE
    size = sum(46 + len(name) for name in entries) + 53
    offset = 0x06054B50  # the end record holds the sign of an end record
    own = (-(len(begin) - offset)) & 0xFFFFFFFF
    body = b"".join(_listed(name, 0, own) for name in entries) + _listed(b"ex03.py", len(SOURCE), own)
    end = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, (count + 1) & 0xFFFF, (count + 1) & 0xFFFF, size, offset, 0)
    (folder / "endless.zip").write_bytes(begin + body + end)


def _listed(name: bytes, size: int, place: int) -> bytes:
    sizes = (zlib.crc32(SOURCE) if size else 0, size, size)
    head = (b"PK\1\2", 20, 3, 20, 0, 0, 0, 0, 0x21, *sizes, len(name), 0, 0, 0, 0, 0, place)
    return struct.pack("<4s4B4H3L5H2L", *head) + name


def unreadable(folder: Path) -> None:
    """For root these are plain files; for others they cannot be opened."""
    (folder / "locked.py").write_bytes(SOURCE)
    (folder / "locked.py").chmod(0)
    (folder / "shut").mkdir(mode=0)


def device(folder: Path) -> None:
    """Needs root; without it there is no such entry."""
    if os.geteuid() == 0:
        os.mknod(folder / "zero.zip", 0o20666, os.makedev(1, 5))


def names_that_collide(folder: Path) -> None:
    (folder / "same.py").write_bytes(SOURCE)
    (folder / "same").mkdir()
    (folder / ("l" * 250 + ".py")).write_bytes(SOURCE)
    (folder / "new\nline.py").write_bytes(SOURCE)


DISASTERS: dict[str, Callable[[Path], None]] = {
    one.__name__: one
    for one in (
        deep_folder, wide_folder, folder_without_utf8, names_without_utf8, pipes, links, nameless_member,
        endless_directory, unreadable, device, names_that_collide,
    )
}  # fmt: skip

# Each reads a class as one writes it first; run by `python -c` in the folder of the class.
NAIVE = {
    "deep_folder": "from pathlib import Path\ndef walk(p):\n    [walk(q) if q.is_dir() else q.open() for q in p.iterdir()]\nwalk(Path())",
    "folder_without_utf8": "import os\nfor root, _, files in os.walk('.'):\n    [f.encode() for f in files]",
    "names_without_utf8": "import os, json\n[json.dumps(n, ensure_ascii=False).encode() for n in os.listdir('.')]",
    "pipes": "import os, zipfile\n[zipfile.ZipFile(n) for n in os.listdir('.') if n.endswith('.zip')]",
    "links": "import os\n[open(n).read() for n in sorted(os.listdir('.')) if n.endswith('.py')]",
}

if __name__ == "__main__":
    DISASTERS[sys.argv[1]](Path(sys.argv[2]))
