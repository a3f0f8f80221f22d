"""The two halves of a pack: the teacher's, which is everything, and the students', in which nothing says what is right beyond the public
cases, and those only where the pack says so.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import msgspec

from grader import wire
from grader.exercise.catalogue import load_exercise
from grader.exercise.declaration import Raises, Target
from grader.exercise.entry import PUBLIC, Entry, pack_entries
from grader.exercise.packs import FILE, Pack
from grader.exercise.public import PublicCase, PublicTarget, exception_type
from grader.judging.questions import Question, Sheet, sheet

STUDENTS_FILES = ("README.md", "stub.py")
PUBLIC_SEED = 0
Files = dict[str, bytes]  # by their path within the pack


def teachers_half(pack: Pack, solutions: bool = True) -> Files:
    """Everything that belongs to the pack: pack.toml, exercises/ and, if wanted, solutions/. Raises OSError."""
    rooms = ("exercises", "solutions") if solutions else ("exercises",)
    paths = [path for room in rooms for path in sorted((pack.folder / room).rglob("*")) if path.is_file()]
    inner = [(path, path.relative_to(pack.folder)) for path in (pack.folder / FILE, *paths)]
    return {
        place.as_posix(): path.read_bytes()
        for path, place in inner
        if not any(part.startswith((".", "__pycache__")) for part in place.parts)
    }


def students_half(pack: Pack) -> Files:
    """Statements, starters and hints; with `public = true` the public cases. Raises CatalogueError or BrokenReference."""
    files: Files = {FILE: students_toml(pack).encode()}
    for entry in pack_entries(pack):
        room = f"exercises/{entry.name}"
        files |= {f"{room}/{name}": (entry.folder / name).read_bytes() for name in STUDENTS_FILES}
        public = public_targets(entry) if pack.public else []
        if public:
            files[f"{room}/{PUBLIC}"] = msgspec.json.encode(public)
            files |= {f"{room}/probe.py": entry.probe.encode()} if entry.probe else {}
    return files


def students_toml(pack: Pack) -> str:
    """pack.toml anew, from what is known of it: a teacher's remarks are not in it. JSON's texts and lists are TOML's too."""
    quoted = {
        "name": pack.name,
        "title": pack.title,
        "version": pack.version,
        "nncli": pack.requires,
        "half": "student",
    }
    lines = [f"{word} = {json.dumps(text)}" for word, text in quoted.items() if text]
    for chapter in pack.chapters:
        table = {"title": chapter.title, "promise": chapter.promise, "exercises": list(chapter.exercises)}
        lines += ["", "[[chapters]]", *(f"{word} = {json.dumps(value)}" for word, value in table.items() if value)]
    return "\n".join(lines) + "\n"


def public_targets(entry: Entry) -> list[PublicTarget]:
    """What can be said of an exercise as data: its targets, but for those that only the teacher's program can judge."""
    questions = sheet(entry.number, load_exercise(entry), PUBLIC_SEED)
    return [found for target in questions.exercise.targets if (found := _public_target(target, questions))]


def _public_target(target: object, questions: Sheet) -> PublicTarget | None:
    if not isinstance(target, Target) or target.keeps or target.unanswered or target.unstarted:
        return None
    cases = [case for question in questions.questions[target.name] for case in _public_case(question)]
    if not cases:
        return None
    keys = [parameter.name for parameter in target.parameters]
    optional = [parameter.name for parameter in target.parameters if parameter.default is not parameter.empty]
    return PublicTarget(
        target.name,
        target.points,
        tuple(keys),
        tuple(optional),
        tuple(cases),
        target.probe,
        target.parts,
        questions.questions[target.name][0].rules.tolerance,
        target.may_change,
        target.seconds,
    )


def _public_case(question: Question) -> Iterator[PublicCase]:
    """The case as data; nothing where its output is judged by a law, or is no plain value."""
    case, expected = question.case, question.expected
    raises = expected.type.__name__ if isinstance(expected, Raises) else ""
    if question.target.law(case) is not None or expected is None:
        return
    inputs, right = wire.describe_inputs(question.inputs), wire.describe(None if raises else expected)
    if not all(_is_plain(value) for value in (*inputs.values(), right)) or (raises and not _is_known(raises)):
        return
    yield PublicCase(case.name, case.kind, inputs, right, raises, case.probe, case.runs)


def _is_plain(value: wire.Value) -> bool:
    """It comes back as it was."""
    return wire.same(value, wire.describe(wire.revive(value)))


def _is_known(name: str) -> bool:
    try:
        return bool(exception_type(name))
    except ValueError:
        return False
