"""Packs: exercises outside the program, each a folder with a pack.toml, or an installed distribution with such a folder in it.

Nothing of a pack is run here: its pack.toml is read.
"""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
import os
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.exercise.pack_places import distribution_places, explicit_places, is_only_added, places_of_this_folder
from grader.exercise.trust import has_trusted, trusts
from grader.text.toml import read_toml
from grader.version import VERSION

if TYPE_CHECKING:
    from datetime import datetime

FILE = "pack.toml"
NAME = re.compile(r"[a-z][a-z0-9_]{1,39}")
UNTRUSTED = (
    "the pack {name} is a program, and nobody named it but this folder: "
    "if it is yours or you have read it, `nncli pack trust {folder}` lets it run"
)
OF_PACK = r"^([a-z][a-z0-9_]{1,39}?)_\d\d_[a-z0-9_]+\.(?:py|ipynb)$"  # compiled where nothing is right in a file
CHANGED = (
    "the pack {name} is a program, and it is not what you trusted: a file of it has changed since. "
    "If it was you, or you have read it, `nncli pack trust {folder}` lets it run again"
)
RESERVED = ("nncli", "ex", "exercise")
KNOWN = ("name", "title", "version", "nncli", "chapters", "public", "solutions_after", "half")


class PackError(Exception):
    """A folder is no pack that can be used; the sentence is for its author."""


class PackChapter(NamedTuple):
    title: str
    exercises: tuple[str, ...]
    promise: str = ""


class Pack(NamedTuple):
    """What stands in a pack.toml. `problem` is a sentence where the pack cannot be used; what is in it is then broken, and nothing else."""

    name: str
    folder: Path
    title: str = ""
    version: str = ""
    requires: str = ""  # of nncli, such as ">=0.2"
    chapters: tuple[PackChapter, ...] = ()
    public: bool = False  # whether the students' half says what is right in the public cases
    solutions_after: "datetime | None" = None  # the moment from which on worked solutions are shown
    half: str = ""  # "student" in what `nncli pack build` made for students
    problem: str = ""

    def broken_by(self, problem: str) -> "Pack":
        """The pack with a problem, of which every character shows: a folder may be called anything."""
        from grader.text.cleaning import visible  # for speed: few packs have a problem

        return self._replace(problem=visible(problem, keep_lines=True))


@cache
def packs() -> tuple[Pack, ...]:
    """All packs. Of several with one name the first is used; the others say so. Of those that are installed, a whole pack comes before a
    students' half; a pack that is not trusted takes the place of none.
    """
    by_name: dict[str, Pack] = {}
    here, untrusted = _packs_of_this_folder()
    for pack in (*map(_read_place, explicit_places()), *here, *_installed_packs()):
        first = by_name.get(pack.name)
        if first and first.folder == pack.folder:
            continue
        if first:
            twin = f"another pack of this name is used, {first.folder}; this one is left out"
            pack = Pack(f"{pack.name} in {pack.folder}", pack.folder).broken_by(f"{pack.folder}: {twin}")
        by_name[pack.name] = pack
    return (*by_name.values(), *_untrusted_packs(untrusted, by_name))


def _read_place(place: str) -> Pack:
    return read_pack(Path(os.path.realpath(place)))


def _packs_of_this_folder() -> tuple[list[Pack], list[Pack]]:
    """Those that may run, and the others."""
    found: tuple[list[Pack], list[Pack]] = [], []
    for pack in map(_read_place, places_of_this_folder()):
        found[not _may_run(pack)].append(pack)
    return found


def _may_run(pack: Pack) -> bool:
    return bool(pack.half or pack.problem) or trusts(pack.folder)


def _installed_packs() -> list[Pack]:
    return sorted(map(_read_place, distribution_places()), key=lambda pack: bool(pack.half))


def _untrusted_packs(untrusted: list[Pack], others: dict[str, Pack]) -> list[Pack]:
    """Those that only an nncli.toml in this folder names, broken by that, under names that no other has."""
    return [
        pack.broken_by(why.format(name=name, folder=pack.folder))
        for name, pack in {pack.name: pack for pack in untrusted}.items()
        if name not in others and (why := CHANGED if has_trusted(pack.folder) else UNTRUSTED)
    ]


def pack_words(label: str) -> str:
    """What stands behind the next command about an exercise, " --pack FOLDER", where it would not be found otherwise; else nothing."""
    folder = next((str(pack.folder) for pack in packs() if label.startswith(f"{pack.name}/")), "")
    if not folder or not is_only_added(folder):
        return ""
    import shlex  # for speed: only here

    return f" --pack {shlex.quote(min(folder, os.path.relpath(folder), key=len))}"


def command_words(label: str) -> str:
    """What names an exercise in the next command: its label, and --pack FOLDER where it would not be found otherwise."""
    return label + pack_words(label)


def pack_not_here(file_name: str) -> str:
    """The pack of whose exercise a file bears the name, such as "course_03_relu_gate.py", where it is not found; empty for others."""
    match = re.match(OF_PACK, file_name.lower())
    return match[1] if match and match[1] not in ("ex", *(pack.name for pack in packs())) else ""


# ----------------------------------------------------------------------------------------------------------------------- reading


def pack_of_folder(folder: Path) -> Path | None:
    """The folder of the pack that `folder` lies in, or is; None where it lies in no pack."""
    return next((place for place in (folder, *folder.parents) if (place / FILE).is_file()), None)


def read_pack(folder: Path) -> Pack:
    """The pack in a folder; one with a `problem` where it cannot be used."""
    name = re.sub(r"[^a-z0-9_]+", "_", folder.name.lower()).strip("_") or "pack"
    try:
        return _pack_of(folder, read_toml((folder / FILE).read_bytes()))
    except FileNotFoundError:
        problem = f"{folder} is no pack: there is no {FILE} in it"
    except OSError as error:
        problem = f"{folder / FILE} cannot be read: {error.strerror}"
    except ValueError as error:
        problem = f"{folder / FILE}: this is not TOML: {error}"
    except PackError as error:
        problem = f"{folder / FILE}: {error}"
    return Pack(name, folder).broken_by(problem)


def _pack_of(folder: Path, table: dict[str, Any]) -> Pack:
    """Raises PackError."""
    for word in table:
        if word not in KNOWN:
            raise PackError(f"{word!r} is not a setting; known are {', '.join(KNOWN)}")
    name = table.get("name")
    if name in RESERVED:
        raise PackError(f"name = {name!r} is a word of nncli's own: choose another, such as mycourse")
    if not isinstance(name, str) or not NAME.fullmatch(name):
        raise PackError(
            f"name = {name!r}: a pack's name is 2 to 40 small letters, digits and underscores, such as mycourse"
        )
    texts = {word: table.get(word, "") for word in ("title", "version", "nncli")}
    if not all(isinstance(text, str) and text.isprintable() for text in texts.values()):
        raise PackError("title, version and nncli are texts in quotes, each on one line")
    chapters = tuple(map(_chapter_of, _tables(table.get("chapters", []))))
    half = "student" if table.get("half") == "student" else ""
    public, after = table.get("public", False) is True, _moment(table.get("solutions_after"))
    pack = Pack(name, folder, texts["title"], texts["version"], texts["nncli"], chapters, public, after, half)
    problem = _too_old(name, texts["nncli"])
    return pack.broken_by(problem) if problem else pack


def _moment(value: Any) -> "datetime | None":
    """A date without a time is the end of that day. Raises PackError."""
    if value is None:
        return None
    from datetime import date, datetime, time  # for speed: few packs withhold their solutions

    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time(23, 59, 59))
    raise PackError(f"solutions_after = {value!r}: expected a date, such as 2026-03-08, without quotes")


def _tables(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise PackError("each chapter is a table: [[chapters]], then title, promise and exercises")
    return value


def _chapter_of(table: dict[str, Any]) -> PackChapter:
    names, title, promise = table.get("exercises", []), table.get("title", ""), table.get("promise", "")
    if not isinstance(names, list) or not all(isinstance(one, str) for one in names):
        raise PackError(f"chapter {title!r}: exercises is a list of names, such as ['relu_gate', 'swish']")
    if not isinstance(title, str) or not title or not isinstance(promise, str) or not (title + promise).isprintable():
        raise PackError("a chapter has a title, and may have a promise, both texts in quotes, each on one line")
    return PackChapter(title, tuple(names), promise)


def _too_old(name: str, requires: str) -> str:
    """Why this version of nncli cannot use a pack that requires another; empty where it can. Raises PackError."""
    if not requires:
        return ""
    wanted = re.fullmatch(r">=\s*(\d+(?:\.\d+){0,2})", requires.strip())
    if not wanted:
        raise PackError(f'nncli = {requires!r}: expected the least version, such as ">=0.2"')
    least, here = (tuple(map(int, re.findall(r"\d+", version)[:3])) for version in (wanted[1], VERSION))
    least, here = (version + (0,) * (3 - len(version)) for version in (least, here))
    return f"the pack {name} needs nncli {requires}; this is {VERSION}: pip install -U nncli" if here < least else ""
