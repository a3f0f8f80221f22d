"""`nncli new-mistake`: a wrong answer that has no name becomes a row of its exercise's declaration, for a person to name and simplify."""

from __future__ import annotations

import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import click

from grader.authoring.answer_text import NoAnswer
from grader.authoring.mistake_row import EMPTY_ADVICE, NoPlace, add_row, free_slug
from grader.authoring.unnamed_answer import WrongTarget, names_in_table, row_for, wrong_targets
from grader.exercise.catalogue import CatalogueError, Entry
from grader.grade import Grader
from grader.judging.questions import BrokenReference, Sheets
from grader.report import Isolation
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.submissions.files import SubmissionError
from grader.submissions.submission import Source, read
from nncli.misuse import Misuse, refuse_below
from nncli.ui.arguments import EXERCISE, ISOLATION, pack_option, seed_option, use_packs_or_own
from nncli.ui.files import short_path, write_atomically
from nncli.ui.plain.messages import tell

INSTALLED = ("site-packages", "dist-packages")


@dataclass(frozen=True)
class RowOptions:
    """The words of the command line."""

    target: str | None = None
    slug: str | None = None
    advice: str | None = None
    seed: int = 0
    required: str = "partial"


def write_row(entry: Entry, file: Path, options: RowOptions) -> str:
    """Add the row to the exercise's spec.py; what happened, as text. Raises Misuse, and then nothing is written."""
    declaration = entry.folder / "spec.py"
    _refuse_installed(entry)
    source = _read(file)
    try:
        wrong = _without_name(_wrong(entry, source, options), file, options.target)
        text = declaration.read_text(encoding="utf-8")
        slug = _slug(options.slug, text, wrong)
        row, version, problem = row_for(wrong, source, slug, options.advice or EMPTY_ADVICE)
        write_atomically(declaration, add_row(text, row, version))
    except (NoAnswer, NoPlace) as error:
        said = str(error)
        raise Misuse(said if said.startswith(source.name) else f"{file.name}: {said}") from None
    except OSError as error:
        raise Misuse(f"{declaration} cannot be written: {error.strerror}; it is as it was") from None
    return _words(entry, declaration, slug, wrong, problem)


def _words(entry: Entry, declaration: Path, slug: str, wrong: WrongTarget, problem: str) -> str:
    to_do = f"It is a comment there, since {problem}:\nwrite its version anew" if problem else "Read it, make it short"
    return (
        f"Added {slug} to the mistakes of {wrong.name} in {short_path(declaration)}.\n"
        f"{to_do}, and give it a name and an advice.\n"
        f"A declaration runs with your rights.\n\nnext: nncli audit {entry.label}{_pack_option(entry)}"
    )


def _pack_option(entry: Entry) -> str:
    """What `nncli audit` must be told to find the exercise; empty where it needs nothing."""
    if entry.pack is None or Path.cwd().resolve().is_relative_to(entry.pack.folder.resolve()):
        return ""
    return f" --pack {shlex.quote(short_path(entry.pack.folder.resolve()))}"


def _refuse_installed(entry: Entry) -> None:
    """Raises Misuse for an exercise that came with a package: the next update would take the row away."""
    folder = entry.folder.resolve()
    package = Path(__file__).resolve().parents[3] / "grader"
    if set(INSTALLED) & set(folder.parts) or folder.is_relative_to(package):
        raise Misuse(
            f"exercise {entry.label} lies in an installed package, {folder.parent}, which the next update replaces:"
            " write into a checkout, or into a pack of your own"
        )
    if not (entry.folder / "spec.py").is_file():
        raise Misuse(f"exercise {entry.label} has no declaration here: {entry.folder / 'spec.py'}")
    if not os.access(entry.folder, os.W_OK):
        raise Misuse(f"{entry.folder} cannot be written to")


def _read(file: Path) -> Source:
    try:
        found = read(file).sources
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    if len(found) > 1:
        raise Misuse(f"{file} holds {len(found)} files; name the one with the wrong answer")
    return found[0]


def _wrong(entry: Entry, source: Source, options: RowOptions) -> list[WrongTarget]:
    workers = open_workers()
    try:
        refuse_below(options.required, Isolation(*workers.isolation))
        return wrong_targets(entry, source, Grader(workers, Sheets(options.seed), Clock(2.0, 10.0)))
    except (CatalogueError, BrokenReference) as error:
        raise Misuse(f"{error}\n\nhint: nncli audit {entry.label}{_pack_option(entry)}") from None
    finally:
        workers.close()


def _without_name(wrongs: list[WrongTarget], file: Path, target: str | None) -> WrongTarget:
    """The wrong target that the row is for. Raises Misuse where there is none, or where it has a name."""
    if not wrongs:
        raise Misuse(f"{file.name}: nothing is wrong in it")
    if target and target not in {one.name for one in wrongs}:
        raise Misuse(f"{file.name}: {target} is not wrong in it; wrong are {', '.join(one.name for one in wrongs)}")
    looked_at = [one for one in wrongs if target in (None, one.name)]
    found = [one for one in looked_at if not one.names]
    if not found:
        raise Misuse(f"{file.name}: this has a name already: {', '.join(names_in_table(looked_at))}")
    return found[0]


def _slug(given: str | None, declaration: str, wrong: WrongTarget) -> str:
    """Raises Misuse where it is no name, or is taken."""
    words = set(re.findall(r"\w+", declaration))
    if given is None:
        return free_slug(words)
    if not re.fullmatch(r"[a-z][a-z0-9_]*", given):
        raise Misuse(
            f"{given!r}: a mistake's name is made of small letters, digits and underscores, such as no_max_shift"
        )
    if given in words:
        raise Misuse(f"{given}: this word stands in the declaration already; give the mistake another name")
    return given


@click.command("new-mistake")
@click.argument("exercise", type=EXERCISE)
@pack_option("An exercise of the pack in this folder.  [default: the pack of this folder]", callback=use_packs_or_own)
@click.option(
    "--from",
    "file",
    required=True,
    type=click.Path(path_type=Path),
    help="A file with the wrong answer, such as one of --unnamed.",
)
@click.option("--target", metavar="NAME", help="Which of several wrong functions.  [default: the first without a name]")
@click.option("--name", "slug", metavar="NAME", help="What to call it.  [default: unnamed_1, to be replaced]")
@click.option("--advice", metavar="SENTENCE", help="What to do instead.  [default: a line to be replaced]")
@seed_option("Look at the cases that this seed draws.")
@ISOLATION
def new_mistake_command(exercise: Entry, file: Path, **words: object) -> None:
    """Name a wrong answer that has no name.

    Adds a row to the mistakes of EXERCISE, with the learner's function as the wrong version, to be made short by hand; `nncli audit` then
    tries it against the other rows. `nncli gradebook --unnamed` shows which wrong answers several learners share.
    """
    tell(write_row(exercise, file, RowOptions(**words)))  # type: ignore[arg-type]
