"""`nncli progress`: what is remembered, as a table, as a file for somebody else, or forgotten."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click

from grader.exercise.catalogue import Entry, entries
from grader.text.labels import own_number
from grader.text.numbers import points_text
from nncli.learning.order import fails_again, is_done
from nncli.learning.record import NOTHING, Mark, Record, change_record, is_kept, load_record, read_record, record_file
from nncli.misuse import Misuse
from nncli.ui.plain.messages import question_text, tell
from nncli.ui.plain.narrow import FULL, wrap_words
from nncli.ui.plain.output import output_width

TITLE = 38  # columns
COLUMNS = ("number", "exercise", "score", "max_score", "passed", "date", "attempts", "hints")

NOTHING_YET = "Nothing that you wrote has been graded yet. Begin with `nncli next`."
ATTEMPT = "An attempt is a grading of what you wrote; an untouched starter is none, and neither is a file that Python cannot read."


def progress_rows(record: Record) -> list[dict[str, object]]:
    """A row for each exercise that was tried or had a hint shown, in order."""
    return [_row(entry, record) for entry in entries() if record.mark(entry.slug) != NOTHING]


def _row(entry: Entry, record: Record) -> dict[str, object]:
    mark = record.mark(entry.slug)._asdict() | {"passed": is_done(record, entry)}
    mark["max_score"] = mark["max_score"] or entry.points
    return {"number": own_number(entry.number), "exercise": entry.slug} | {name: mark[name] for name in COLUMNS[2:]}


def progress_text(record: Record, kind: str) -> str:
    """The rows as "json" or "csv"."""
    rows = progress_rows(record)
    if kind == "json":
        return json.dumps({"schema": "nncli/progress-export/1", "exercises": rows}, indent=1) + "\n"
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _export(path: Path) -> None:
    """Raises Misuse."""
    kind = path.suffix.lower().removeprefix(".")
    if kind not in ("json", "csv"):
        raise Misuse(f"{path}: progress is exported as a .json or a .csv file; name one of these")
    from nncli.ui.reporting import save

    save(path, progress_text(read_record(), kind))
    number = len(progress_rows(read_record()))
    tell(f"Wrote {path}: {number} exercise{'s' * (number != 1)}")


def _forget(yes: bool) -> None:
    file = record_file()
    if file is None or not is_kept():
        tell("There is nothing to forget: no progress is kept here.")
        return
    if not yes:
        click.confirm(question_text(f"Forget all marks and hints in {file}?"), abort=True)
    if problem := change_record(lambda record: Record()):
        raise Misuse(problem)
    tell("Marks and hints are forgotten; your files are as they were.")


def _table(record: Record) -> str:
    rows = [(entry, record.mark(entry.slug)) for entry in entries() if record.mark(entry.slug) != NOTHING]
    if not rows:
        return wrap_words(NOTHING_YET, output_width(), "") + "\n"
    width = output_width()
    done = sum(is_done(record, entry) for entry, _ in rows)
    lines = [_wide_line("", "", "exercise", "points", "attempts", "hints")] if width >= FULL else []
    lines += [line for entry, mark in rows for line in _lines(entry, mark, _sign(record, entry), width)]
    closing = [f"Exercises begun: {len(rows)}, done: {done}."]
    if broken := [entry.label for entry, _ in rows if fails_again(record, entry)]:
        closing += [f"Passed before, and fails now: {', '.join(broken)}."]
    closing += [ATTEMPT] * any(mark.attempts for _, mark in rows)
    return "".join(f"{line}\n" for line in [*lines, "", *(wrap_words(words, width, "") for words in closing)])


def _sign(record: Record, entry: Entry) -> str:
    """Done, done and broken again, or begun."""
    return "!" if fails_again(record, entry) else "✓" if is_done(record, entry) else "·"


def _lines(entry: Entry, mark: Mark, sign: str, width: int) -> list[str]:
    """A row; in a narrow terminal its numbers stand below its title."""
    points = f"{points_text(mark.score)} of {points_text(mark.max_score or entry.points)}"
    if width >= FULL:
        title, *more = wrap_words(entry.title, TITLE, "").split("\n")
        first = _wide_line(sign, entry.label, title, points, str(mark.attempts or ""), str(mark.hints or ""))
        return [first, *(f"{'':8}{line}" for line in more)]
    tries = f"{mark.attempts} attempt{'s' * (mark.attempts != 1)}"
    hints = f", {mark.hints} hint{'s' * (mark.hints != 1)}" if mark.hints else ""
    title = wrap_words(entry.title, width - 8, " " * 8).lstrip()
    return [
        f"{sign} {entry.label:>4}  {title}",
        *wrap_words(f"{points}, {tries}{hints}", width - 8, " " * 8).split("\n"),
    ]


def _wide_line(sign: str, label: str, title: str, points: str, attempts: str, hints: str) -> str:
    return f"{sign:1} {label:>4}  {title:<{TITLE}}  {points:>12}  {attempts:>8}  {hints:>5}".rstrip()


@click.command("progress")
@click.option(
    "--export",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write it as FILE.json or FILE.csv, to show to somebody.",
)
@click.option("--reset", is_flag=True, help="Forget all marks and hints; your files stay.")
@click.option("--yes", is_flag=True, help="Do not ask first.")
def progress_command(export: Path | None, reset: bool, yes: bool) -> None:
    """Show what you have done.

    It is kept on this machine, for you: marks that count are given by whoever grades you. NNCLI_PROGRESS=0 keeps nothing.
    """
    if export is not None:
        _export(export)
    elif reset:
        _forget(yes)
    else:
        click.echo(_table(load_record()), nl=False)
