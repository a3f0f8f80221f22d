"""`nncli export gradescope`: the autograder.zip that Gradescope builds its image from, with this program's own wheel in it."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click

from grader.authoring.halves import teachers_half
from grader.classroom.assignment import Assignment, AssignmentError, environment_seed, read_assignment
from grader.exercise.catalogue import data_folder
from grader.exercise.packs import Pack, packs
from grader.text.toml import read_toml
from grader.version import VERSION
from nncli.classroom.wheels import wheel_bytes, zip_bytes
from nncli.misuse import Misuse
from nncli.ui.plain.messages import tell
from nncli.ui.reporting import save_bytes
from nncli.usage import CommandGroup

WHEEL_NAME = f"nncli-{VERSION}-py3-none-any.whl"
DIST_INFO = f"nncli-{VERSION}.dist-info"
PACKAGE = Path(__file__).resolve().parents[3]

SETUP = """\
#!/usr/bin/env bash
# Run once, when Gradescope builds the image: a Python environment with nncli from the wheel in this archive.
set -euo pipefail
root="${AUTOGRADER_ROOT:-/autograder}"
if ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
    apt-get update
    apt-get install -y python3 python3-pip python3-venv
fi
python3 -m venv "$root/venv"
"$root/venv/bin/pip" install --quiet --disable-pip-version-check INDEX "$root"/source/wheels/nncli-*.whl
"""

RUN = """\
#!/usr/bin/env bash
# Run for each submission. results.json is written by nncli; where it is not, that is no learner's fault, and Gradescope says so.
set -u
root="${AUTOGRADER_ROOT:-/autograder}"
. "$root/source/environment"
# CI: where the assignment names no seed, each run draws its own.
export CI=true NNCLI_REQUIRE_ISOLATION="${NNCLI_REQUIRE_ISOLATION:-partial}"
"$root/venv/bin/nncli" grade "$root/submission" --quiet --report gradescope="$root/results/results.json" ASSIGNMENT
status=$?
if [ -s "$root/results/results.json" ]; then exit 0; fi
exit "$status"
"""


def export_gradescope(out: Path, assignment: Path | None, wheels: Path | None) -> None:
    """Write the archive. Raises Misuse."""
    try:
        read = read_assignment(assignment) if assignment else Assignment()
        if hindrances := read.hindrances:
            raise AssignmentError("\n".join(hindrances))
        environment = _environment(read)
    except AssignmentError as error:
        raise Misuse(str(error)) from None
    further = sorted(wheels.glob("*.whl")) if wheels else []
    index = '--no-index --find-links "$root/source/wheels"' if further else ""
    scripts = {
        "setup.sh": SETUP.replace(" INDEX", f" {index}" if index else ""),
        "run_autograder": RUN.replace(" ASSIGNMENT", ' --assignment "$root/source/nncli.toml"' if assignment else ""),
    }
    files = {"environment": environment.encode(), f"wheels/{WHEEL_NAME}": wheel(not read.solutions)}
    files |= {"nncli.toml": _without_packs(assignment)} if assignment else {}
    files |= {f"wheels/{path.name}": path.read_bytes() for path in further if path.name != WHEEL_NAME}
    files |= _pack_files()
    save_bytes(out, zip_bytes(files, {name: text.encode() for name, text in scripts.items()}))
    tell(f"wrote {out}; upload it to Gradescope: Configure Autograder, Zip file upload")


def _environment(assignment: Assignment) -> str:
    """The seed that the assignment takes from the environment is not in Gradescope's: it travels with the archive, as the packs do."""
    lines = (
        [f"export {assignment.seed_env}={shlex.quote(str(environment_seed(assignment)))}"]
        if assignment.seed_env
        else []
    )
    places = [f"$root/source/packs/{pack.name}" for pack in _packs()]
    lines += [f'export NNCLI_PACKS="{":".join(places)}"'] if places else []
    return "\n".join(lines or ["# nothing"]) + "\n"


def _packs() -> list[Pack]:
    """Those that grade: a students' half does not. Raises Misuse where one cannot be used."""
    for pack in packs():
        if pack.problem:
            raise Misuse(pack.problem)
    return [pack for pack in packs() if not pack.half]


def _pack_files() -> dict[str, bytes]:
    """Without solutions: what grades needs none. The image is the teacher's; no worker can read there."""
    return {
        f"packs/{pack.name}/{place}": data
        for pack in _packs()
        for place, data in teachers_half(pack, solutions=False).items()
    }


def _without_packs(assignment: Path) -> bytes:
    """The assignment's file without the setting `packs`, whose folders lie elsewhere in the image. Raises Misuse."""
    text = assignment.read_text(encoding="utf-8-sig")
    left = re.sub(r"^packs\s*=\s*\[[^\]]*\][ \t]*(#.*)?$", "", text, count=1, flags=re.MULTILINE)
    if "packs" in read_toml(left.encode()):
        raise Misuse(
            f"{assignment}: write `packs = [...]` on lines of its own, so that it can be left out of the archive"
        )
    return left.encode()


# ------------------------------------------------------------------------------------------------------------------- the wheel


def wheel(solutions: bool = True) -> bytes:
    """This program as a wheel, made from what is installed: from a checkout and from a wheel alike, with no tool to build it.

    Without `solutions`, the worked solutions are left out: who can read the image would find them there.
    """
    packed = {name: data for name, data in _package_files() if solutions or not name.startswith("grader/solutions/")}
    return wheel_bytes(packed, DIST_INFO, _metadata())


def _package_files() -> Iterator[tuple[str, bytes]]:
    folders = [(PACKAGE / name, name) for name in ("nncli", "grader")]
    if data_folder("exercises").parent == PACKAGE:  # a checkout: the exercises lie beside the package, not in it
        folders += [(PACKAGE / name, f"grader/{name}") for name in ("exercises", "solutions")]
    for folder, name in folders:
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inner.parts):
                yield f"{name}/{inner.as_posix()}", path.read_bytes()


def _metadata() -> dict[str, str]:
    installed = metadata.distribution("nncli")
    return {name: installed.read_text(name) or "" for name in ("METADATA", "entry_points.txt")}


@click.group("export", cls=CommandGroup)
def export_command() -> None:
    """Write what other systems grade with."""


@export_command.command("gradescope")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), default=Path("autograder.zip"), show_default=True
)
@click.option(
    "--assignment",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Grade by this nncli.toml; it goes into the archive.",
)
@click.option(
    "--wheels",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of wheels (pip download nncli) from which to install without a network.",
)
def gradescope_command(out: Path, assignment: Path | None, wheels: Path | None) -> None:
    """Write autograder.zip for Gradescope, with this version of nncli in it."""
    export_gradescope(out, assignment, wheels)
