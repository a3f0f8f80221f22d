"""What a learner means by `nncli grade`, `nncli grade 9` and `nncli grade a.py b.py`."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace as with_fields

from grader.exercise.catalogue import Entry, UnknownExercise, find, served_entry
from grader.exercise.packs import command_words, packs
from grader.submissions.files import SUFFIXES, SubmissionError
from grader.submissions.submission import Submission, read

IN_PACK = re.compile(r"[A-Za-z]\w*/\d\d?")
ASIDE = re.compile(r"\.\d+$")  # of the stem of ex03_multiply_gate.1.py


def word_meant(word: str) -> Path | Entry:
    """A path where there is something of that name, or where it looks like one; else the exercise that it names. Raises SubmissionError
    for an exercise of a pack that is not found.
    """
    path = Path(word)
    if IN_PACK.fullmatch(word) and not os.path.lexists(path):
        try:
            return find(word)
        except UnknownExercise as error:
            raise SubmissionError(str(error)) from None
    if os.path.lexists(path) or path.suffix in SUFFIXES or (len(path.parts) > 1 and not _names_pack(word)):
        return path
    try:
        return find(word)
    except UnknownExercise:
        return path


def _names_pack(word: str) -> bool:
    """Such as "course/3", where there is a pack of this name."""
    head, _, rest = word.partition("/")
    return bool(rest) and "/" not in rest and head.lower() in {"nncli", *(pack.name for pack in packs())}


def served_paths(entry: Entry, folder: Path) -> list[Path]:
    """The files under which an exercise was served into a folder, the one that was changed last first."""
    stem = entry.file_name.removesuffix(".py")
    paths = [path for suffix in SUFFIXES if (path := folder / f"{stem}{suffix}").is_file()]
    return sorted(paths, key=lambda path: path.stat().st_mtime, reverse=True)


def served_here(folder: Path) -> list[Path]:
    """All served files in a folder, in the order of the exercises. Raises OSError."""
    paths = [path for path in folder.iterdir() if is_served(path.name) and path.is_file()]
    return sorted(paths, key=lambda path: (served_entry(path.name)[0].number, path))


def is_served(name: str) -> bool:
    """Whether a file bears the name under which an exercise is served; what `nncli reset` has set aside does not."""
    path = Path(name)
    return path.suffix in SUFFIXES and not ASIDE.search(path.stem) and bool(served_entry(name))


def paths_meant(words: Sequence[str], folder: Path = Path()) -> list[Path]:
    """The paths that the words of a command mean; the served files of this folder where there is no word. Raises SubmissionError."""
    if not words:
        paths = served_here(folder)
        if not paths:
            raise SubmissionError(
                "no exercise lies in this folder: `nncli next` writes one, `nncli grade FILE` grades another file"
            )
        return paths
    return [_path_of(word_meant(word), folder) for word in words]


def _path_of(meant: Path | Entry, folder: Path) -> Path:
    if isinstance(meant, Path):
        return meant
    paths = served_paths(meant, folder)
    if not paths:
        raise SubmissionError(
            f"{meant.file_name} is not in this folder: `nncli exercise {command_words(meant.label)}` writes it"
        )
    return paths[0]


def read_together(paths: Sequence[Path], are_named: bool = True) -> Submission:
    """One submission of all that lies at these paths; of several, each file is named as it is seen from their common folder. Where the
    learner named none of them, one that cannot be read is told of in a note, and the others count. Raises SubmissionError.
    """
    found, notes = dict[Path, Submission](), list[str]()
    for path in paths:
        try:
            found[path] = read(path)
        except SubmissionError as error:
            if are_named:
                raise
            notes.append(str(error))
    if not found:
        raise SubmissionError("\n".join(notes))
    first, *more = found.values()
    if not more:
        return with_fields(first, notes=(*first.notes, *notes))
    base = common_folder(paths)
    sources = tuple(
        with_fields(source, name=(_path_from(base, _folder_of(path)) / source.name).as_posix())
        for path, submission in found.items()
        for source in submission.sources
    )
    return Submission(f"{first.name} and {len(more)} more", sources, tuple(notes))


def common_folder(paths: Sequence[Path]) -> Path:
    """The innermost folder that holds all these files and folders; this folder where they lie on several drives."""
    try:
        return Path(os.path.commonpath([_folder_of(path) for path in paths]))
    except ValueError:
        return Path()


def _folder_of(path: Path) -> Path:
    return Path(os.path.abspath(path if path.is_dir() else path.parent))


def _path_from(base: Path, folder: Path) -> Path:
    return folder.relative_to(base) if folder.is_relative_to(base) else folder


def are_several_learners(paths: Sequence[Path]) -> bool:
    """Files of one name from several folders are hardly one learner's; nor are several folders, each with such a file."""
    served = {(path, name) for path in map(Path.absolute, paths) for name in _names_of_served(path)}
    names = [name for _, name in served]
    return len(names) > len(set(names))


def _names_of_served(path: Path) -> list[str]:
    return [one.name for one in served_here(path)] if path.is_dir() else [path.name]


def is_own(paths: Sequence[Path], folder: Path = Path()) -> bool:
    """The paths lie in this folder, which is still there: what is graded elsewhere may be somebody else's."""
    try:
        here = folder.resolve()
        return all(path.resolve().is_relative_to(here) for path in paths)
    except FileNotFoundError:
        return False
