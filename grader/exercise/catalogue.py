"""exercises/ -> entries and exercises; which of them a submission attempts; "did you mean".

An Entry is what a list shows: it is read from the README's head and the stub's text, and needs no NumPy. An Exercise is the declaration in
spec.py, loaded only when it is graded.
"""

from __future__ import annotations

import importlib.util
import re
import sys
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from grader.exercise.spec import Exercise

HEAD = re.compile(r"^# (\d+)\. (.+)\n\n([a-z]+) · difficulty (\d) · ([\d.]+) points?$", re.MULTILINE)
FOLDER = re.compile(r"^(\d\d)_([a-z0-9_]+)$")
SERVED = re.compile(r"^(?:ex)?(\d\d?)_[a-z0-9_]+$|^ex(?:ercise)?[ _-]?0*(\d\d?)(?:\D.*)?$", re.IGNORECASE)
MEANT = re.compile(r"^ex(?:ercise)?[ _-]?0*(\d\d?)(?:\D.*)?$")
DERIVATION = "DERIVATION"  # the dict in which a learner writes derivations, each a text
TOP_LEVEL = re.compile(r"^(?:def|class) (\w+)|^(\w+)(?:: [^=\n]+)? = ", re.MULTILINE)


class CatalogueError(Exception):
    """Something in exercises/ is not as it must be: the sentence is for its author."""


class UnknownExercise(Exception):
    """There is no such exercise; the text says which ones are close."""


@dataclass(frozen=True)
class Entry:
    """An exercise as a list shows it."""

    number: int
    slug: str
    folder: Path
    title: str
    kind: str
    difficulty: int
    points: float

    @property
    def name(self) -> str:
        """Such as "03_multiply_gate"."""
        return self.folder.name

    @property
    def file_name(self) -> str:
        """The name under which it is served, such as "ex03_multiply_gate.py"."""
        return f"ex{self.name}.py"

    @property
    def readme(self) -> str:
        return (self.folder / "README.md").read_text(encoding="utf-8")

    @property
    def stub(self) -> str:
        return (self.folder / "stub.py").read_text(encoding="utf-8")

    @cached_property
    def probe(self) -> str:
        path = self.folder / "probe.py"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def solution(self) -> Path:
        return data_folder("solutions") / f"{self.name}.py"

    @property
    def statement(self) -> str:
        """The README without its hints."""
        return self.readme.split("\n## Hints\n", 1)[0].rstrip() + "\n"

    @property
    def hints(self) -> list[str]:
        """The numbered items of the last section, in order."""
        section = self.readme.partition("\n## Hints\n")[2]
        items = re.split(r"^\d+\. ", section, flags=re.MULTILINE)[1:]
        return [re.sub(r"\n {3}", "\n", item).strip() for item in items]

    @cached_property
    def version(self) -> str:
        """A digest of everything in its folder that decides a mark."""
        import hashlib  # for speed: a list of exercises without progress needs none

        whole = hashlib.sha256()
        for name in ("spec.py", "versions.py", "probe.py", "stub.py"):
            path = self.folder / name
            whole.update(path.read_bytes() if path.exists() else b"")
        return whole.hexdigest()[:16]

    @cached_property
    def names(self) -> list[str]:
        """The names that the stub defines at its top level, by which an attempt is recognised.

        Not that of the derivations: it is the same in several exercises, and so says nothing of which one is meant.
        """
        return [name for name in names_in(self.stub) if name != DERIVATION]

    @cached_property
    def has_derivations(self) -> bool:
        """The exercise asks for a derivation, line by line."""
        return DERIVATION in names_in(self.stub)


@dataclass(frozen=True)
class Chapter:
    number: int
    title: str
    promise: str
    first: int
    last: int
    needs: Mapping[int, tuple[int, ...]] = field(default_factory=dict)  # an exercise -> those that it builds on


def data_folder(name: str) -> Path:
    """exercises/ or solutions/: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / name
    return beside if (package.parent / "pyproject.toml").exists() and beside.is_dir() else package / name


@cache
def entries() -> tuple[Entry, ...]:
    """All exercises in the order of their numbers. Raises CatalogueError where a README has no proper head."""
    folders = (path for path in data_folder("exercises").iterdir() if FOLDER.match(path.name) and path.is_dir())
    return tuple(sorted(map(entry_of, folders), key=lambda entry: entry.number))


def entry_of(folder: Path) -> Entry:
    """The entry of one exercise folder. Raises CatalogueError."""
    match = FOLDER.match(folder.name)
    readme = folder / "README.md"
    head = HEAD.match(readme.read_text(encoding="utf-8")) if readme.exists() else None
    if not match or not head:
        raise CatalogueError(
            f"{readme}: must begin with '# N. Title', an empty line and 'kind · difficulty D · P points'"
        )
    number, title, kind, difficulty, points = head.groups()
    if int(number) != int(match[1]):
        raise CatalogueError(f"{readme}: its title says {number}, its folder {match[1]}")
    return Entry(int(number), match[2], folder, title, kind, int(difficulty), float(points))


def chapters() -> list[Chapter]:
    """The chapters in order, from exercises/chapters.toml. Raises CatalogueError where it cannot be read."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib  # type: ignore[import-not-found,no-redef,unused-ignore]
    text = (data_folder("exercises") / "chapters.toml").read_text(encoding="utf-8")
    return [_chapter_of(**table) for table in tomllib.loads(text)["chapter"]]


def _chapter_of(needs: Mapping[str, list[int]] | None = None, **table: Any) -> Chapter:
    return Chapter(**table, needs={int(number): tuple(before) for number, before in (needs or {}).items()})


def needs() -> dict[int, tuple[int, ...]]:
    """The exercises that an exercise builds on, by number; one that is not named builds on none in particular."""
    return {number: before for chapter in chapters() for number, before in chapter.needs.items()}


def load_exercise(entry: Entry) -> Exercise:
    """The declaration in the exercise's spec.py, which may import from a versions.py beside it. Raises CatalogueError."""
    path = entry.folder / "spec.py"
    if not path.exists():
        raise CatalogueError(f"{path}: there is no declaration yet; `nncli new` writes one to start from")
    name = f"nncli_exercise_{entry.name}_{zlib.crc32(str(path).encode()):x}"
    module_spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=[str(entry.folder)])
    assert module_spec is not None and module_spec.loader is not None
    module = importlib.util.module_from_spec(module_spec)
    sys.modules.pop(f"{name}.versions", None)
    sys.modules[name] = module  # a relative import asks for its parent there
    try:
        module_spec.loader.exec_module(module)
    except Exception as error:
        missing = "; write the right answer there first" if "grader.reference" in str(error) else ""
        raise CatalogueError(f"{path}: {type(error).__name__}: {error}{missing}") from error
    if not hasattr(module, "exercise"):
        raise CatalogueError(f"{path}: must define `exercise = Exercise(...)`")
    exercise: Exercise = module.exercise
    return exercise


# ---------------------------------------------------------------------------------------------------------------- finding one


def find(word: str) -> Entry:
    """The exercise that a word names: "3", "ex03", "multiply_gate", "multiply-gate", "03_multiply_gate". Raises UnknownExercise."""
    plain = re.sub(r"\.(py|ipynb)$", "", word.strip().lower().replace("-", "_").replace(" ", "_"))
    number = re.fullmatch(r"(?:ex_?|exercise_?)?0*(\d+)(?:_\w*)?", plain)
    for entry in entries():
        if plain in (entry.slug, entry.name, f"ex{entry.name}") or (number and int(number[1]) == entry.number):
            return entry
    raise UnknownExercise(_unknown(word, plain, [entry.slug for entry in entries()]))


def _unknown(word: str, plain: str, known: list[str]) -> str:
    import difflib  # here, since a name that is right needs no other

    close = [slug for slug in known if plain and plain in slug][:3]
    close = close or difflib.get_close_matches(plain, known, n=3, cutoff=0.5)
    if not close:
        return f"there is no exercise {word!r}\n\nhint: `nncli list` shows all {len(known)}"
    named = ", ".join(f"{find(slug).number} ({slug})" for slug in close)
    return f"there is no exercise {word!r}; did you mean {named}?"


def names_in(text: str) -> list[str]:
    """The names that a text seems to define at its top level, without running or parsing it."""
    return list(dict.fromkeys(first or second for first, second in TOP_LEVEL.findall(text)))


def served_entry(file_name: str) -> list[Entry]:
    """The exercise that was served under this name, such as "ex03_multiply_gate.py"; none for any other name."""
    match = SERVED.match(file_name.rpartition(".")[0])
    return [entry for entry in entries() if match and entry.number == int(match[1] or match[2])]


def entry_meant(file_name: str) -> list[Entry]:
    """The exercise that a file's name means beyond doubt, such as "ex03", "ex3-final.py" or "03_multiply_gate.ipynb"; none for others."""
    stem = file_name.rpartition(".")[0].lower()
    match = MEANT.match(stem)
    return [entry for entry in entries() if stem == entry.name or (match and entry.number == int(match[1]))]


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
    there: dict[int, int] = {}
    names = set(names)
    for name in names:
        for entry in owners().get(name, ()):
            there[entry.number] = there.get(entry.number, 0) + 1
    begun = [entry for entry in entries() if entry.number in there]
    derives = DERIVATION in names
    if named := [entry for entry in served_entry(file_name) if entry in begun or (derives and entry.has_derivations)]:
        return named
    if not begun:
        return entry_meant(file_name)
    shares = [there[entry.number] / len(entry.names) for entry in begun]
    if max(shares, default=0.0) < 0.5:
        return [begun[shares.index(max(shares))]] if begun else []
    return [entry for entry, share in zip(begun, shares, strict=True) if share >= 0.5]


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
