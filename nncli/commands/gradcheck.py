"""`nncli gradcheck`: from a file and options to what is shown and returned as exit status."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from grader.submissions.files import SubmissionError
from grader.submissions.submission import Source, read
from grader.text.cleaning import clip, visible
from nncli.misuse import Misuse, refuse_below
from nncli.prestart import Prestart
from nncli.ui.arguments import ISOLATION, WORKERS, seed_option
from nncli.ui.plain.narrow import wrap_lines
from nncli.ui.plain.output import output_width

if TYPE_CHECKING:
    from rich.console import RenderableType

    from grader.exercise.pair import Pair
    from grader.pairs.check import PairResult
    from grader.pairs.discovery import Signature
    from grader.pairs.picture import LadderPicture
    from grader.sandbox.session import Session


@dataclass(frozen=True)
class GradcheckOptions:
    """The words of the command line."""

    forward: str | None = None
    backward: str | None = None
    inputs: tuple[str, ...] = ()
    mode: Literal["full", "fast"] = "full"
    seed: int = 0
    explain: bool = False
    entry: str = ""
    as_json: bool = False
    out: Path | None = None
    timeout: float = 60.0
    workers: str = "auto"
    required: str = "partial"


def check_file(path: Path, options: GradcheckOptions, prestart: Prestart | None = None) -> int:
    """Find, check, show; the exit status. With --json, JSON is written whatever happens."""
    try:
        if options.out:
            from nncli.ui.picture_files import refuse_other_endings  # for speed: few ask for a file

            refuse_other_endings(options.out)
        return _check_file(path, options, prestart)
    except Misuse as misuse:
        if not options.as_json:
            raise
        from nncli.ui.gradient_json import checks_json

        click.echo(checks_json(path.name, options.seed, [], misuse.message), nl=False)
        return Misuse.exit_code


def _check_file(path: Path, options: GradcheckOptions, prestart: Prestart | None) -> int:
    try:
        submission = read(path)
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    if path.is_dir():
        raise Misuse(f"{path} is a folder: name the file whose functions are to be checked")
    workers = (prestart or Prestart()).open_workers(options.workers)
    try:
        from grader.report import Isolation
        from grader.sandbox.session import Clock, Session

        refuse_below(options.required, Isolation(*workers.isolation))
        session = Session(workers, submission.sources[0], Clock(options.timeout / 4, options.timeout))
        return Command(path, submission.sources[0], options, session).run()
    finally:
        workers.close()


@dataclass
class Command:
    """One call of the command, with the session that its file is run in."""

    path: Path
    source: Source
    options: GradcheckOptions
    session: Session

    def run(self) -> int:
        """Everything from the file's names to the exit status."""
        from grader.pairs.inputs import RecipeError, assignment

        try:
            given = dict(map(assignment, self.options.inputs))
        except RecipeError as error:
            raise Misuse(str(error)) from None
        if problem := self._problem():
            return self._unreadable(problem)
        pairs, complaints = self._pairs(tuple(given))
        checks = [self._run_checks(pair, given) for pair in pairs]
        statuses = {check.exit_status for check in checks} | ({2} if complaints else set())
        if self.options.as_json:
            from nncli.ui.gradient_json import checks_json

            click.echo(checks_json(self.source.name, self.options.seed, checks, "\n".join(complaints)), nl=False)
        else:
            self._show(checks, complaints)
        if self.options.out:
            self._save(checks, self.options.out)
        self.session.close()
        return 1 if 1 in statuses else max(statuses)

    def _problem(self) -> str:
        """Why the file cannot be run; empty where it can."""
        from grader.wire import Raised

        scanned = self.session.scan()
        if scanned.problem:
            return scanned.problem
        self.session.begin("")
        if self.session.stopped is None:
            return ""
        first = self.session.stopped.first
        if not isinstance(first, Raised):
            return self.session.stopped.reason
        at = f" ({first.frames[-1].file}, line {first.frames[-1].line})" if first.frames else ""
        return f"the file itself raised {first.types[0]}: {first.text}{at}"

    def _unreadable(self, problem: str) -> int:
        from nncli.ui.gradient_json import checks_json

        if self.options.as_json:
            click.echo(checks_json(self.source.name, self.options.seed, [], problem), nl=False)
        else:
            named = problem if problem.startswith(self.source.name) else f"{self.source.name}: {problem}"
            click.echo(wrap_lines(visible(named, keep_lines=True), output_width()))
        return 1

    def _pairs(self, given: tuple[str, ...]) -> tuple[list[Pair], list[str]]:
        from grader.pairs.discovery import PairError, choose_pairs

        names = tuple(dict.fromkeys(name.split(".")[0] for name in given))
        try:
            return choose_pairs(self._signatures_in(), self.options.forward, self.options.backward, names)
        except PairError as error:
            raise Misuse(str(error)) from None

    def _signatures_in(self) -> dict[str, Signature]:
        """The functions and classes of the file with their parameters, as the worker sees them."""
        from grader.wire import Call, Returned, revive

        assert self.session.scanned is not None
        signatures: dict[str, Signature] = {}
        for name in self.session.scanned.names[:500]:
            first = self.session.ask(Call(name, "signature", [{}], [])).first
            if isinstance(first, Returned) and isinstance(known := revive(first.value), dict):
                signatures[name] = known
        return signatures

    def _run_checks(self, pair: Pair, given: dict[str, str]) -> PairResult:
        from grader.pairs.check import PairCheck

        mine = {name: recipe for name, recipe in given.items() if name.split(".")[0] in pair.names}
        return PairCheck(pair, self.session, mine, self.options.seed, self.options.mode).run()

    def _show(self, checks: list[PairResult], complaints: list[str]) -> None:
        from rich.console import Group
        from rich.text import Text

        from nncli.ui.console import show
        from nncli.ui.gradient_view import pair_view

        parts: list[RenderableType] = []
        for check in checks:
            parts += [*pair_view(check, self._again(check)), *map(Text, self._picture(check)), Text("")]
        parts += [Text(f"not checked: {visible(complaint)}", style="red") for complaint in complaints]
        parts += [Text(line, style="dim") for line in self._prints()]
        show(Group(*parts))

    def _again(self, check: PairResult) -> list[str]:
        """The command that repeats this check, in pieces to break lines at."""
        options, pair = self.options, check.pair
        words = [f"nncli gradcheck {shlex.quote(str(self.path))} --forward {pair.forward}"]
        words += [f"--backward {pair.backward}"] if options.backward else []
        words += [f"--input {shlex.quote(recipe)}" for recipe in options.inputs]
        return [*words, f"--seed {options.seed}" + (" --mode fast" if options.mode == "fast" else "")]

    def _picture(self, check: PairResult) -> Iterator[str]:
        from grader.pairs.remote import WorkerLost
        from nncli.ui.ladder_view import ladder_lines

        if not (self.options.explain or self.options.entry) or check.report is None:
            return
        try:
            drawn = self._ladder(check)
        except WorkerLost as lost:
            drawn = None
            yield visible(f"  no picture: {lost}")
        yield ""
        yield from (
            f"  {visible(line)}".rstrip() for line in (ladder_lines(drawn, output_width() - 2) if drawn else ())
        )

    def _ladder(self, check: PairResult) -> LadderPicture:
        """The ladder of the entry that is named, or of the worst. Raises Misuse and WorkerLost."""
        from grader.gradcheck import GradcheckError
        from grader.pairs.picture import picture

        try:
            return picture(check, self.session, self.options.entry)
        except GradcheckError as error:
            raise Misuse(str(error)) from None

    def _save(self, checks: list[PairResult], out: Path) -> None:
        """The ladder of each pair as a file. Raises Misuse."""
        from grader.pairs.remote import WorkerLost
        from nncli.ui.picture_files import save_pictures

        try:
            from grader.drawing.ladder import ladder_chart

            ladders = [self._ladder(check) for check in checks if check.report is not None]
            save_pictures([ladder_chart(one) for one in ladders], out, err=self.options.as_json)
        except WorkerLost as lost:
            raise Misuse(f"no picture: {lost}") from None

    def _prints(self) -> list[str]:
        """What the learner's code printed, each line once: the same call is made many times over."""
        printed = "\n".join(dict.fromkeys(self.session.prints.split("\n")))
        return ["Your code printed", *(f"  {line}" for line in clip(printed, 12, 76)), ""] if printed.strip() else []


@click.command("gradcheck")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--forward", metavar="NAME", help="The forward pass, a function or a class; all pairs by default.")
@click.option("--backward", metavar="NAME", help="The backward pass; found by name where only --forward is given.")
@click.option("--input", "inputs", multiple=True, metavar="RECIPE", help='Such as "x=normal(4,3)" or "x=[1.5, -2.0]".')
@click.option(
    "--mode", type=click.Choice(["full", "fast"]), default="full", show_default=True, help="Each entry, or probes."
)
@seed_option("Draw other numbers.")
@click.option("--explain", is_flag=True, help="Draw the ladder of steps behind the worst entry.")
@click.option("--entry", default="", metavar="ENTRY", help='Draw that of another entry, such as "w[2,1]".')
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), help="Write that ladder as .svg, .png or .html."
)
@click.option("--json", "as_json", is_flag=True, help="Write what was found as JSON.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=60.0, show_default=True, help="Seconds for everything."
)
@ISOLATION
@WORKERS
@click.pass_obj
def gradcheck_command(prestart: Prestart | None, /, file: Path, **words: Any) -> None:
    """Check a backward pass of your own against measured slopes.

    FILE holds pairs such as f and f_backward, affine_forward and affine_backward, f and grad_f, or a class with forward and
    backward. Exit status: 0 all agree, 1 something does not, 2 misuse, 3 a fault of ours.
    """
    sys.exit(check_file(file, GradcheckOptions(**words), prestart))
