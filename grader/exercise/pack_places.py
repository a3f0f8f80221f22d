"""Where packs lie: folders that were named, and those in installed distributions. Nothing of a pack is run, and nothing else is imported
here: it is asked before anything else is loaded.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # typing takes longer to load than all of this
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

VARIABLE = "NNCLI_PACKS"
GROUP = "nncli.packs"
ASSIGNMENT = "nncli.toml"

_variable: list[str] = []  # NNCLI_PACKS as it was before anything was added
_added: list[str] = []  # by a command or an assignment, beside what is folders
_ignored: list[bool] = []  # an nncli.toml in this folder is to be left alone
_distribution_places: list[str] | None = None


def add_places(wanted: Iterable[str]) -> bool:
    """Look in these folders before all others; True where one of them is new. The processes that we start look there too."""
    new = [place for place in map(os.path.abspath, wanted) if place not in _added]
    if new:
        before = os.environ.get(VARIABLE)
        if not _added:
            _variable[:] = _folders_of(before or "")
        _added[:0] = new
        os.environ[VARIABLE] = os.pathsep.join([*new, *([before] if before else [])])
    return bool(new)


def ignore_this_folder() -> None:
    """Leave an nncli.toml in this folder alone."""
    _ignored.append(True)


def places() -> list[str]:
    """The folders of all packs, in the order in which a name is looked for."""
    return list(dict.fromkeys([*explicit_places(), *places_of_this_folder(), *distribution_places()]))


def explicit_places() -> list[str]:
    """The folders of packs that were named: on the command line, by an assignment that was named, by NNCLI_PACKS."""
    return list(dict.fromkeys([*_added, *_folders_of(os.environ.get(VARIABLE, ""))]))


def _folders_of(variable: str) -> list[str]:
    return [os.path.abspath(place) for place in variable.split(os.pathsep) if place]


def is_only_added(folder: str) -> bool:
    """This pack was named for the command that runs, and the next one will not find it by itself."""
    found = [*_variable, *places_of_this_folder(), *distribution_places()]
    return folder in map(os.path.realpath, _added) and folder not in map(os.path.realpath, found)


def places_of_this_folder() -> list[str]:
    """This folder, where it is a pack, and those that an nncli.toml here names; but not in CI, where a learner may have written it."""
    if _ignored or os.environ.get("CI"):
        return []
    here = [os.getcwd()] if os.path.exists("pack.toml") and os.path.isdir("exercises") else []
    return [*here, *_places_of_assignment()]


def _places_of_assignment() -> list[str]:
    try:
        with open(ASSIGNMENT, "rb") as file:
            content = file.read(1 << 20)
    except OSError:
        return []
    if b"packs" not in content:
        return []
    from grader.text.toml import read_toml  # for speed: most folders name no pack

    try:
        return [os.path.abspath(place) for place in places_in(read_toml(content), "")]
    except ValueError:  # whoever reads the assignment says what is wrong with it
        return []


def places_in(table: Mapping[str, Any], folder: str) -> list[str]:
    """The folders that `packs = [...]` names, seen from the folder of its file."""
    named = table.get("packs", [])
    words = named if isinstance(named, list) else []
    return [os.path.join(folder, word) for word in words if isinstance(word, str) and word]


def distribution_places() -> list[str]:
    """The folders of packs in installed distributions, none of which is imported."""
    global _distribution_places
    if _distribution_places is None:
        _distribution_places = _read_entry_points() if any(map(_announces_packs, _distributions())) else []
    return _distribution_places


def _read_entry_points() -> list[str]:
    from importlib import metadata, util  # for speed: only where there is one

    folders: list[str] = []
    for point in metadata.entry_points(group=GROUP):
        try:
            spec = util.find_spec(point.module.partition(".")[0])
        except (ImportError, ValueError):
            spec = None
        folders += list(spec.submodule_search_locations or ())[:1] if spec else []
    return list(dict.fromkeys(map(os.path.abspath, folders)))


def _distributions() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as members:
                yield from (one.path for one in members if one.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue


def _announces_packs(distribution: str) -> bool:
    try:
        with open(f"{distribution}/entry_points.txt", "rb", buffering=0) as file:
            return GROUP.encode() in file.read()
    except OSError:
        return False
