"""`nncli export gradescope`: the autograder.zip that Gradescope builds its image from, with this program's own wheel in it."""

from __future__ import annotations

import base64
import hashlib
import io
import shlex
import zipfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

import click

from grader.classroom.assignment import Assignment, AssignmentError, environment_seed, read_assignment
from grader.exercise.catalogue import data_folder
from grader.version import VERSION
from nncli.ui.arguments import Misuse
from nncli.ui.reporting import save_bytes

WHEEL_NAME = f"nncli-{VERSION}-py3-none-any.whl"
DIST_INFO = f"nncli-{VERSION}.dist-info"
PACKAGE = Path(__file__).resolve().parent.parent.parent
UNCHANGING = (2020, 1, 1, 0, 0, 0)  # the time of every entry: the same content gives the same file

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
    files |= {"nncli.toml": assignment.read_bytes()} if assignment else {}
    files |= {f"wheels/{path.name}": path.read_bytes() for path in further if path.name != WHEEL_NAME}
    save_bytes(out, _archive({name: text.encode() for name, text in scripts.items()}, files))
    click.echo(f"wrote {out}; upload it to Gradescope: Configure Autograder, Zip file upload")


def _environment(assignment: Assignment) -> str:
    """The seed that the assignment takes from the environment is not in Gradescope's: it travels with the archive."""
    if not assignment.seed_env:
        return "# nothing\n"
    return f"export {assignment.seed_env}={shlex.quote(str(environment_seed(assignment)))}\n"


def _archive(programs: dict[str, bytes], files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (*programs.items(), *files.items()):
            member = zipfile.ZipInfo(name, UNCHANGING)
            member.external_attr = (0o100755 if name in programs else 0o100644) << 16
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, data)
    return content.getvalue()


# ------------------------------------------------------------------------------------------------------------------- the wheel


def wheel(solutions: bool = True) -> bytes:
    """This program as a wheel, made from what is installed: from a checkout and from a wheel alike, with no tool to build it.

    Without `solutions`, the worked solutions are left out: who can read the image would find them there.
    """
    packed = {name: data for name, data in _package_files() if solutions or not name.startswith("grader/solutions/")}
    files = {**packed, **_metadata_files()}
    record = "".join(f"{name},sha256={_digest(data)},{len(data)}\n" for name, data in files.items())
    files[f"{DIST_INFO}/RECORD"] = f"{record}{DIST_INFO}/RECORD,,\n".encode()
    return _archive({}, files)


def _package_files() -> Iterator[tuple[str, bytes]]:
    folders = [(PACKAGE / name, name) for name in ("nncli", "grader")]
    if data_folder("exercises").parent == PACKAGE:  # a checkout: the exercises lie beside the package, not in it
        folders += [(PACKAGE / name, f"grader/{name}") for name in ("exercises", "solutions")]
    for folder, name in folders:
        for path in sorted(folder.rglob("*")):
            inner = path.relative_to(folder)
            if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in inner.parts):
                yield f"{name}/{inner.as_posix()}", path.read_bytes()


def _metadata_files() -> dict[str, bytes]:
    distribution = metadata.distribution("nncli")
    tag = "Wheel-Version: 1.0\nGenerator: nncli\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    texts = {name: distribution.read_text(name) or "" for name in ("METADATA", "entry_points.txt")}
    return {f"{DIST_INFO}/{name}": text.encode() for name, text in {**texts, "WHEEL": tag}.items()}


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()


@click.group("export")
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
