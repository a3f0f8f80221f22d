"""The files beside a submission that it may import: its helpers, by the names that Python gives to modules.

Nothing is parsed: a file beside is a helper if its name occurs as a word in the submission, or in one of its helpers. However an
import is written, the word is there; a file too many that is never imported does no harm.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

MAX_HELPERS = 30
MAX_LISTED = 1_000  # entries of a folder that are looked through
MAX_DEPTH = 3  # folders of a package below one another
WORD = re.compile(r"[^\W\d]\w*")
PACKAGE = "__init__"

Read = Callable[
    [str], bytes | None
]  # the bytes of a file, by its path below the submission's folder; None where it cannot be read


def helpers(content: bytes, own: str, files_of: Callable[[str], Iterable[str]], read: Read) -> dict[str, bytes]:
    """Dotted module names -> the bytes of the files that a submission may import, at most MAX_HELPERS of them.

    `files_of` gives the .py files of a module or package beside it, as paths with `/`; `own` is the submission's name among them.
    """
    found: dict[str, bytes] = {}
    pending, seen = [content], set[str]()
    while pending:
        for word in WORD.findall(pending.pop().decode("utf-8", "replace")):
            if word in seen:
                continue
            seen.add(word)
            for name in files_of(word):
                text = read(name) if len(found) < MAX_HELPERS and name != own else None
                if text is not None:
                    found[_module(name)] = text
                    pending.append(text)
    return found


def _module(name: str) -> str:
    parts = name.removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == PACKAGE and len(parts) > 1 else parts)


def in_folder(folder: Path, is_passed_over: Callable[[str, Path], bool]) -> Callable[[str], list[str]]:
    """For a word, the .py files in a folder that it names: one, or those of a package."""
    listing = {entry.name for entry in _entries(folder)}

    def files_of(word: str) -> list[str]:
        package = word in listing and not is_passed_over(word, folder) and not os.path.islink(folder / word)
        below = _walk(folder / word, f"{word}/", MAX_DEPTH) if package else ()
        return [*([f"{word}.py"] if f"{word}.py" in listing else []), *islice(below, MAX_HELPERS)]

    return files_of


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as found:
            return sorted(islice(found, MAX_LISTED), key=lambda entry: entry.name)
    except OSError:
        return []


def _walk(folder: Path, before: str, depth: int) -> Iterator[str]:
    """The .py files of a package, no deeper than `depth` packages in one another."""
    for entry in _entries(folder):
        stem = entry.name.removesuffix(".py")
        if entry.name.endswith(".py") and stem.isidentifier():
            yield before + entry.name
        elif depth > 1 and stem.isidentifier() and stem != "__pycache__" and entry.is_dir(follow_symlinks=False):
            yield from _walk(folder / entry.name, f"{before}{entry.name}/", depth - 1)


def among(content: bytes, own: str, others: Mapping[str, bytes]) -> dict[str, bytes]:
    """The helpers of a submission that came in an archive, or file by file, from those that came with it."""
    folder = own.rpartition("/")[0]
    start = len(folder) + 1 if folder else 0
    near = {name[start:]: text for name, text in others.items() if not folder or name.startswith(folder + "/")}
    by_word: dict[str, list[str]] = {}
    for name in sorted(near):
        parts = name.removesuffix(".py").split("/")
        if name.endswith(".py") and all(part.isidentifier() for part in parts):
            by_word.setdefault(parts[0], []).append(name)
    return helpers(content, own[start:], lambda word: by_word.get(word, []), near.get)
