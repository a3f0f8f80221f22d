"""`nncli gradebook --rescore`: every stored attempt by the rules as they are now, without running any code."""

from __future__ import annotations

from pathlib import Path

import click

from grader.classroom.assignment import Assignment, AssignmentError, environment_seed
from grader.classroom.batch import ClassSettings
from grader.classroom.class_list import match_people, read_class_list
from grader.classroom.gradebook import Gradebook
from grader.classroom.gradebook.identity import differences
from grader.submissions.people import Person
from grader.submissions.roster import RosterError
from grader.text.cleaning import without_commands
from nncli.classroom.run import few_names
from nncli.misuse import Misuse
from nncli.ui.plain.messages import say, tell, warn


def rescore_gradebook(book: Gradebook, rules: Assignment, file: Path | None) -> None:
    """Take over the rules, say what has changed, and who must be graded again. Raises Misuse."""
    if file is None:
        raise Misuse("--rescore reads the rules of nncli.toml, and there is none here: --assignment FILE names one")
    people = _class_list(book, rules, file)
    before = {one.learner: one.counted for one in book.attempts()}
    changes = differences(book.assignment, rules)
    book.rescore(rules)
    if rules.roster:
        book.enrol(people)
    for change in changes:
        click.echo(without_commands(f"  {change}"))
    after = {one.learner: one.counted for one in book.attempts()}
    moved = sum(before.get(learner) != points for learner, points in after.items())
    tell(f"{book.path}: {len(after)} learners by the rules of {file}; the points of {moved} have changed")
    _tell_outdated(book, rules)


def _class_list(book: Gradebook, rules: Assignment, file: Path) -> dict[str, Person]:
    """Everyone of the class list by key; empty without one. Raises Misuse."""
    if rules.roster is None:
        return {}
    try:
        listed = read_class_list(file.parent / rules.roster.file, rules.roster)
    except RosterError as error:
        raise Misuse(str(error)) from None
    return match_people(listed, book.authors.items())


def _tell_outdated(book: Gradebook, rules: Assignment) -> None:
    try:
        seed = environment_seed(rules, lambda: book.drawn_seed or 0)
    except AssignmentError as error:
        warn(f"whose work must be graded again is not known: {error}")
        return
    outdated = book.outdated(ClassSettings(rules, seed).key)
    if outdated:
        who = few_names(outdated)
        say(f"{len(outdated)} must be graded again, by `nncli grade-all`: {who}")
