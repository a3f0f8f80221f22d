"""The pipeline: read the submission, choose the exercises, run, judge, diagnose, report. Read this first."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from msgspec.structs import replace

from grader.exercise import catalogue
from grader.exercise.catalogue import Entry
from grader.exercise.spec import Constant, Exercise, Target
from grader.judging import diagnosis
from grader.judging.constants import Reading, read_constant
from grader.judging.judge import CaseResult, judge_case, settle_target
from grader.judging.questions import BrokenReference, Sheet, constant_call, sheet
from grader.report import (
    ExerciseReport,
    Isolation,
    NamedMistake,
    Outcome,
    Report,
    Verdict,
    exercise_report,
    is_idle,
    target_report,
)
from grader.sandbox.session import Clock, Session
from grader.sandbox.workers import SandboxError, Workers
from grader.submissions.submission import Source, Submission
from grader.version import VERSION
from grader.wire import Scanned, clean_text


@dataclass
class Grader:
    """Grades submissions with one set of workers; sheets of questions are kept from one submission to the next.

    With `more` workers, the exercises of one file are graded side by side.
    """

    workers: Workers
    seed: int = 0
    clock: Clock = field(default_factory=Clock)
    isolation: Isolation = field(default_factory=Isolation)
    only: Entry | None = None
    counted: frozenset[int] | None = None  # the exercises that an assignment counts; None where all do
    sheets: dict[int, Sheet] = field(default_factory=dict)
    making: threading.Lock = field(default_factory=threading.Lock)  # of a sheet, which is made once
    more: Workers | None = None

    def report(self, submission: Submission) -> Report:
        """Everything that is known of a submission."""
        graded: dict[int, ExerciseReport] = {}
        notes: list[str] = []
        names: list[str] = []
        for source in submission.sources:
            session = self._session(source)
            scanned = session.scan()
            names += scanned.names
            notes += [_problem(source, scanned.problem)] if scanned.problem else []
            chosen = self._entries_to_grade(scanned, source)
            notes += [
                f"{source.name}: exercise {n} is attempted in {graded[n].source} too, which is the one that is graded"
                for n in (entry.number for entry in chosen)
                if n in graded
            ]
            for found in self._exercises([entry for entry in chosen if entry.number not in graded], session):
                graded[found.number] = replace(found, source=source.name) if len(submission.sources) > 1 else found
            session.close()
        whole = Report(
            submission.name,
            submission.sha256,
            self.seed,
            VERSION,
            self.isolation,
            tuple(graded[n] for n in sorted(graded)),
        )
        return (
            replace(whole, notes=tuple(notes))
            if graded
            else replace(whole, problem="\n".join(notes) or f"{submission.name}: {nothing_attempted(names)}")
        )

    def _session(self, source: Source) -> Session:
        return Session(self.workers, source, self.clock)

    def _entries_to_grade(self, scanned: Scanned, source: Source) -> list[Entry]:
        if self.only:
            return [self.only]
        found = [] if scanned.problem else catalogue.entries_attempted(scanned.names, source.name.rpartition("/")[2])
        return [entry for entry in found if self.counted is None or entry.number in self.counted]

    def _exercises(self, entries: list[Entry], session: Session) -> list[ExerciseReport]:
        """Each exercise of a file: the first one alone, since a file that cannot be run is not tried again, then the others."""
        found = [self.exercise(entry, session) for entry in entries[:1]]
        todo, faults = iter(entries[1:]), list[Exception]()

        def lane(workers: Workers) -> None:
            try:
                for entry in todo:
                    found.append(self.exercise(entry, session.again(workers)))
            except Exception as fault:  # SandboxError: for the caller
                faults.append(fault)

        beside = threading.Thread(target=lane, args=(self.more,)) if self.more and len(entries) > 2 else None
        if beside:
            beside.start()
        lane(self.workers)
        if beside:
            beside.join()
        if faults:
            raise faults[0]
        return found

    def exercise(self, entry: Entry, session: Session) -> ExerciseReport:
        """One exercise of one file, asked and judged."""
        try:
            questions = self.sheet(entry)
        except (catalogue.CatalogueError, BrokenReference) as error:
            return broken_report(entry, str(error))
        try:
            return self._grade_exercise(entry, questions, session)
        except SandboxError:
            raise
        except Exception as fault:  # ours, whatever the submission holds: one file must not end the grading of a class
            import traceback  # here, as nobody should ever need it

            place = traceback.extract_tb(fault.__traceback__)[-1]
            return broken_report(entry, f"{type(fault).__name__} in {place.name}: {clean_text(str(fault), 200)}")
        finally:
            session.close()

    def _grade_exercise(self, entry: Entry, questions: Sheet, session: Session) -> ExerciseReport:
        session.begin(entry.probe)
        results = {
            name: [judge_case(q, session.ask(q.call, q.target.seconds, q.observations)) for q in qs]
            for name, qs in questions.questions.items()
        }
        constants = [target for target in questions.exercise.targets if isinstance(target, Constant)]
        readings = {c.name: read_constant(c, session.ask(constant_call(c))) for c in constants}
        session.close()
        results = add_remarks(results, session)
        names = frozenset(session.scanned.names if session.scanned else ())
        return replace(exercise_verdicts(entry, questions.exercise, results, readings, names), printed=session.prints)

    def sheet(self, entry: Entry) -> Sheet:
        """The questions of an exercise at this grader's seed. Raises CatalogueError or Mistaken."""
        with self.making:
            if entry.number not in self.sheets:
                self.sheets[entry.number] = sheet(entry.number, catalogue.load_exercise(entry), self.seed)
        return self.sheets[entry.number]


def exercise_verdicts(
    entry: Entry,
    exercise: Exercise,
    results: dict[str, list[CaseResult]],
    readings: dict[str, Reading],
    names: frozenset[str],
) -> ExerciseReport:
    """What was observed of every target -> its report, with each wrong target's mistakes."""
    results = {name: settle_target(found) for name, found in results.items()}
    found = {name: [one.verdict for one in judged_cases] for name, judged_cases in results.items()}
    found |= {name: list(reading.verdicts.values()) for name, reading in readings.items()}
    targets = [target_report(target.name, found[target.name], target.points) for target in exercise.targets]
    attempted = not is_idle(targets)
    mistakes: list[NamedMistake] = []
    for target in exercise.targets:
        if isinstance(target, Target):
            findings = diagnosis.TargetDiagnosis(exercise, target, results[target.name], names, attempted)
            mistakes += diagnosis.recognise(findings)
        else:
            reading = readings[target.name]
            mistakes += diagnosis.in_constant(exercise, target, reading.given, reading.verdicts)
    return exercise_report(entry.number, entry.slug, entry.title, targets, list(dict.fromkeys(mistakes)))


def add_remarks(results: dict[str, list[CaseResult]], session: Session) -> dict[str, list[CaseResult]]:
    """The verdicts, with a word about the learner's own forward pass where a gradient is wrong."""
    found = [one for target in results.values() for one in target]
    if not any(one.question.target.own and one.verdict.outcome is Outcome.FAILED for one in found):
        return results
    from grader.pairs.own_forward import (
        remark as asked,  # here: gradient checking takes time to load, and a right answer needs none
    )

    return asked(results, session)


def broken_report(entry: Entry, reason: str) -> ExerciseReport:
    """An exercise that cannot be graded through our own fault: nobody loses a mark in silence."""
    target = target_report(entry.slug, [Verdict("declaration", Outcome.BROKEN, reason)], entry.points)
    return exercise_report(entry.number, entry.slug, entry.title, [target], [])


def _problem(source: Source, problem: str) -> str:
    return problem if problem.startswith(source.name) else f"{source.name}: {problem}"


def nothing_attempted(names: list[str]) -> str:
    """Why a readable submission has nothing to grade, and what to do next."""
    near = catalogue.near_names(names)
    if near:
        return near
    if not names:
        return "it defines nothing: `nncli exercise 3` writes a file to start from"
    few = ", ".join(names[:5])
    return f"it defines {few}, and none of these is asked for by an exercise: `nncli list` shows them all; `--exercise N` forces one"
