"""Whether a zygote that was just forked has what it must not: a secret in its memory, or an open file. Linux only."""

from __future__ import annotations

import ctypes
import io
import os
from collections.abc import Iterator
from typing import Any

from grader.sandbox.handover import invert

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
ENTRY = 8  # bytes of /proc/self/pagemap for each page; the two highest bits: it is in memory, it is swapped out
STANDARD_AND_LINE = 4  # descriptors of a zygote: three that lead nowhere, and its line to the judge


def is_free_of(hidden: bytes) -> bool:
    """This process has never had the secret, of which `hidden` is the inverted form, in a page that it can write; nor has a child
    that it has just forked, whose memory is the same. False where that cannot be found out, and where memory is shared for writing.
    """
    secret = invert(hidden)
    own = id(secret) + bytes.__basicsize__ - 1
    try:
        search = _search()
        return all(_places(search, first, end, secret) <= {own} for first, end in _regions())
    except (OSError, ValueError, AttributeError):
        return False


def _regions() -> Iterator[tuple[int, int]]:
    """Where this process can write and has done so. Raises ValueError where another process sees what it writes."""
    with open("/proc/self/maps", "rb", buffering=0) as maps:
        lines = maps.read().split(b"\n")
    with _open_pages() as pages:
        for line in filter(None, lines):
            place, rights = line.split(b" ", 2)[:2]
            if rights[1:2] != b"w":
                continue
            if rights[3:4] == b"s":
                raise ValueError(f"memory is shared for writing at {place.decode()}")
            first, end = (int(edge, 16) for edge in place.split(b"-"))
            if rights[:1] == b"r" and _is_touched(pages.fileno(), first, end):
                yield first, end


def _open_pages() -> io.FileIO:
    """Where the pages of this process are; an empty file where this kernel does not say."""
    try:
        return open("/proc/self/pagemap", "rb", buffering=0)
    except OSError:
        return open(os.devnull, "rb", buffering=0)


def _is_touched(pages: int, first: int, end: int) -> bool:
    """A page of the region is there, or swapped out, as far as is known: the others have never been written to."""
    entries = os.pread(pages, (end - first) // PAGE * ENTRY, first // PAGE * ENTRY)
    return max(entries[ENTRY - 1 :: ENTRY], default=0xFF) >= 0x40


def _search() -> Any:
    """memmem(3): the address of the first place of some bytes in a stretch of memory, or None. Raises AttributeError."""
    search = ctypes.CDLL(None).memmem
    search.argtypes = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_char_p, ctypes.c_size_t
    search.restype = ctypes.c_void_p
    return search


def _places(search: Any, first: int, end: int, secret: bytes) -> set[int]:
    """The addresses where the secret stands."""
    found = set()
    while place := search(first, end - first, secret, len(secret)):
        found.add(place)
        first = place + 1
    return found


def has_no_file(process: int) -> bool:
    """The descriptors of a child lead to the null device and to one socket. False where they cannot be looked at."""
    folder = f"/proc/{process}/fd"
    try:
        places = [os.readlink(f"{folder}/{name}") for name in os.listdir(folder)]
    except OSError:
        return False
    return len(places) <= STANDARD_AND_LINE and sum(place != os.devnull for place in places) == 1
