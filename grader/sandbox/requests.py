"""What a worker is asked of a file: to read it, then to run it."""

from __future__ import annotations

import marshal
from functools import lru_cache

from grader import wire
from grader.submissions.submission import Source
from grader.worker import probes


def scan_request(source: Source) -> wire.Scan:
    """To read it. A file may be called by bytes that are no text."""
    return wire.Scan(wire.clean_text(source.name), source.content)


def load_request(source: Source, probe: str, code: bytes) -> wire.Load:
    """To run it, with an exercise's own probes; `code` is the file as a worker has compiled it before, empty where none has."""
    compiled = _marshalled(probe) if probe else b""
    return wire.Load(wire.clean_text(source.name), source.content, dict(source.beside), compiled, code)


@lru_cache(maxsize=128)
def _marshalled(probe: str) -> bytes:
    return marshal.dumps(probes.code_of(probe))


def needs_random(source: Source, probe: str = "") -> bool:
    """The file, or the exercise's own probe, may draw random numbers."""
    return b"random" in source.content or "random" in probe
