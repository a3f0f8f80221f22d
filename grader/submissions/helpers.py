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
LETTERS = re.compile(rb"[0-9A-Za-z_\x80-\xff]")
# All that no name has becomes a space.
APART = bytes(number if LETTERS.match(bytes([number])) else 32 for number in range(256))
STRETCH = 1 << 16  # bytes that are split at a time: sixty megabytes of words would fill the memory
PACKAGE = "__init__"
OURS = {"nncli"}  # what a notebook calls to be graded is a stand-in in the worker, whatever lies beside it


class Neighbours:
    """The files of one folder that files of it may import: `listed` gives, for a module or package, its .py files as paths with `/`.

    `read` gives the bytes of one of them, None where it cannot be read. Each file is read, and looked through for words, once.
    """

    def __init__(self, listed: Mapping[str, Callable[[], list[str]]], read: Callable[[str], bytes | None]) -> None:
        self.listed = {word: files for word, files in listed.items() if word not in OURS}
        self.read = read
        self.contents: dict[str, bytes | None] = {}
        self.words: dict[str, list[str]] = {}
        self.files: dict[str, list[str]] = {}

    def helpers(self, content: bytes, own: str) -> dict[str, bytes]:
        """Dotted module names -> the bytes of the files that a file may import, at most MAX_HELPERS; `own` is its name here."""
        helpers: dict[str, bytes] = {}
        names = self._named_in(own, content)
        for name in names:  # which grows while it is gone through
            if len(helpers) == MAX_HELPERS:
                break
            text = self._content(name) if name != own else None
            if text is not None:
                helpers[module_name(name)] = text
                names += [one for one in self._named_in(name, text) if one not in names]
        return helpers

    def _named_in(self, name: str, content: bytes) -> list[str]:
        """The files of all modules whose names stand in a file as words."""
        if not self.listed:
            return []
        if name not in self.words:
            self.words[name] = sorted(words_among(self.listed, content))
        return [file for word in self.words[name] for file in self._files(word)]

    def _files(self, word: str) -> list[str]:
        if word not in self.files:
            self.files[word] = self.listed[word]()
        return self.files[word]

    def _content(self, name: str) -> bytes | None:
        if name not in self.contents:
            self.contents[name] = self.read(name)
        return self.contents[name]


def words_among(wanted: Iterable[str], content: bytes) -> set[str]:
    """Which of these names stand in a text in UTF-8 as words. It is called once for each text, and its time counts for no learner: so
    it splits, which is five times as fast as a pattern.
    """
    names = frozenset(word.encode() for word in wanted)
    apart, start = content.translate(APART), 0
    found = set[bytes]()
    while start < len(apart):
        end = apart.find(b" ", start + STRETCH)
        end = len(apart) if end < 0 else end
        found |= names.intersection(apart[start:end].split())
        start = end
    return {word.decode() for word in found}


def module_name(name: str) -> str:
    """Such as "layers.dense" for "layers/dense.py", "layers" for "layers/__init__.py"."""
    parts = name.removesuffix(".py").split("/")
    return ".".join(parts[:-1] if parts[-1] == PACKAGE and len(parts) > 1 else parts)


def neighbours_in(
    folder: Path, is_passed_over: Callable[[str, Path], bool], read: Callable[[str], bytes | None]
) -> Neighbours:
    """The modules and packages that lie in a folder."""
    listing = {entry.name for entry in _entries(folder)}
    words = {name.removesuffix(".py") for name in listing}

    def files_of(word: str) -> list[str]:
        package = word in listing and not is_passed_over(word, folder) and not os.path.islink(folder / word)
        below = _walk(folder / word, f"{word}/", MAX_DEPTH) if package else ()
        return [*([f"{word}.py"] if f"{word}.py" in listing else []), *islice(below, MAX_HELPERS)]

    return Neighbours({word: lambda word=word: files_of(word) for word in words if word.isidentifier()}, read)  # type: ignore[misc]


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(islice(entries, MAX_LISTED), key=lambda entry: entry.name)
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


def neighbours_among(folder: str, others: Mapping[str, bytes]) -> Neighbours:
    """Those of one folder ("" is the outermost) among files that came together: in an archive, or file by file."""
    start = len(folder) + 1 if folder else 0
    near = {name[start:]: text for name, text in others.items() if not folder or name.startswith(folder + "/")}
    by_word: dict[str, list[str]] = {}
    for name in sorted(near):
        parts = name.removesuffix(".py").split("/")
        if name.endswith(".py") and all(part.isidentifier() for part in parts):
            by_word.setdefault(parts[0], []).append(name)
    return Neighbours({word: lambda files=files: files for word, files in by_word.items()}, near.get)  # type: ignore[misc]
