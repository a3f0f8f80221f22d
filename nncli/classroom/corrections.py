"""What a teacher decides about learners (a score that is set, an extension), from the command line into the gradebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import click

from grader.classroom.gradebook import Gradebook
from grader.classroom.gradebook.corrections import Kind
from grader.classroom.late import LateError, read_date
from grader.exercise.catalogue import UnknownExercise, find
from grader.text.cleaning import visible, without_commands
from nncli.classroom.class_view import find_learner
from nncli.misuse import Misuse

Words = tuple[str, ...]


@dataclass(frozen=True)
class Corrections:
    """The options that change a gradebook, each as often as it was given."""

    points: tuple[Words, ...] = ()
    excused: Words = ()
    extended: tuple[Words, ...] = ()
    comments: tuple[Words, ...] = ()
    renamed: tuple[Words, ...] = ()
    removed: Words = ()
    undone: Words = ()
    exercise: str | None = None
    why: str = ""

    @property
    def are_given(self) -> bool:
        return any((self.points, self.excused, self.extended, self.comments, self.renamed, self.removed, self.undone))


@dataclass(frozen=True)
class NewWord:
    """One entry to write, checked."""

    learner: str
    kind: Kind
    value: str = ""
    exercise: int = 0


def correct_gradebook(book: Gradebook, given: Corrections) -> None:
    """Write every entry, or none where one of them cannot be. Raises Misuse."""
    changes = list(_changes(book, given))
    undone = [_entry_to_undo(book, word) for word in given.undone]
    for change in changes:
        book.correct(change.learner, change.kind, change.value, given.why, change.exercise)
        click.echo(without_commands(visible(f"{change.learner}: {book.corrections[-1].sentence}")))
    for number, learner in undone:
        book.undo(number)
        click.echo(without_commands(visible(f"{learner}: entry {number} is undone")))


def _changes(book: Gradebook, given: Corrections) -> Iterator[NewWord]:
    number = exercise_number(given.exercise) if given.exercise else 0
    if given.points and not given.why.strip():
        raise Misuse('--set changes a mark: say why, --why "..."')
    for learner, exercise, points in given.points:
        yield NewWord(find_learner(book, learner), "set", _points(points), exercise_number(exercise))
    for learner in given.excused:
        yield NewWord(find_learner(book, learner), "excuse", "", number)
    for learner, day in given.extended:
        yield NewWord(find_learner(book, learner), "extend", _date(day), number)
    for learner, text in given.comments:
        yield NewWord(find_learner(book, learner), "comment", text, number)
    for learner, name in given.renamed:
        yield _rename(book, find_learner(book, learner), name)
    for learner in given.removed:
        yield NewWord(find_learner(book, learner), "remove")


def _rename(book: Gradebook, learner: str, name: str) -> NewWord:
    if not name.strip() or name == learner:
        raise Misuse(f"--rename {learner}: another name is missing")
    return NewWord(learner, "rename", name.strip())


def exercise_number(word: str) -> int:
    """The number of an exercise by its number or name. Raises Misuse."""
    try:
        return find(word).number
    except UnknownExercise as error:
        raise Misuse(str(error)) from None


def _points(text: str) -> str:
    try:
        points = float(text)
    except ValueError:
        points = -1.0
    if not 0 <= points < 1e6:
        raise Misuse(f"--set: got {text!r} points, expected a number from 0 on")
    return repr(points)


def _date(text: str) -> str:
    try:
        return read_date(text, "--extend", end_of_day=True).isoformat()
    except LateError as error:
        raise Misuse(str(error)) from None


def _entry_to_undo(book: Gradebook, word: str) -> tuple[int, str]:
    """By the number of the entry, or the last one of a learner that stands. Raises Misuse."""
    standing = [one for one in book.corrections if not one.undone_at]
    if word.isdecimal() and (entries := [one for one in standing if one.id == int(word)]):
        return entries[0].id, entries[0].learner
    own = [one for one in standing if word in (one.learner, one.value)] or [
        one for one in standing if one.learner == find_learner(book, word)
    ]
    if not own:
        raise Misuse(f"--unset {word}: nothing was set, excused, extended, said, renamed or removed there")
    return own[-1].id, own[-1].learner
