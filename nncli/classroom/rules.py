"""One reading of nncli.toml for every command: which file holds, and what the command line says instead."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from nncli.misuse import Misuse
from nncli.ui.arguments import Command, leave_folder_alone
from nncli.ui.plain.messages import warn
from nncli.usual import usual_seed

if TYPE_CHECKING:
    from grader.classroom.assignment import Assignment
    from nncli.grading import GradeOptions

NAME = "nncli.toml"
Value = TypeVar("Value")


def rules_file(path: Path | None, skip: bool = False) -> Path | None:
    """The file that was named, or nncli.toml in this folder; None where there is none, or where it is to be left alone."""
    if path is not None:
        return path
    here = Path(NAME)
    return here if not skip and os.path.exists(here) else None


def learners_rules_file(path: Path | None, skip: bool = False) -> Path | None:
    """As `rules_file`; but on a CI machine this folder is the learner's, who could write rules of their own into it."""
    if path is None and os.environ.get("CI"):
        if not skip and os.path.exists(NAME):
            warn(f"{NAME} here is not read in CI, where a learner may have written it: --assignment names one")
        return None
    return rules_file(path, skip)


def read_rules(path: Path | None) -> Assignment:
    """The assignment in the file; without one, every exercise for its own points. Raises Misuse."""
    from grader.classroom.assignment import Assignment, AssignmentError, read_assignment  # for speed

    try:
        return read_assignment(path) if path else Assignment()
    except AssignmentError as error:
        raise Misuse(str(error)) from None


def use_packs_of_assignment(context: click.Context, parameter: click.Parameter, named: Path | None) -> Path | None:
    """Find the packs that the assignment names, too, before any exercise is looked for. Raises Misuse where it cannot be read."""
    if named:
        read_rules(named)
    return named


def assignment_options(command: Command) -> Command:
    """`--assignment FILE`, `--no-assignment` and `--exercises LIST`."""
    named = click.option(
        "--assignment",
        type=click.Path(dir_okay=False, path_type=Path),
        is_eager=True,
        callback=use_packs_of_assignment,
        help="Grade by an assignment file: its exercises, points, seed and limits.  [default: nncli.toml here, but not in CI]",
    )
    unnamed = click.option(
        "--no-assignment",
        is_flag=True,
        is_eager=True,
        callback=leave_folder_alone,
        help="Leave an nncli.toml that lies here alone.",
    )
    exercises = click.option(
        "--exercises", metavar="LIST", help="Count these only, also where they are not handed in: 2,multiply_gate."
    )
    return named(unnamed(exercises(command)))


def files_to_keep(gradebook: Path, file: Path | None, rules: Assignment) -> list[Path]:
    """What no report may take the place of."""
    folder = file.parent if file else Path()
    lists = [rules.roster.file if rules.roster else "", rules.late.roster if rules.late else ""]
    logs = [gradebook.with_name(f"{gradebook.name}-{end}") for end in ("wal", "shm", "journal")]
    return [gradebook, *logs, file or Path(NAME), *(folder / name for name in lists if name)]


def is_given(option: str) -> bool:
    """The option stands on the command line: neither a default nor a variable of the environment."""
    context = click.get_current_context(silent=True)
    source = context.get_parameter_source(option) if context else None
    return source is click.core.ParameterSource.COMMANDLINE


def overrule(option: str, flag: str, line: Value, file: Value | None, setting: str) -> Value:
    """What holds: the command line, where the option stands there, and says so where the file says otherwise; else the file."""
    if file is None or not is_given(option):
        return line if file is None else file
    if line != file:
        warn(f"{flag} {line} holds, not {setting} = {file} of the assignment")
    return line


def rules_of_learner(options: GradeOptions) -> tuple[Assignment | None, GradeOptions]:
    """The assignment by which one submission is graded, and the options as it wants them; what stands on the command line wins."""
    from msgspec.structs import replace

    file = learners_rules_file(options.assignment, options.no_assignment)
    if file is None and not options.exercises:
        return None, options
    assignment = read_rules(file)
    if options.exercises:
        if file:
            warn(f"--exercises {options.exercises} holds, not the exercises of {file}")
        assignment = replace(assignment, exercises=_exercise_list(options.exercises))
    seed = overrule("seed", "--seed", options.seed, seed_of(assignment, options.assignment is not None), "seed")
    timeout = overrule("timeout", "--timeout", options.timeout, assignment.limits.case if file else None, "case")
    required = overrule("required", "--require-isolation", options.required, assignment.isolation, "isolation")
    return assignment, replace(options, seed=seed, timeout=timeout, required=required)


def _exercise_list(text: str) -> tuple[int | str, ...]:
    from grader.classroom.assignment import Assignment, AssignmentError

    words = tuple(filter(None, (word.strip() for word in text.split(","))))
    try:
        _ = Assignment(exercises=words).points
    except AssignmentError as error:
        raise Misuse(str(error)) from None
    return words


def seed_of(assignment: Assignment, named: bool) -> int | None:
    """The assignment's; None where it names none. Where the secret seed is not known here, practice uses the public numbers."""
    from grader.classroom.assignment import AssignmentError, environment_seed

    if not assignment.seed_env:
        return assignment.seed
    try:
        return environment_seed(assignment, usual_seed)
    except AssignmentError as error:
        if named or assignment.seed_env in os.environ:
            raise Misuse(str(error)) from None
        warn(f"{assignment.seed_env} is not set here: these are not the numbers that count")
        return None
