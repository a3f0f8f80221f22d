"""Whether a zygote that was just forked has what it must not: a secret in its memory, or an open file. Linux only."""

from __future__ import annotations

import ctypes
import io
import os
from collections.abc import Iterator
from typing import Any

from grader.sandbox.confinement.kernel import LIBC
from grader.sandbox.handover import invert

PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
ENTRY = 8  # bytes of /proc/self/pagemap for each page; the two highest bits: it is in memory, it is swapped out
UNTOUCHED, TOUCHED = b"\0", b"\1"
STATES = UNTOUCHED * 0x40 + TOUCHED * 0xC0  # for each value of the highest byte of an entry
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
            if rights[:1] == b"r":
                yield from _touched(pages.fileno(), first, end)


def _open_pages() -> io.FileIO:
    """Where the pages of this process are; an empty file where this kernel does not say."""
    try:
        return open("/proc/self/pagemap", "rb", buffering=0)
    except OSError:
        return open(os.devnull, "rb", buffering=0)


def _touched(pages: int, first: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a region whose pages are there, or swapped out, as far as is known: the others have never been written to, and to
    look at them would bring them here.
    """
    states = os.pread(pages, (end - first) // PAGE * ENTRY, first // PAGE * ENTRY)[ENTRY - 1 :: ENTRY].translate(STATES)
    if not states:
        yield first, end
    start = states.find(TOUCHED)
    while start >= 0:
        stop = states.find(UNTOUCHED, start) % (len(states) + 1)  # -1 is the end
        yield first + start * PAGE, first + stop * PAGE
        start = states.find(TOUCHED, stop)


def _search() -> Any:
    """memmem(3): the address of the first place of some bytes in a stretch of memory, or None. Raises AttributeError."""
    search = LIBC.memmem
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
