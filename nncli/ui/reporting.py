"""`--report KIND=FILE`: which reports are wanted, also by the CI system that runs us, and where they go."""

from __future__ import annotations

import hashlib
import os
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

import click

from grader.formats.github import report_summary
from grader.formats.kinds import CLASS, ONE, Setting, for_standard_output
from grader.report import Report
from grader.submissions.files import plain_text
from nncli.misuse import Misuse
from nncli.ui.files import folder_for, write_bytes_atomically
from nncli.ui.plain.messages import did_you_mean

GITLAB_FILES = {"junit": "nncli-junit.xml", "gitlab": "gl-code-quality-report.json"}
LEARNER = "{learner}"
ALL_KINDS = (*ONE, "html")  # the last is written by nncli.ui.report_page: it draws, which takes workers
CLASS_KINDS = tuple({**ONE, **CLASS})
LEARNERS_OWN = (".py", ".ipynb", ".zip")


@dataclass(frozen=True)
class ReportRequest:
    """One report; `path` is None for standard output."""

    kind: str
    path: str | None = None

    @property
    def replaces_table(self) -> bool:
        """Standard output is either for a person or for a program; annotations stand well beside the table."""
        return self.path is None and self.kind != "github"


def parse_reports(words: Iterable[str], kinds: Iterable[str] = ONE) -> list[ReportRequest]:
    """KIND or KIND=FILE, as given on the command line. Raises Misuse."""
    requests = []
    for word in words:
        kind, equals, path = word.partition("=")
        if kind not in kinds:
            meant = did_you_mean(kind, list(kinds)) or f"; there are {', '.join(kinds)}"
            raise Misuse(f"there is no report {kind!r}{meant}")
        if equals and not path:
            raise Misuse(f"--report {word}: the name of a file is missing")
        requests.append(ReportRequest(kind, path if path not in ("", "-") else None))
    if sum(one.replaces_table for one in requests) > 1:
        raise Misuse("only one report can go to standard output; give the others files: --report junit=report.xml")
    return requests


def with_environment(given: list[ReportRequest], environment: Mapping[str, str]) -> list[ReportRequest]:
    """What was asked for, and what the CI system that runs us reads by itself."""
    kinds = {one.kind for one in given}
    if in_github(environment) and "github" not in kinds:
        return [*given, ReportRequest("github")]
    if environment.get("GITLAB_CI") == "true":
        return [*given, *(ReportRequest(kind, path) for kind, path in GITLAB_FILES.items() if kind not in kinds)]
    return given


def in_github(environment: Mapping[str, str]) -> bool:
    """Whether this runs as a step of GitHub Actions."""
    return environment.get("GITHUB_ACTIONS") == "true"


def write_report(report: Report, reports: list[ReportRequest], setting: Setting) -> None:
    """Write every report of one submission. Raises Misuse where a file cannot be written."""
    for one in reports:
        text = ONE[one.kind](report, setting)
        if one.path is None:
            click.echo(
                for_standard_output(one.kind, text).encode(), nl=False
            )  # in the encoding that its format declares, not the terminal's
        else:
            save(Path(one.path), text)
        if one.kind == "github":
            append_summary(report_summary(report))


def write_class(reports: Iterable[Report], one: ReportRequest) -> None:
    """Write one report of a class: a file for each learner where the name has {learner} in it, otherwise one for all."""
    if one.path is None:
        for piece in CLASS[one.kind](reports):
            click.echo(for_standard_output(one.kind, piece), nl=False)
    elif LEARNER not in one.path:
        save(Path(one.path), CLASS[one.kind](reports))
    else:
        from grader.classroom.reveal import hide_seed

        seen: list[str] = []
        names = file_names(seen)  # of each key as it comes: a class may have any size
        for report in reports:
            seen.append(report.name)
            save(Path(one.path.replace(LEARNER, next(names))), ONE[one.kind](hide_seed(report), Setting()))


def write_text(one: ReportRequest, text: str) -> None:
    """A report that is written already, to where it goes. Raises Misuse."""
    if one.path is None:
        click.echo(for_standard_output(one.kind, text), nl=False)
    else:
        save(Path(one.path), text)


def refuse_single(reports: list[ReportRequest]) -> None:
    """Raises Misuse for a format of one submission where a class is to be written into one file."""
    for one in reports:
        if one.kind not in CLASS and (one.path is None or LEARNER not in one.path):
            raise Misuse(
                f"{one.kind} is a report of one submission; write one for each: --report '{one.kind}=DIR/{LEARNER}.json'"
            )


LONGEST_NAME = 120  # bytes: most systems take 255, with a suffix and a digest


def file_name(key: str) -> str:
    """A learner's key as part of a file name: nothing in it can leave the folder, and no two keys have one name."""
    name = "".join(c if c.isalnum() or c in "-_@. " else "_" for c in key)
    name = name.strip(". ").encode("utf-8", "replace")[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(". ")
    return name if name and name == key else f"{name}-{_digest(key)}".lstrip("-")


def file_names(keys: Iterable[str]) -> Iterator[str]:
    """The name for each key; where names differ by the size of letters only, which some systems take for one, later ones get a digest."""
    seen: set[str] = set()
    for key in keys:
        name = file_name(key)
        if unicodedata.normalize("NFC", name).casefold() in seen:
            name = f"{name}-{_digest(key)}"
        seen.add(unicodedata.normalize("NFC", name).casefold())
        yield name


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:8]


def refuse_overwriting(reports: Iterable[ReportRequest], kept: Iterable[Path]) -> None:
    """Raises Misuse where a report would take the place of a learner's file, or of another one that is `kept`."""
    places = {os.path.realpath(path) for path in kept}
    for one in reports:
        if one.path is None:
            continue
        if LEARNER in one.path:
            _refuse_any_learner(one.path, places)
        elif os.path.exists(one.path) and (
            os.path.realpath(one.path) in places or one.path.lower().endswith(LEARNERS_OWN)
        ):
            raise Misuse(f"{one.path} is there already, and a report would take its place; name another file for it")


def _refuse_any_learner(path: str, places: set[str]) -> None:
    """Raises Misuse where the reports of some learner, whatever their name, could take the place of a file that is to stay."""
    begin, _, end = os.path.realpath(path).partition(LEARNER)
    could_be = (one for one in places if one.startswith(begin) and one.endswith(end.replace(LEARNER, "")))
    if path.lower().endswith(LEARNERS_OWN) or next(could_be, None):
        raise Misuse(
            f"{path}: a report would take the place of a file that a learner's name fits; name other files for them"
        )


def save(path: Path, text: str | Iterable[str], durable: bool = True) -> None:
    """Raises Misuse where the file cannot be written. What is not `durable` may be lost with the power, never half there."""
    pieces = text.encode("utf-8") if isinstance(text, str) else (piece.encode("utf-8") for piece in text)
    save_bytes(path, pieces, durable)


def save_bytes(path: Path, content: bytes | Iterable[bytes], durable: bool = True) -> None:
    """Raises Misuse where the file cannot be written."""
    try:
        with folder_for(path):
            write_bytes_atomically(path, (content,) if isinstance(content, bytes) else content, durable)
    except OSError as error:
        raise Misuse(f"{path} cannot be written: {error.strerror or error}; nothing was left half-written") from None


def append_summary(text: str) -> None:
    """Add to the step summary of a GitHub job, where there is one. Raises Misuse."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    try:
        with open(path, "a", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except OSError as error:
        raise Misuse(f"the step summary cannot be written: {error.strerror}") from None


class without_commands:
    """What is printed within gives the GitHub runner no commands: it may hold a learner's text."""

    def __enter__(self) -> None:
        self.token = secrets.token_hex(16)
        click.echo(f"::stop-commands::{self.token}")

    def __exit__(self, *_: object) -> None:
        click.echo(f"::{self.token}::")


def harmless(environment: Mapping[str, str]) -> AbstractContextManager[None]:
    """Within it, text of a learner's may be printed, whoever reads our output."""
    return without_commands() if in_github(environment) else nullcontext()


def root_of(path: Path) -> str:
    """The folder of a submission's files, seen from the folder we run in."""
    folder = path if path.is_dir() else path.parent
    try:
        return plain_text(folder.resolve().relative_to(Path.cwd().resolve()).as_posix())
    except ValueError:
        return plain_text(folder.as_posix())
