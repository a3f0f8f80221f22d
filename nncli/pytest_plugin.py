"""`pytest --nncli`: every case of the exercises that a repository attempts is a test, with our message where it fails.

The learner's code is not imported into pytest's process: it runs confined, as under `nncli grade`, and pytest is told the verdicts. What
pytest itself runs of a repository, its settings and its tests, it runs with all rights: the plugin refuses to grade on a CI machine
unless the repository is trusted by `--nncli-trust`. Only pytest is imported until `--nncli` is given.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from grader.classroom.assignment import Assignment
    from grader.grade import Grader
    from grader.report import ExerciseReport, Report, TargetReport, Verdict

NOT_LEARNERS = ("test_", "conftest", "setup")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--nncli`, and what goes with it."""
    group = parser.getgroup("nncli", "exercises of nncli")
    group.addoption(
        "--nncli", action="store_true", help="Collect the exercises that files attempt, one test for each case."
    )
    group.addoption(
        "--nncli-trust",
        action="store_true",
        help="Trust the repository: import its conftest.py and __init__.py, also in CI.",
    )
    group.addoption(
        "--nncli-assignment", metavar="FILE", help="Grade by this nncli.toml.  [default: the one here, but not in CI]"
    )
    group.addoption("--nncli-seed", type=int, metavar="N", help="Draw other random cases.")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """No conftest.py is imported of a repository that is not trusted."""
    known = early_config.known_args_namespace
    if known.nncli and not known.nncli_trust:
        known.noconftest = True


def pytest_configure(config: pytest.Config) -> None:
    """Collect learners' files where `--nncli` is given. Raises pytest.UsageError on a CI machine that does not trust the repository."""
    if not config.getoption("nncli"):
        return
    if os.environ.get("CI") and not config.getoption("nncli_trust"):
        raise pytest.UsageError(
            "nncli: pytest runs a repository's settings and tests with all rights, and a CI machine holds tokens; grade with"
            " `nncli grade`, or say --nncli-trust where nobody else can change the repository"
        )
    config.pluginmanager.register(Collecting(config), "nncli-collecting")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    """Under a test that failed, the tables of the gradient checks in it that do not agree: pytest cuts long messages."""
    report: Any = yield
    gradcheck = sys.modules.get("grader.gradcheck")
    if call.excinfo is not None and gradcheck is not None and call.when == "call":
        for value in call.excinfo.traceback[-1].frame.f_locals.values():
            if isinstance(value, gradcheck.GradientReport) and not value.agrees:
                report.sections.append(("gradient check", str(value)))
    return report


class Collecting:
    """What the plugin does once it is wanted: one set of workers for the whole run."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.grader: Grader | None = None
        self.rules: Assignment | None = None

    def pytest_report_header(self) -> str:
        return "" if self.trusts else "nncli: conftest.py and __init__.py are not imported; --nncli-trust imports them"

    @property
    def trusts(self) -> bool:
        return bool(self.config.getoption("nncli_trust"))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collect_directory(self, path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A package is a folder like any other: pytest itself would import its __init__.py before the first test in it."""
        if self.trusts:
            return None
        collected: pytest.Collector = pytest.Dir.from_parent(parent, path=path)
        return collected

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        if file_path.suffix not in (".py", ".ipynb") or file_path.name.startswith(NOT_LEARNERS):
            return None
        collected: pytest.Collector = AttemptFile.from_parent(parent, path=file_path)
        return collected

    @pytest.hookimpl(tryfirst=True)
    def pytest_pycollect_makemodule(self, module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
        """A learner's file that is named on the command line is not a module of tests: pytest itself would import it."""
        if module_path.name.startswith(NOT_LEARNERS):
            return None
        collected: pytest.Collector = NotImported.from_parent(parent, path=module_path)
        return collected

    def pytest_unconfigure(self) -> None:
        if self.grader is not None:
            self.grader.workers.close()

    def report(self, path: Path) -> Report:
        """Raises SubmissionError or pytest.UsageError."""
        from grader.submissions.submission import read

        if self.grader is None:
            self.grader = self._open_grader()
        report = self.grader.report(read(path))
        return self._counted(report) if self.rules else report

    def _counted(self, report: Report) -> Report:
        """In the assignment's points, of the exercises that this file attempts, without what learners may not see."""
        from msgspec.structs import replace

        from grader.classroom.reveal import hide_cases

        assert self.rules is not None
        attempted = {exercise.number for exercise in report.exercises}
        whole = self.rules.apply(report)
        own = tuple(exercise for exercise in whole.exercises if exercise.number in attempted)
        return hide_cases(replace(whole, exercises=own), self.rules.reveal)

    def is_unreadable(self, path: Path) -> bool:
        """Python can make nothing of the file."""
        from grader.sandbox.session import Session
        from grader.submissions.submission import read

        assert self.grader is not None
        session = Session(self.grader.workers, read(path).sources[0], self.grader.clock)
        try:
            return bool(session.scan().problem)
        finally:
            session.close()

    def _read_rules(self) -> int | None:
        """Take over the assignment, where there is one; its seed. Raises Misuse."""
        from nncli.classroom.rules import learners_rules_file, read_rules, seed_of

        word = self.config.getoption("nncli_assignment")
        file = learners_rules_file(Path(word) if word else None)
        if file is None:
            return None
        self.rules = read_rules(file)
        return seed_of(self.rules, word is not None)

    def _open_grader(self) -> Grader:
        from grader.grade import Grader
        from grader.judging.questions import Sheets
        from grader.report import Isolation
        from grader.sandbox.opening import open_workers
        from grader.sandbox.session import Clock
        from nncli.misuse import Misuse, refuse_below
        from nncli.usual import usual_seed, usually_required

        workers = open_workers(os.environ.get("NNCLI_WORKERS", "auto"))
        try:
            own_seed = self._read_rules()
            isolation = Isolation(*workers.isolation)
            usual = os.environ.get("NNCLI_REQUIRE_ISOLATION", usually_required())
            refuse_below((self.rules.isolation if self.rules else None) or usual, isolation)
        except Misuse as error:
            workers.close()
            raise pytest.UsageError(f"nncli: {error.message}") from None
        seed = self.config.getoption("nncli_seed")
        seed = own_seed if seed is None else seed
        limits = self.rules.limits if self.rules else None
        clock = Clock(limits.case, max(limits.submission, limits.case)) if limits else Clock()
        counted = self.rules.numbers if self.rules else None
        sheets = Sheets(usual_seed() if seed is None else seed)
        return Grader(workers, sheets, clock, isolation, counted=counted)


class AttemptFile(pytest.File):
    """One file of a learner's, graded when it is collected."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        from grader.submissions.files import SubmissionError

        collecting = self.config.pluginmanager.getplugin("nncli-collecting")
        assert isinstance(collecting, Collecting)
        try:
            report = collecting.report(self.path)
        except SubmissionError as error:
            yield UnreadableItem.from_parent(self, name="readable", problem=str(error))
            return
        if self._means_to_be_graded(report, collecting):
            yield UnreadableItem.from_parent(self, name="readable", problem=report.problem)
        for exercise in report.exercises:
            name = exercise.folder_label
            yield AttemptedExercise.from_parent(self, name=name, exercise=exercise)

    def _means_to_be_graded(self, report: Report, collecting: Collecting) -> bool:
        """A file that Python cannot read is a failure; one that attempts no exercise is one where its name says that it should."""
        from grader.exercise.catalogue import SERVED, served_entry

        return bool(report.problem) and (
            SERVED.match(self.path.stem) is not None
            or bool(served_entry(self.path.name))
            or collecting.is_unreadable(self.path)
        )


class AttemptedExercise(pytest.Collector):
    """One exercise of a file: a node of its own, so that pytest finds its cases again by the ids that it prints."""

    def __init__(self, *, exercise: ExerciseReport, **words: Any) -> None:
        super().__init__(**words)
        self.exercise = exercise

    def collect(self) -> Iterator[pytest.Item]:
        for target in self.exercise.targets:
            for case in target.cases:
                facts = (self.exercise, target, case)
                yield CaseItem.from_parent(self, name=f"{target.name}[{case.name}]", facts=facts)


class NotImported(pytest.File):
    """Stands where pytest's own module would: Attempt is beside it."""

    def collect(self) -> Iterator[pytest.Item]:
        return iter(())


class Failed(Exception):
    """What the learner is told."""


class UnreadableItem(pytest.Item):
    """A file in which nothing could be graded: never an empty and therefore green run."""

    def __init__(self, *, problem: str, **words: Any) -> None:
        super().__init__(**words)
        self.problem = problem

    def runtest(self) -> None:
        from grader.text.cleaning import visible, without_commands

        raise Failed(without_commands(visible(self.problem, keep_lines=True)))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        return str(excinfo.value)


class CaseItem(pytest.Item):
    """One case of one target."""

    def __init__(self, *, facts: tuple[ExerciseReport, TargetReport, Verdict], **words: Any) -> None:
        super().__init__(**words)
        self.facts = facts

    def runtest(self) -> None:
        from grader.report import Outcome

        if self.facts[2].outcome is not Outcome.PASSED:
            raise Failed(message(*self.facts))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str | Any:
        return str(excinfo.value) if isinstance(excinfo.value, Failed) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        frames = self.facts[2].frames
        return self.path, frames[-1].line - 1 if frames else None, self.name


def message(exercise: ExerciseReport, target: TargetReport, case: Verdict) -> str:
    """What went wrong, the learner's own lines, the advice, and what to do next."""
    from grader.formats.sentences import advice, case_sentence, frames, next_step
    from grader.text.cleaning import without_commands

    lines = [case_sentence(case), *frames(case), *advice(exercise, target), next_step(exercise)]
    return without_commands("\n".join(lines))
