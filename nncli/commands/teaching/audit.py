"""`nncli audit`: the promises of every exercise, shown as sentences."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from grader.authoring.audit import findings
from grader.authoring.packs import name_warnings, pack_findings, width_warnings
from grader.exercise.catalogue import Entry, entries
from grader.exercise.packs import Pack, packs
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.sandbox.opening import open_workers
from nncli.ui.arguments import EXERCISE, pack_option, seed_option, use_packs_or_own
from nncli.ui.plain.messages import tell


def audit_entries(chosen: Sequence[Entry], own: Sequence[Pack], seed: int) -> int:
    """Audit exercises, and packs as wholes; the exit status is 1 where a promise is broken."""
    workers = open_workers()
    try:
        broken = sum(_print_findings(one, findings(one, Grader(workers, Sheets(seed)))) for one in chosen)
    finally:
        workers.close()
    if len(chosen) > 1:
        tell(f"{len(chosen) - broken} of {len(chosen)} exercises keep all their promises")
    problems = [sentence for pack in own for sentence in pack_findings(pack)]
    for sentence in problems:
        tell(f"  - {sentence}")
    return 1 if broken or problems else 0


def _print_findings(entry: Entry, sentences: list[str]) -> bool:
    tell(f"{entry.full_name}: {f'{len(sentences)} broken' if sentences else 'all promises kept'}")
    for sentence in sentences:
        tell(f"  - {sentence}")
    for sentence in [] if entry.is_half else [*name_warnings(entry), *width_warnings(entry)]:
        tell(f"  (warning) {sentence}")
    return bool(sentences)


@click.command("audit")
@click.argument("exercise", type=EXERCISE, required=False)
@pack_option(
    "Audit the pack in this folder.  [default: the pack of this folder]",
    callback=use_packs_or_own,
    expose_value=True,
)
@seed_option("Look at the cases that this seed draws.")
def audit_command(exercise: Entry | None, pack: tuple[Path, ...], seed: int) -> None:
    """Check the promises that exercises keep.

    All exercises of the packs that are named; nncli's own where none is. The declarations run with your rights.
    """
    own = [one for one in packs() if one.folder in pack]
    wanted = [entry for entry in entries() if not pack or entry.pack in own]
    sys.exit(audit_entries([exercise] if exercise else wanted, [] if exercise else own, seed))
