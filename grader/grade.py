"""The pipeline: read the submission, choose the exercises, run, judge, diagnose, report. Read this first."""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from msgspec import Struct, field
from msgspec.structs import replace

from grader.attempts import Attempts, likely_entries
from grader.exercise import catalogue
from grader.exercise.catalogue import Entry
from grader.exercise.spec import Derivation, Target
from grader.judging.constants import Reading, read_constant
from grader.judging.derivations import DerivationReading, read_derivations
from grader.judging.judge import CaseResult, judge_case
from grader.judging.questions import BrokenReference, Sheet, Sheets, constant_call, derivations_call
from grader.judging.settling import settle_target
from grader.judging.share import ALL_TAKEN, EXPLAINING, JUDGING, WHOLE, TooCostly, limit_share, spend
from grader.judging.unjudged import broken_report, costly_report
from grader.report import (
    ExerciseReport,
    Isolation,
    NamedMistake,
    Outcome,
    Report,
    Verdict,
    exercise_report,
    is_absent,
    is_idle,
    target_report,
)
from grader.sandbox.budget import Budget, OutOfTurn
from grader.sandbox.requests import needs_random, scan_request
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import MachineFault, SandboxError, Workers, cores
from grader.submissions.submission import Source, Submission
from grader.version import VERSION
from grader.wire import Scanned, clean_text, frame


class Grader(Struct, frozen=True):
    """Grades submissions with one set of workers; sheets of questions are kept from one submission to the next.

    With `more` workers, the exercises of one file are graded side by side.
    """

    workers: Workers
    sheets: Sheets = field(default_factory=Sheets)
    clock: Clock = field(default_factory=Clock)
    isolation: Isolation = field(default_factory=Isolation)
    only: Entry | None = None
    counted: frozenset[int] | None = None  # the exercises that an assignment counts; None where all do
    more: Workers | None = None
    slopes: bool = False  # measured where all is right, to say what a pass has shown
    remarks: bool = True  # about the learner's own forward pass; they take longer than all the rest of a wrong answer

    @classmethod
    def prepare(
        cls,
        submission: Submission,
        workers: Workers,
        sheets: Sheets,
        clock: Clock,
        only: Entry | None,
        counted: frozenset[int] | None,
    ) -> Grader:
        """A grader for this submission. The first questions are made while the workers start, or while the first of them is forked.
        Raises SandboxError.
        """
        likely = [only] if only else likely_entries(submission)
        side_by_side = len(likely) > 2 and cores() > 1
        if side_by_side and not workers.are_ready:
            sheets.prepare(likely[:1])
        more = workers.clones(1)[0] if side_by_side else None
        first = submission.sources[0]
        random = needs_random(first)
        workers.lend_ahead(random, frame(scan_request(first)))
        sheets.prepare(likely[:1])
        if more:
            more.lend_ahead(random)
        return cls(workers, sheets, clock, Isolation(*workers.isolation), only, counted, more)

    def report(self, submission: Submission, turn: float = math.inf) -> Report:
        """Everything that is known of a submission. Raises OutOfTurn where that takes longer than `turn` seconds."""
        attempts, budget = Attempts(submission), Budget(self.clock.whole, turn)
        with limit_share(WHOLE, ALL_TAKEN):
            for source in submission.sources:
                self._grade_file(source, Session(self.workers, source, self.clock, budget=budget), attempts)
        return Report(
            submission.name,
            submission.sha256,
            self.sheets.seed,
            VERSION,
            self.isolation,
            attempts.counted,
            attempts.problem,
            attempts.notes,
        )

    def _grade_file(self, source: Source, session: Session, attempts: Attempts) -> None:
        """What one file attempts, added to the other attempts. Raises OutOfTurn."""
        try:
            scanned = session.scan()
            chosen = self._entries_to_grade(scanned, source, attempts.are_several)
            for found in self._exercises(attempts.begin_file(source, scanned, chosen), session):
                attempts.add(found, source)
        finally:  # also where a turn ends here: a worker that stays open would block the next submission
            session.close()

    def _entries_to_grade(self, scanned: Scanned, source: Source, among_others: bool) -> list[Entry]:
        """What a file attempts; a broken one among others attempts what its name says."""
        file_name = source.name.rpartition("/")[2]
        if self.only:
            return [self.only]
        if scanned.problem:
            found = catalogue.served_entry(file_name) if among_others else []
        else:
            found = catalogue.entries_attempted(scanned.names, file_name)
        return [entry for entry in found if self.counted is None or entry.number in self.counted]

    def _exercises(self, entries: list[Entry], session: Session) -> list[ExerciseReport]:
        """Each exercise of a file: the first one alone until the file has run, since one that cannot be run is not tried again.

        Where they are graded side by side, those of many points, which take the longest, come first, or one lane would be left waiting.
        """
        if self.more is None or len(entries) < 3:
            found = [self.exercise(entry, session) for entry in entries[:1]]
            return found + [self.exercise(entry, session.again(self.workers)) for entry in entries[1:]]
        from grader.lanes import grade_side_by_side  # for speed: few files attempt so many

        first, *others = entries

        def grade(entry: Entry, workers: Workers, begin: Callable[[], None]) -> ExerciseReport:
            return self.exercise(entry, session if entry is first else session.again(workers), begin)

        others.sort(key=lambda entry: -entry.points)
        return grade_side_by_side(first, others, grade, self.workers, self.more)

    def exercise(self, entry: Entry, session: Session, begin: Callable[[], None] = lambda: None) -> ExerciseReport:
        """One exercise of one file, asked and judged; `begin` is called when the file has run, and once more at the end.

        A fault of ours stays with the exercise: it must not end a class.
        """
        try:
            sheet = self.sheets.of(entry)
            with np.errstate(all="ignore"):  # where we are a guest, in pytest or a notebook, a warning may be an error
                return self._grade_exercise(entry, sheet, session, begin)
        except TooCostly as costly:
            return costly_report(entry, sheet, str(costly))
        except (catalogue.CatalogueError, BrokenReference, MachineFault) as error:
            return broken_report(entry, str(error))
        except (SandboxError, OutOfTurn):
            raise
        except Exception as fault:
            import traceback  # for speed: nobody should ever need it

            place = traceback.extract_tb(fault.__traceback__)[-1]
            return broken_report(entry, f"{type(fault).__name__} in {place.name}: {clean_text(str(fault), 200)}")
        finally:
            begin()
            session.close()

    def _grade_exercise(
        self, entry: Entry, sheet: Sheet, session: Session, begin: Callable[[], None]
    ) -> ExerciseReport:
        """Every question goes to a worker; every answer is judged here."""
        session.begin(entry.probe)
        begin()
        with limit_share(JUDGING):
            results, readings = ask_all(sheet, session)
        derivations = read_derivations(sheet, session.ask(derivations_call())) if sheet.derivations else {}
        session.close()
        with suppress(TooCostly), limit_share(EXPLAINING):
            results = add_remarks(results, session) if self.remarks else results
        scanned = session.scanned or Scanned([])
        report = replace(judge_exercise(entry, sheet, results, readings, derivations, scanned), printed=session.prints)
        return self._with_slopes(report, results) if report.outcome is Outcome.PASSED and self.slopes else report

    def _with_slopes(self, report: ExerciseReport, results: dict[str, list[CaseResult]]) -> ExerciseReport:
        from grader.judging.slopes import with_slopes  # for speed: a class needs none

        return with_slopes(report, results)


def ask_all(sheet: Sheet, session: Session) -> tuple[dict[str, list[CaseResult]], dict[str, Reading]]:
    """Every question and constant, asked and judged one by one. Raises TooCostly."""
    results: dict[str, list[CaseResult]] = {}
    session.foresee(question.call for questions in sheet.questions.values() for question in questions)
    for target, questions in sheet.questions.items():
        results[target] = []
        for question in questions:
            observation = session.ask(question.call, question.target.seconds, question.observations)
            results[target].append(judge_case(question, observation))
            spend()
    readings = {c.name: read_constant(c, session.ask(constant_call(c))) for c in sheet.constants}
    return results, readings


def judge_exercise(
    entry: Entry,
    sheet: Sheet,
    results: dict[str, list[CaseResult]],
    readings: dict[str, Reading],
    derivations: dict[str, DerivationReading],
    scanned: Scanned,
) -> ExerciseReport:
    """The results of every case -> the report: points for each target, and the mistakes that make exactly these numbers.

    `scanned` says what the file defines.
    """
    results = {name: settle_target(cases) for name, cases in results.items()}
    # What cannot be read has no case to try.
    verdicts = {
        name: [result.verdict if scanned.problem else with_inputs(result) for result in cases]
        for name, cases in results.items()
    }
    verdicts |= {name: list(reading.verdicts.values()) for name, reading in readings.items()}
    verdicts |= {name: list(found.verdicts) for name, found in derivations.items()}
    lines = {name: found.result for name, found in derivations.items()}
    targets = [
        target_report(target.name, verdicts[target.name], target.points, lines.get(target.name))
        for target in sheet.exercise.targets
    ]
    attempted = not is_idle(targets) or (
        bool(scanned.names) and is_absent(targets)
    )  # a name that is wrong is an attempt
    mistakes: list[NamedMistake] = []
    wrong = any(verdict.outcome is not Outcome.PASSED for found in verdicts.values() for verdict in found)
    with suppress(TooCostly), limit_share(EXPLAINING):  # an odd answer may stay unexplained
        if wrong:
            mistakes = name_mistakes(entry, sheet, results, readings, derivations, scanned, attempted)
    return exercise_report(entry.number, entry.slug, entry.title, targets, mistakes)


def with_inputs(result: CaseResult) -> Verdict:
    """The verdict, with the case's inputs where it did not pass."""
    if result.verdict.outcome in (Outcome.PASSED, Outcome.MISSING):
        return result.verdict
    from grader.judging.reproduction import input_texts  # for speed: a right answer needs none

    inputs = input_texts(result.question)
    digest = ""
    if result.verdict.outcome is Outcome.FAILED and result.output is not None:
        from grader.judging.digests import digest_of_output

        digest = digest_of_output(result.output)
    return replace(result.verdict, inputs=inputs.exact, shown_inputs=inputs.short, digest=digest)


def name_mistakes(
    entry: Entry,
    sheet: Sheet,
    results: dict[str, list[CaseResult]],
    readings: dict[str, Reading],
    derivations: dict[str, DerivationReading],
    scanned: Scanned,
    attempted: bool,
) -> list[NamedMistake]:
    """Which known mistakes explain what is wrong, target by target, each named once."""
    from grader.judging import diagnosis  # for speed: a right answer needs none
    from grader.judging.changes.versions import worked_solution

    names, signatures, worked = frozenset(scanned.names), scanned.signatures, worked_solution(entry)
    findings = {
        one.name: diagnosis.TargetDiagnosis(
            sheet.exercise, one, results[one.name], names, attempted, signatures, worked
        )
        for one in sheet.exercise.targets
        if isinstance(one, Target)
    }
    mistakes: list[NamedMistake] = []
    for target in sheet.exercise.targets:
        if isinstance(target, Target):
            mistakes += diagnosis.recognise(findings[target.name], list(findings.values()))
        elif isinstance(target, Derivation):
            mistakes += derivations[target.name].mistakes
        else:
            reading = readings[target.name]
            mistakes += diagnosis.in_constant(sheet.exercise, target, reading.given, reading.verdicts)
    return list(dict.fromkeys(mistakes))


def add_remarks(results: dict[str, list[CaseResult]], session: Session) -> dict[str, list[CaseResult]]:
    """The results, with a word about the learner's own forward pass where a gradient is wrong."""
    cases = [result for target in results.values() for result in target]
    if not any(case.question.target.own and case.verdict.outcome is Outcome.FAILED for case in cases):
        return results
    from grader.pairs.own_forward import (
        remark,  # for speed: gradient checking takes time to load, and a right answer needs none
    )

    return remark(results, session)
