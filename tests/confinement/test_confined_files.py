"""A worker reads the standard library and NumPy, nothing else, and changes nothing."""

from __future__ import annotations

import ctypes
import os
import shutil
import zoneinfo
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.sandbox.confinement import landlock

LIBC = ctypes.CDLL(None, use_errno=True)

CHANGES: dict[str, Callable[[Path], object]] = {
    "make a file": lambda folder: open(folder / "new", "x").close(),
    "append": lambda folder: open(folder / "solution.py", "a").close(),
    "empty it on opening": lambda folder: os.open(folder / "solution.py", os.O_RDONLY | os.O_TRUNC),
    "truncate": lambda folder: os.truncate(folder / "solution.py", 1),
    "change its mode": lambda folder: os.chmod(folder / "solution.py", 0o600),
    "change its times": lambda folder: os.utime(folder / "solution.py", (0, 0)),
    "change its owner": lambda folder: os.chown(folder / "solution.py", os.geteuid(), os.getegid()),
    "rename": lambda folder: os.rename(folder / "solution.py", folder / "other.py"),
    "link": lambda folder: os.link(folder / "solution.py", folder / "link"),
    "symlink": lambda folder: os.symlink("solution.py", folder / "symlink"),
    "delete": lambda folder: os.unlink(folder / "solution.py"),
    "make a folder": lambda folder: os.mkdir(folder / "folder"),
    "make a pipe": lambda folder: os.mkfifo(folder / "pipe"),
    "add an attribute": lambda folder: os.setxattr(folder / "solution.py", "user.mark", b"10"),
    "make a file without a name": lambda folder: os.open(folder, os.O_TMPFILE | os.O_RDWR),
}

ABI_VERSIONS = [None, 1, 4]


def abi_or_skip(abi: int | None) -> int | None:
    if abi is not None and abi > landlock.abi_version():
        pytest.skip(f"this kernel's Landlock is older than version {abi}")
    return abi


@pytest.mark.parametrize("abi", ABI_VERSIONS)
def test_a_secret_file_cannot_be_read(cell, course, abi):
    def read():
        return (course / "solution.py").read_text()

    assert cell.free(read) == "answer = 42\n"
    assert cell.confined(read, landlock_abi=abi_or_skip(abi)) == "PermissionError"


def test_a_folder_cannot_be_listed(cell, course):
    assert cell.free(lambda: os.listdir(course)) == ["solution.py"]
    assert cell.confined(lambda: os.listdir(course)) == "PermissionError"


@pytest.mark.parametrize("abi", ABI_VERSIONS)
@pytest.mark.parametrize("change", CHANGES)
def test_nothing_can_be_changed(cell, course, change, abi):
    def alter():
        CHANGES[change](course)
        return "done"

    assert cell.confined(alter, landlock_abi=abi_or_skip(abi)) == "PermissionError"
    assert sorted(os.listdir(course)) == ["solution.py"]
    assert cell.free(alter) == "done"


@pytest.mark.parametrize("abi", ABI_VERSIONS)
@pytest.mark.parametrize("change", ["empty it on opening", "truncate", "append", "change its mode"])
def test_what_may_be_read_cannot_be_changed(cell, course, change, abi):
    """The owner of a Python could damage it on a kernel whose Landlock does not know truncation."""

    def alter():
        CHANGES[change](course)

    answer = cell.confined(alter, readable=[str(course)], landlock_abi=abi_or_skip(abi))
    assert answer == "PermissionError"
    assert (course / "solution.py").read_text() == "answer = 42\n"


def test_a_link_in_a_readable_folder_does_not_lead_out(cell, course):
    allowed = course / "allowed"
    allowed.mkdir()
    (allowed / "link").symlink_to(course / "solution.py")
    read = (allowed / "link").read_text
    assert cell.free(read) == "answer = 42\n"
    assert cell.confined(read, readable=[str(allowed)]) == "PermissionError"


def test_a_file_can_be_allowed_by_itself(cell, course):
    shutil.copy(course / "solution.py", course / "allowed.py")
    readable = [str(course / "allowed.py"), str(course / "there is none")]
    assert cell.confined((course / "allowed.py").read_text, readable=readable) == "answer = 42\n"
    assert cell.confined((course / "solution.py").read_text, readable=readable) == "PermissionError"


def test_proc_and_the_home_folder_stay_closed(cell):
    for path in ("/proc/self/environ", "/proc/self/maps", "/etc/passwd", "/"):
        assert cell.confined(lambda path=path: os.open(path, os.O_RDONLY)) == "PermissionError"


def test_devices_and_time_zones_can_be_read(cell):
    def read():
        with open("/dev/urandom", "rb") as source, open("/dev/null", "rb") as nothing:
            return [len(source.read(8)), len(nothing.read())]

    assert cell.confined(read) == [8, 0]
    if Path("/usr/share/zoneinfo/Europe/Madrid").exists():
        assert cell.confined(lambda: str(zoneinfo.ZoneInfo.no_cache("Europe/Madrid"))) == "Europe/Madrid"


@pytest.mark.parametrize("abi", range(1, 11))
def test_each_version_of_landlock_withholds_at_least_what_the_one_before_did(abi):
    newer, older = (int.from_bytes(landlock.access_withheld(version), "little") for version in (abi + 1, abi))
    assert newer & older == older
    assert len(landlock.access_withheld(abi)) == 24
