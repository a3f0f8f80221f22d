"""exercises/ -> entries and exercises; which of them a submission attempts; "did you mean".

An Entry is what a list shows: it is read from the README's head and the stub's text, and needs no NumPy. An Exercise is the declaration in
spec.py, loaded only when it is graded.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import zlib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.exercise.entry import (
    DERIVATION,
    FOLDER,
    PUBLIC,
    CatalogueError,
    Entry,
    data_folder,
    entry_of,
    names_in,
    pack_entries,
)
from grader.exercise.pack_places import add_places
from grader.exercise.packs import packs
from grader.exercise.trust import writing_no_bytecode
from grader.text.labels import SPAN, base_of, own_number

if TYPE_CHECKING:
    from grader.exercise.spec import Exercise

__all__ = [
    "DERIVATION",
    "CatalogueError",
    "Entry",
    "UnknownExercise",
    "data_folder",
    "entries",
    "entries_attempted",
    "entry_meant",
    "entry_of",
    "find",
    "load_exercise",
    "load_list",
    "look_again",
    "names_in",
    "near_name",
    "number_label",
    "owners",
    "served_entry",
    "use_packs",
]

SERVED = re.compile(r"^(?:ex)?(\d\d?)_[a-z0-9_]+$|^ex(?:ercise)?[ _-]?0*(\d\d?)(?:\D.*)?$", re.IGNORECASE)
MEANT = r"^ex(?:ercise)?[ _-]?0*(\d\d?)(?:\D.*)?$"  # compiled when a name is not a served one


class UnknownExercise(Exception):
    """There is no such exercise; the text says which ones are close."""


@cache
def entries() -> tuple[Entry, ...]:
    """All exercises: nncli's own in the order of their numbers, then those of each pack. Raises CatalogueError where a README of
    nncli's own has no proper head.
    """
    with os.scandir(data_folder("exercises")) as found:
        folders = [Path(one.path) for one in found if FOLDER.match(one.name) and one.is_dir()]
    own = sorted(map(entry_of, folders), key=lambda entry: entry.number)
    return (*own, *(entry for pack in packs() for entry in pack_entries(pack)))


def use_packs(places: Iterable[str]) -> None:
    """Find the packs in these folders too, before all others."""
    if add_places(places):
        look_again()


def look_again() -> None:
    """Look again, when next asked: another pack is to be found, or an exercise was written."""
    packs.cache_clear()
    entries.cache_clear()
    owners.cache_clear()
    by_stem.cache_clear()


def load_exercise(entry: Entry) -> Exercise:
    """The declaration in the exercise's spec.py, which may import from a versions.py beside it. Raises CatalogueError."""
    path = entry.folder / "spec.py"
    if entry.problem:
        raise CatalogueError(entry.problem)
    if entry.is_half:
        return _load_public(entry)
    if not path.exists():
        raise CatalogueError(f"{path}: there is no declaration yet; `nncli new` writes one to start from")
    name = f"nncli_exercise_{entry.name}_{zlib.crc32(str(path).encode()):x}"
    module_spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=[str(entry.folder)])
    assert module_spec is not None and module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    sys.modules.pop(f"{name}.versions", None)
    sys.modules[name] = module  # a relative import asks for its parent there
    try:
        with writing_no_bytecode(entry.pack):
            module_spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        missing = "; write the right answer there first" if "grader.reference" in str(error) else ""
        raise CatalogueError(f"{path}{_line_in(path, error)}: {type(error).__name__}: {error}{missing}") from error
    if not hasattr(module, "exercise"):
        raise CatalogueError(f"{path}: must define `exercise = Exercise(...)`")
    exercise: Exercise = module.exercise
    return exercise


def load_list(entry: Entry, module_name: str, name: str) -> Sequence[Any]:
    """The list `name` of a module beside the exercise's spec.py, such as `views` of views.py; empty where there is no such module.

    Raises CatalogueError.
    """
    path = entry.folder / f"{module_name}.py"
    if not entry.has_programs or not path.exists():
        return []
    module_spec = importlib.util.spec_from_file_location(f"nncli_{module_name}_{entry.name}", path)
    assert module_spec is not None and module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    try:
        with writing_no_bytecode(entry.pack):
            module_spec.loader.exec_module(module)
        found: Sequence[Any] = getattr(module, name)
    except Exception as error:
        raise CatalogueError(f"{path}: {type(error).__name__}: {error}") from error
    return found


# ---------------------------------------------------------------------------------------------------------------- finding one


def _line_in(path: Path, error: BaseException) -> str:
    """The line of the file from which an exception came, as text; a SyntaxError says its own."""
    import traceback  # for speed: a declaration that can be loaded needs none

    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == str(path)]
    return f", line {lines[-1]}" if lines else ""


def _load_public(entry: Entry) -> Exercise:
    """The public cases in a students' half, which is data: nothing of it is run. Raises CatalogueError."""
    import msgspec  # for speed, as the next

    from grader.exercise.public import read_public

    try:
        return read_public((entry.folder / PUBLIC).read_bytes())
    except (OSError, ValueError, msgspec.DecodeError) as error:
        raise CatalogueError(f"{entry.folder / PUBLIC}: {error}") from None


def find(word: str) -> Entry:
    """The exercise that a word names: "3", "ex03", "multiply_gate", "multiply-gate", "03_multiply_gate"; of a pack "course/3",
    "course/relu_gate", or "relu_gate" where no other has this name. Raises UnknownExercise.
    """
    pack, _, own = word.strip().lower().rpartition("/")
    plain = re.sub(r"\.(py|ipynb)$", "", own.replace("-", "_").replace(" ", "_"))
    number = re.fullmatch(r"(?:ex_?|exercise_?)?0*(\d+)(?:_\w*)?", plain)
    matches = [
        entry
        for entry in _entries_of(pack.replace("-", "_"))
        if plain in (entry.own_slug, entry.name, entry.file_name[:-3])
        or (number and _may_be_number(entry, pack) and int(number[1]) == own_number(entry.number))
    ]
    if len(matches) > 1:
        named = ", ".join(entry.slug if entry.pack else f"nncli/{entry.slug}" for entry in matches)
        raise UnknownExercise(f"{word!r} is the name of several exercises: {named}")
    if not matches:
        raise UnknownExercise(_unknown(word, plain, {entry.own_slug: entry for entry in reversed(entries())}))
    return matches[0]


def _entries_of(pack: str) -> list[Entry]:
    """Of one pack, or of all where none is named; "nncli" means the program's own. Raises UnknownExercise."""
    names = [one.name for one in packs()]
    if pack not in ("", "nncli", *names):
        known = f"the packs here: {', '.join(names)}" if names else "none was found; --pack FOLDER names one"
        raise UnknownExercise(f"there is no pack {pack!r}; {known}")
    own = "" if pack == "nncli" else pack
    return [entry for entry in entries() if not pack or (entry.pack.name if entry.pack else "") == own]


def _may_be_number(entry: Entry, pack: str) -> bool:
    """A number alone is nncli's own."""
    return bool(pack) or entry.pack is None


def _unknown(word: str, plain: str, known: Mapping[str, Entry]) -> str:
    import difflib  # here, since a name that is right needs no other

    problems = "".join(f"\n\n{pack.problem}" for pack in packs() if pack.problem)
    close = [slug for slug in known if plain and plain in slug][:3]
    close = close or difflib.get_close_matches(plain, known, n=3, cutoff=0.5)
    if not close:
        return f"there is no exercise {word!r}{problems}\n\nhint: `nncli list` shows all {len(entries())}"
    named = ", ".join(f"{known[slug].label} ({known[slug].own_slug})" for slug in close)
    return f"there is no exercise {word!r}; did you mean {named}?{problems}"


def served_entry(file_name: str) -> list[Entry]:
    """The exercise that was served under this name, such as "ex03_multiply_gate.py" or "course_03_relu_gate.py"; none for others."""
    stem = file_name.rpartition(".")[0]
    if exact := by_stem().get(stem.lower()):
        return exact
    for pack in packs():
        match = re.match(rf"{re.escape(pack.name)}_(\d\d?)(?:_\w*)?", stem, re.IGNORECASE)
        if match:
            return _of_number(base_of(pack.name) + int(match[1]))
    match = SERVED.match(stem)
    return _of_number(int(match[1] or match[2])) if match else []


def number_label(number: int) -> str:
    """The label of the exercise of this number, at least two signs wide; "pack/3" where its pack is not here."""
    known = _of_number(number)
    return known[0].label.zfill(2) if known else f"{'pack/' if number >= SPAN else ''}{own_number(number):02}"


def _of_number(number: int) -> list[Entry]:
    return [entry for entry in entries() if entry.number == number]


def entry_meant(file_name: str) -> list[Entry]:
    """The exercise that a file's name means beyond doubt, such as "ex03", "ex3-final.py" or "03_multiply_gate.ipynb"; none for others."""
    stem = file_name.rpartition(".")[0].lower()
    match = re.match(MEANT, stem)
    named, numbered = by_stem().get(stem, []), _of_number(int(match[1])) if match else []
    return [*named, *(entry for entry in numbered if entry not in named)]


@cache
def by_stem() -> dict[str, list[Entry]]:
    """Each name that a file of an exercise bears, without its suffix, and the exercises: asked several times for each submission."""
    found: dict[str, list[Entry]] = {}
    for entry in entries():
        for stem in dict.fromkeys((entry.name, entry.file_name[:-3])):
            found.setdefault(stem, []).append(entry)
    return found


@cache
def owners() -> dict[str, list[Entry]]:
    """Each name that an exercise asks for, and the exercises that do."""
    owners: dict[str, list[Entry]] = {}
    for entry in entries():
        for name in dict.fromkeys(entry.names):
            owners.setdefault(name, []).append(entry)
    return owners


def entries_attempted(names: Iterable[str], file_name: str) -> list[Entry]:
    """The exercises that a file attempts, by the names that it defines.

    A file that bears the name under which an exercise was served attempts that one. Otherwise those whose names are all there; beside
    them those of which at least half are there; and if there is none of either, the one of which most is there. Where nothing of any
    is there, the one that the file's name means.
    """
    names = set(names)
    if named := [entry for entry in served_entry(file_name) if _is_begun(entry, names)]:
        return named  # for speed, before the stubs of all others are read
    there: dict[int, int] = {}
    for name in names:
        for entry in owners().get(name, ()):
            there[entry.number] = there.get(entry.number, 0) + 1
    begun = [entry for entry in entries() if entry.number in there]
    if not begun:
        return entry_meant(file_name)
    shares = [there[entry.number] / len(entry.names) for entry in begun]
    if max(shares, default=0.0) < 0.5:
        return [begun[shares.index(max(shares))]] if begun else []
    return [entry for entry, share in zip(begun, shares, strict=True) if share >= 0.5]


def _is_begun(entry: Entry, names: set[str]) -> bool:
    return not names.isdisjoint(entry.names) or (DERIVATION in names and entry.has_derivations)


def near_name(names: Iterable[str], file_name: str) -> tuple[str, str, Entry] | None:
    """The first defined name that is close to a target's, that target, and its exercise: of the one that the file's name means."""
    import difflib  # for speed: a name that is right needs no other

    meant = entry_meant(file_name)
    known = {name: entry for entry in (meant or entries()) for name in reversed(entry.names) if len(name) > 3}
    for name in islice(names, 100):
        close = difflib.get_close_matches(name, known, n=1, cutoff=0.75)
        if close and name not in owners():
            return name, close[0], known[close[0]]
    return None
