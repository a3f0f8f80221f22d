"""`nncli audit`: the promises of every exercise, shown as sentences."""

from __future__ import annotations

import sys

import click

from grader.authoring.audit import findings
from grader.exercise.catalogue import Entry, entries
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.sandbox.opening import open_workers
from nncli.ui.arguments import EXERCISE, seed_option


def audit_entries(entry: Entry | None, seed: int) -> int:
    """Audit one exercise or all; the exit status is 1 where a promise is broken."""
    chosen = [entry] if entry else list(entries())
    workers = open_workers()
    try:
        broken = sum(_finding_line(one, findings(one, Grader(workers, Sheets(seed)))) for one in chosen)
    finally:
        workers.close()
    if len(chosen) > 1:
        click.echo(f"{len(chosen) - broken} of {len(chosen)} exercises keep all their promises")
    return 1 if broken else 0


def _finding_line(entry: Entry, found: list[str]) -> bool:
    if not found:
        click.echo(f"{entry.full_name}: all promises kept")
        return False
    click.echo(f"{entry.full_name}: {len(found)} broken")
    for sentence in found:
        click.echo(f"  - {sentence}")
    return True


@click.command("audit")
@click.argument("exercise", type=EXERCISE, required=False)
@seed_option("Look at the cases that this seed draws.")
def audit_command(exercise: Entry | None, seed: int) -> None:
    """Check the promises that exercises keep."""
    sys.exit(audit_entries(exercise, seed))
