"""The promises that every exercise keeps. Each broken one is a sentence that its author can act on."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from grader.authoring import rehearsal
from grader.authoring.derivations import derivation_findings
from grader.authoring.folder import (
    folder_findings,
    python_findings,
    readme_findings,
    signature_findings,
    twice_findings,
)
from grader.authoring.gradients import hiding_findings, own_findings, slope_findings
from grader.authoring.laws import law_findings, parameter_finding
from grader.authoring.mistake_row import NO_NAME
from grader.authoring.probes import probe_findings
from grader.authoring.views import view_findings
from grader.exercise.catalogue import CatalogueError, Entry
from grader.exercise.declaration import AnyTarget
from grader.exercise.spec import Constant, Derivation, Exercise, Mistake, Seen, Target
from grader.grade import Grader
from grader.judging.questions import BrokenReference, Sheet
from grader.report import ExerciseReport, Outcome
from grader.sandbox.session import Session
from grader.submissions.submission import Source


@dataclass(frozen=True)
class Audit:
    """Looks at one exercise at one seed."""

    entry: Entry
    exercise: Exercise
    sheet: Sheet
    grader: Grader

    def findings(self) -> Iterator[str]:
        yield from folder_findings(self.entry)
        yield from readme_findings(self.entry, self.exercise)
        yield from signature_findings(self.entry, self.exercise)
        yield from twice_findings(self.entry)
        unasked = list(probe_findings(self.entry, self.sheet))
        yield from unasked or self._report_of()
        yield from view_findings(self.entry, self.grader)
        for row in self.exercise.mistakes:
            yield from self._mistake(row)
        yield from own_findings(self.entry, self.sheet, self.grader)
        for questions in self.sheet.questions.values():
            for question in questions:
                yield from slope_findings(question)
                yield from law_findings(question)
                yield from hiding_findings(question, self.exercise)

    def _report_of(self) -> Iterator[str]:
        stub, solution = self._report(self.entry.stub), self._report(self.entry.solution.read_text(encoding="utf-8"))
        if stub.score > 0:
            yield f"the stub scores {stub.score:g}: it must earn nothing before it is filled in"
        if not stub.not_started:
            yield "the stub is not recognised as not started: its functions raise NotImplementedError, its constants hold None"
        for target in self.sheet.derivations:
            yield from derivation_findings(target, solution, self.sheet.seed)
        if solution.outcome is not Outcome.PASSED:
            wrong = next((t.name, c) for t in solution.targets for c in t.cases if c.outcome is not Outcome.PASSED)
            yield f"the solution scores {solution.score:g} of {solution.max_score:g}: {_case_words(*wrong)}"

    def _report(self, text: str) -> ExerciseReport:
        session = Session(self.grader.workers, Source(self.entry.file_name, text.encode()), self.grader.clock)
        session.scan()
        return self.grader.exercise(self.entry, session)

    def _mistake(self, row: Mistake) -> Iterator[str]:
        if row.slug.startswith(NO_NAME):
            yield f"mistake {row.slug}: give it a name that says what went wrong"
        if not row.advice.strip().endswith((".", "?", "!")):
            yield f"mistake {row.slug}: its advice is one sentence, with a full stop"
        names = {case.name for cases in self.exercise.cases.values() for case in cases}
        for name in sorted({*row.on, *filter(None, [row.explains])} - names) if names else ():
            yield f"mistake {row.slug}: there is no case {name!r}; there are {', '.join(map(repr, sorted(names)))}"
        for key in row.versions:
            target, part = self._address(key)
            if target is None:
                yield f"mistake {row.slug}: there is no target or part {key!r}"
            elif isinstance(target, Constant):
                yield from self._constant_mistake(row, target)
            elif isinstance(target, Derivation):
                yield f"mistake {row.slug}: a derivation has slips in place of mistakes: slips=[slip(...)]"
            else:
                yield from self._version(row, key, target, part)

    def _address(self, key: str) -> tuple[AnyTarget | None, str | None]:
        for target in self.exercise.targets:
            if key == target.name:
                return target, None
            if (
                isinstance(target, Target)
                and key.startswith(f"{target.name}.")
                and key[len(target.name) + 1 :] in target.parts
            ):
                return target, key[len(target.name) + 1 :]
        return None, None

    def _version(self, row: Mistake, key: str, target: Target, part: str | None) -> Iterator[str]:
        questions = self.sheet.questions[target.name]
        for number, variant in enumerate(row.variants(key), 1):
            version = rehearsal.version_of(variant)
            label = f"mistake {row.slug} of {key}" + (f", variant {number}" if len(row.variants(key)) > 1 else "")
            if version is None:
                yield f"{label}: has no example, so nobody knows whether it is ever recognised; give Seen an example"
                continue
            if not row.on and (finding := parameter_finding(version, questions)):
                yield f"{label}: {finding}"
                continue
            results = rehearsal.play(questions, version, row, part)
            if all(one.verdict.outcome is Outcome.PASSED for one in results):
                yield f"{label}: no case tells it from the reference; add a case that does"
                continue
            names = frozenset(variant.names) if isinstance(variant, Seen) else frozenset()
            slugs = {named.slug for named in rehearsal.names_given(self.exercise, target, results, names)}
            if row.slug not in slugs:
                yield f"{label}: is caught but named {' and '.join(sorted(slugs)) or 'nothing'}; two mistakes look alike on the cases"
            elif part is not None and len(slugs) > 1:
                yield f"{label}: is also named {' and '.join(sorted(slugs - {row.slug}))}"

    def _constant_mistake(self, row: Mistake, constant: Constant) -> Iterator[str]:
        for wrong in row.variants(constant.name):
            foreign = set(wrong) - set(constant.answers)
            if foreign:
                yield f"mistake {row.slug}: {constant.name} has no key {sorted(foreign)[0]!r}"
                continue
            named, caught = rehearsal.constant_names(self.exercise, constant, wrong)
            slugs = {mistake.slug for mistake in named}
            if not caught:
                yield f"mistake {row.slug} of {constant.name}: its values count as right"
            elif slugs != {row.slug}:
                yield f"mistake {row.slug} of {constant.name}: is named {' and '.join(sorted(slugs)) or 'nothing'}"


def _case_words(target: str, case: Any) -> str:
    words = f"{target}, case {case.name!r} {case.outcome.words}" + (f" ({case.reason})" if case.reason else "")
    if case.outcome is Outcome.RAISED:
        place = f" in line {case.frames[-1].line}" if case.frames else ", in no line of the solution"
        return words + place + ("" if case.frames else ": look at the probe and its inputs")
    return words + (f": got {case.got}, expected {case.expected}" if case.got else "")


def findings(entry: Entry, grader: Grader) -> list[str]:
    """All broken promises of one exercise, as sentences; none where all is well."""
    if entry.is_half:
        return ["this is the students' half, without a declaration: audit the folder that it was built from"]
    present = [*folder_findings(entry), *python_findings(entry)]
    if any("missing" in finding or "SyntaxError" in finding for finding in present):
        return present
    try:
        questions = grader.sheets.of(entry)
        return list(dict.fromkeys(Audit(entry, questions.exercise, questions, grader).findings()))
    except (CatalogueError, BrokenReference) as error:
        return [*present, str(error)]
    except Exception as error:  # a declaration may hold anything: its author is told what Python says, and where
        place = traceback.extract_tb(error.__traceback__)[-1]
        return [*present, f"the declaration cannot be used: {type(error).__name__}: {error} (in {place.name})"]
