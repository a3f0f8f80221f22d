"""The files that lie beside a submission and that it imports: read once, with it, so that what is run is what was hashed.

What a file imports is not parsed here: a file beside it counts as wanted where its name stands in the text as a word. Which of them
are handed to the worker is decided by what Python itself found in the file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path

from grader.submissions.files import SubmissionError, read_plain

MAX_HELPERS = 30
MAX_BESIDE = 5_000  # names that are looked at in a folder: it may be where everything is downloaded to
WORD = re.compile(r"[^\W\d]\w*")

Texts = Mapping[str, bytes]


def beside(path: Path, content: bytes) -> dict[str, bytes]:
    """The helper files of the file at `path`, by their names: those beside it that it names, and those that they name."""
    stems = _stems(path.parent) - {path.stem}

    def read(stem: str) -> bytes | None:
        with suppress(SubmissionError):
            return read_plain(path.parent / f"{stem}.py", f"{stem}.py")
        return None

    return {
        f"{stem}.py": text for stem, text in _closure(_words(content) & stems if stems else (), stems, read).items()
    }


def imported(texts: Texts, imports: Iterable[str]) -> dict[str, bytes]:
    """Of some files by their names: those that are imported, directly or through one another, by module."""
    stems = {name[:-3] for name in texts}
    return _closure((name for name in imports if name in stems), stems, lambda stem: texts[f"{stem}.py"])


def _stems(folder: Path) -> set[str]:
    """The names of the modules in a folder."""
    with suppress(OSError, ValueError), os.scandir(folder or ".") as found:
        names = [entry.name for entry in islice(found, MAX_BESIDE)]
        return {name[:-3] for name in names if name.endswith(".py") and name[:-3].isidentifier()}
    return set()


def _closure(first: Iterable[str], stems: set[str], read: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The texts of `first`, and of what they name among `stems`; at most MAX_HELPERS."""
    found: dict[str, bytes] = {}
    seen = sorted(first)
    for stem in seen:  # grows while it is gone through
        if len(found) == MAX_HELPERS:
            break
        if (text := read(stem)) is not None:
            found[stem] = text
            seen += sorted((_words(text) & stems).difference(seen))
    return found


def _words(content: bytes) -> set[str]:
    return set(WORD.findall(content.decode("utf-8", "replace")))
