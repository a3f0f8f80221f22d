"""`nncli pack build`: the teacher's half and the students' half of a pack, as wheels, and the students' as an archive too."""

from __future__ import annotations

import re
from pathlib import Path

import click

from grader.authoring.halves import Files, students_half, teachers_half
from grader.authoring.packs import pack_findings
from grader.exercise.catalogue import CatalogueError
from grader.exercise.entry import pack_entries
from grader.exercise.packs import FILE, Pack, read_pack
from grader.exercise.trust import TooLarge, trust
from grader.judging.questions import BrokenReference
from nncli.classroom.wheels import wheel_bytes, zip_bytes
from nncli.misuse import Misuse
from nncli.ui.plain.messages import tell
from nncli.ui.reporting import save_bytes
from nncli.usage import CommandGroup

VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?")
INIT = b'"""A pack of exercises for nncli: data, not to be imported."""\n'


def build_halves(folder: Path, out: Path) -> list[Path]:
    """Write both halves into `out`; the files. Raises Misuse, and then nothing is written."""
    pack = _whole_pack(folder)
    try:
        teachers, students = teachers_half(pack), students_half(pack)
    except (CatalogueError, BrokenReference) as error:
        raise Misuse(f"{error}\n\nhint: nncli audit --pack {folder}") from None
    except OSError as error:
        raise Misuse(f"{error.filename} cannot be read: {error.strerror}") from None
    name = f"nncli_pack_{pack.name}"
    tag = f"{pack.version}-py3-none-any.whl"
    files = {
        f"{name}_teacher-{tag}": pack_wheel(pack, teachers, f"{name}_teacher"),
        f"{name}-{tag}": pack_wheel(pack, students, name),
        f"{pack.name}-{pack.version}-students.zip": zip_bytes(
            {f"{pack.name}/{place}": data for place, data in students.items()}
        ),
    }
    for file, data in files.items():
        save_bytes(out / file, data)
    return [out / file for file in files]


def _whole_pack(folder: Path) -> Pack:
    """Raises Misuse where there is no pack, or one that cannot be built."""
    pack = read_pack(folder.resolve())
    problems = [*pack_findings(pack), *(entry.problem for entry in pack_entries(pack) if entry.problem)]
    if pack.half:
        problems = [f"{folder} is the students' half already"]
    if not VERSION.fullmatch(pack.version):
        problems += [f'{folder / FILE}: version = "{pack.version}": expected one such as "1.0"']
    if problems:
        hint = "" if (folder / FILE).exists() else "\n\nhint: `nncli pack build FOLDER` builds the pack in a folder"
        raise Misuse("\n".join(dict.fromkeys(problems)) + hint)
    return pack


def pack_wheel(pack: Pack, files: Files, module: str) -> bytes:
    """A wheel with the pack as a package of this name, announced by the entry point nncli.packs."""
    project = module.replace("_", "-")
    metadata = (
        f"Metadata-Version: 2.1\nName: {project}\nVersion: {pack.version}\n"
        f"Summary: {_one_line(pack.title or pack.name)}\nRequires-Dist: nncli{pack.requires.replace(' ', '')}\n"
    )
    points = f"[nncli.packs]\n{pack.name} = {module}\n"
    packed = {f"{module}/{place}": data for place, data in {"__init__.py": INIT, **files}.items()}
    return wheel_bytes(packed, f"{module}-{pack.version}.dist-info", {"METADATA": metadata, "entry_points.txt": points})


def _one_line(text: str) -> str:
    return " ".join(text.split())


@click.group("pack", cls=CommandGroup)
def pack_command() -> None:
    """Build what a teacher installs and what students get."""


@pack_command.command("trust")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def trust_command(folder: Path) -> None:
    """Let the pack in FOLDER run where an nncli.toml names it, as it is now: where a program in it changes, say it again.

    A pack is a program. One that you name yourself, by --pack, NNCLI_PACKS or --assignment, that you install, or that you started by
    `nncli new`, needs no word more.
    """
    pack = read_pack(folder.resolve())
    if pack.problem:
        raise Misuse(pack.problem)
    try:
        trust(pack.folder)
    except OSError as error:
        raise Misuse(f"this cannot be remembered: {error.strerror}") from None
    except TooLarge as error:
        raise Misuse(str(error)) from None
    tell(f"The pack {pack.name} in {pack.folder} may run.")


@pack_command.command("build")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path())
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), show_default=True)
def build_command(folder: Path, out: Path) -> None:
    """Write the teacher's wheel, the students' wheel and archive.

    FOLDER holds pack.toml; this one by default. The students' half has statements, starters and hints, no reference, no wrong version and
    no solution; with `public = true` in pack.toml, the public cases and what is right in them.
    """
    for path in build_halves(folder, out):
        tell(f"wrote {path}")
