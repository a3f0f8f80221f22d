"""The promises that every exercise keeps. Each broken one is a sentence that its author can act on."""

from __future__ import annotations

import ast
import contextlib
import functools
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.authoring import rehearsal
from grader.authoring.derivations import derivation_findings
from grader.authoring.laws import law_findings, parameter_finding
from grader.authoring.mistake_row import NO_NAME
from grader.authoring.views import view_findings
from grader.exercise.catalogue import CatalogueError, Entry
from grader.exercise.declaration import AnyTarget
from grader.exercise.spec import Constant, Derivation, Exercise, Mistake, Raises, Seen, Slope, Target
from grader.grade import Grader
from grader.judging import evidence
from grader.judging.questions import BrokenReference, Question, Sheet
from grader.report import ExerciseReport, Outcome
from grader.sandbox.session import Session
from grader.submissions.submission import Source

FILES = {"README.md", "stub.py", "spec.py"}
OPTIONAL = {"versions.py", "probe.py", "torch_runs.py", "views.py", "view_probe.py", "__pycache__"}
FD_TOLERANCE = 1e-6


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
        yield from self._report_of()
        yield from view_findings(self.entry, self.grader)
        for row in self.exercise.mistakes:
            yield from self._mistake(row)
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
    case_words = f"{target}, case {case.name!r} {case.outcome.words}"
    return (
        case_words
        + (f" ({case.reason})" if case.reason else "")
        + (f": got {case.got}, expected {case.expected}" if case.got else "")
    )


# ------------------------------------------------------------------------------------------------------------- what is written


def folder_findings(entry: Entry) -> Iterator[str]:
    """Files that are missing from an exercise's folder, or do not belong there."""
    present = {path.name for path in entry.folder.iterdir()}
    for name in sorted(FILES - present):
        yield f"{name} is missing"
    for name in sorted(present - FILES - OPTIONAL):
        optional = "versions.py, probe.py, torch_runs.py, views.py and view_probe.py"
        yield f"{name} is not part of an exercise: a folder holds README.md, stub.py, spec.py and, if it must, {optional}"
    if not entry.solution.exists():
        yield f"solutions/{entry.name}.py is missing: a worked solution, explained, that gets full marks"


def readme_findings(entry: Entry, exercise: Exercise) -> Iterator[str]:
    """Where the README's head and the declaration say different things."""
    if len(entry.hints) != 3:
        yield f"README.md: '## Hints' must be the last section and hold three numbered items; it holds {len(entry.hints)}"
    source = entry.statement.partition("\n## Source\n")[2]
    if not source.strip().startswith(("- *", "- Beyond the decks:")):
        yield (
            "README.md: '## Source' must list decks in italics with their sections, such as '- *Deck title*: section', "
            "or begin with '- Beyond the decks:'"
        )
    points = sum(target.points for target in exercise.targets)
    if abs(points - entry.points) > 1e-9:
        yield f"README.md promises {entry.points:g} points, the targets in spec.py add up to {points:g}"


def signature_findings(entry: Entry, exercise: Exercise) -> Iterator[str]:
    """Signatures and docstrings of the stub that the solution does not repeat word for word."""
    stub, solution = _signatures(entry.stub), _signatures(entry.solution.read_text(encoding="utf-8"))
    for name, (signature, docstring) in stub.items():
        if name not in solution:
            if entry.kind != "repair":
                yield f"the solution has no {name}, which the stub has"
        elif solution[name][0] != signature:
            yield f"{name}: the stub has the signature {signature}, the solution {solution[name][0]}"
        elif solution[name][1] != docstring:
            yield f"{name}: the docstrings of stub and solution differ"
    defined = [target.name for target in exercise.targets if not isinstance(target, Derivation)]
    wanted = {name.split(".")[0] for name in defined} if entry.kind != "repair" else set()
    for name in sorted(wanted - set(entry.names)):
        yield f"the stub does not define the target {name}"


def _signatures(text: str) -> dict[str, tuple[str, str | None]]:
    """Dotted names of functions, classes and methods -> (signature, docstring)."""
    signatures: dict[str, tuple[str, str | None]] = {}

    def visit(body: list[ast.stmt], prefix: str) -> None:
        for node in body:
            if isinstance(node, ast.FunctionDef):
                signatures[prefix + node.name] = f"({ast.unparse(node.args)})", ast.get_docstring(node, clean=False)
            elif isinstance(node, ast.ClassDef):
                signatures[prefix + node.name] = "class", ast.get_docstring(node, clean=False)
                visit(node.body, f"{prefix}{node.name}.")

    visit(ast.parse(text).body, "")
    return signatures


# ------------------------------------------------------------------------------------------------------------- what is computed


def slope_findings(question: Question) -> Iterator[str]:
    """Entries of a reference gradient that finite differences contradict."""
    declared = question.target.slope
    if declared is None or isinstance(question.expected, Raises) or question.case.kind not in ("plain", "int"):
        return
    for part, name, gradient in _gradients(declared, question):
        for index in np.ndindex(np.shape(gradient)):
            right = float(np.asarray(gradient)[index])
            slope = evidence.measure_slope(declared, question.inputs, name, index)
            if slope.kink:
                yield _of_case(
                    question,
                    f"{part or name}{list(index)} stands on a kink or a tie: move the input away, or mark it as meant",
                )
            elif not abs(right - slope.value) <= FD_TOLERANCE * max(1.0, abs(slope.value)) + slope.error:
                yield _of_case(
                    question,
                    f"the reference gives {part or name}{list(index)} = {right:.9g}, differences {slope.value:.9g}",
                )


def _gradients(declared: Slope, question: Question) -> Iterator[tuple[str, str, Any]]:
    expected = question.expected
    if isinstance(declared.wrt, str):
        yield "", declared.wrt, expected
        return
    for part, name in declared.wrt.items():
        first, *keys = part.split(".")
        output = expected if isinstance(expected, dict) else expected[question.target.parts.index(first)]
        keys = [part] if isinstance(expected, dict) else keys
        with contextlib.suppress(KeyError):  # the keys of a dict may differ from case to case
            yield part, name, functools.reduce(dict.__getitem__, keys, output)


def _of_case(question: Question, sentence: str) -> str:
    return f"{question.target.name}, case {question.case.name!r}: {sentence}"


def hiding_findings(question: Question, exercise: Exercise) -> Iterator[str]:
    """Inputs on which a mistake cannot be seen: all sizes equal, an upstream gradient of ones."""
    if question.case.name in exercise.meant or question.case.kind != "plain":
        return
    shapes = [np.shape(value) for value in question.inputs.values() if isinstance(value, np.ndarray)]
    lengths = {length for shape in shapes for length in shape}
    if any(len(shape) > 1 for shape in shapes) and len(lengths) == 1:
        yield _of_case(
            question,
            f"every axis has length {lengths.pop()}, which hides a transpose; or say in `meant` why it must be so",
        )
    for name in {"dz", "dout"} & set(question.inputs):
        if np.ndim(question.inputs[name]) and np.all(np.asarray(question.inputs[name]) == 1):
            yield _of_case(question, f"{name} is all ones, which hides a forgotten upstream gradient")


def findings(entry: Entry, grader: Grader) -> list[str]:
    """All broken promises of one exercise, as sentences; none where all is well."""
    present = list(folder_findings(entry))
    if any("missing" in finding for finding in present):
        return present
    try:
        questions = grader.sheets.of(entry)
        return list(dict.fromkeys(Audit(entry, questions.exercise, questions, grader).findings()))
    except (CatalogueError, BrokenReference) as error:
        return [*present, str(error)]
    except Exception as error:  # a declaration may hold anything: its author is told what Python says, and where
        place = traceback.extract_tb(error.__traceback__)[-1]
        return [*present, f"the declaration cannot be used: {type(error).__name__}: {error} (in {place.name})"]
