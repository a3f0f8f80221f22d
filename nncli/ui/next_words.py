"""What to do after a report: the case to try, and after a pass the next exercise and the worked solution."""

from __future__ import annotations

import math

from msgspec import Struct

from grader.exercise.packs import command_words, pack_words
from grader.report import ExerciseReport, Outcome, Report, Verdict
from grader.text.cleaning import path_word


class CasePlace(Struct, frozen=True):
    """How `nncli case` finds a submission again: the file as it was typed or the folder that it lies in, and further options."""

    file: str = ""
    folder: str = ""
    options: str = ""
    is_known: bool = True  # false where a gradebook knows what was handed in, and not where it lies

    def path(self, source: str) -> str:
        """The file's path, where the report calls it `source`."""
        return self.file or (f"{self.folder}/{source}" if self.folder else source)


def first_with_inputs(cases: tuple[Verdict, ...]) -> Verdict | None:
    """The first case that did not pass and whose inputs its reader may know."""
    return next((case for case in cases if case.outcome is not Outcome.PASSED and case.inputs), None)


def command_for_case(report: Report, exercise: ExerciseReport, place: CasePlace) -> str:
    """What to type for the first failing case as a script; empty where no case may be shown."""
    if report.seed is None or not place.is_known:
        return ""
    from nncli.learning.case_names import cases_of, choose_case, name_for  # for speed: a pass needs none

    failing = choose_case((one for one in cases_of([exercise]) if first_with_inputs((one.case,))), None)
    file = path_word(place.path(exercise.source or report.name))
    if failing is None or not file:
        return ""
    same_file = cases_of(one for one in report.exercises if one.source == exercise.source)
    name = _quote(name_for(failing, same_file))
    seed = f" --seed {report.seed}" if report.seed else ""
    return f"nncli case {file} {name}{place.options}{seed}{pack_words(exercise.label)}"


def _quote(name: str) -> str:
    """In double quotes where every shell takes them as they are; a case may be named with an apostrophe."""
    import shlex

    return f'"{name}"' if not set(name) & set('"$`\\!%') else shlex.quote(name)


def praise(report: Report) -> str:
    """What a passed report has shown, as a sentence: which cases are right, and how near gradients are to measured slopes."""
    targets = [target for exercise in report.exercises for target in exercise.targets]
    number = sum(len(target.cases) for target in targets)
    cases = f"all {number} cases" if number > 1 else "the one case"
    what = targets[0].name if len(targets) == 1 else f"{len(targets)} parts"
    distances = [target.slope_distance for target in targets if target.slope_distance is not None]
    slopes = f", gradients within {_at_least(max(distances))} of the measured slopes" if distances else ""
    return f"Passed: {cases} of {what} {'are' if number > 1 else 'is'} right{slopes}."


def _at_least(distance: float) -> str:
    """A small number with one digit that is not less than it, such as "4e-12"; float64 knows no distance below 1e-15 of 1."""
    distance = max(distance, 1e-15)
    exponent = math.floor(math.log10(distance))
    digit = math.ceil(distance / 10.0**exponent - 1e-9)
    return f"1e{exponent + 1}" if digit > 9 else f"{digit}e{exponent}"


def has_picture(exercise: ExerciseReport) -> bool:
    """The exercise has views: `nncli draw` draws the learner's own numbers."""
    from grader.exercise.catalogue import entries  # for speed, as below

    return any(entry.number == exercise.number and entry.has_views for entry in entries())


def after_pass_text(report: Report, place: CasePlace) -> str:
    """Praise, the next exercise, the worked solution to compare with, and a picture if there is one."""
    from grader.exercise.catalogue import entries  # for speed, as the others here: only a pass needs them
    from nncli.learning.order import first_to_mend, next_entry
    from nncli.learning.record import read_record
    from nncli.learning.remembering import after_report

    numbers = [exercise.number for exercise in report.exercises]
    last = next((entry for entry in entries() if entry.number == numbers[-1]), None)
    record = after_report(read_record(), report)  # what has just passed is done, also where nothing is remembered
    again = first_to_mend(record)
    following = again or next_entry(record, last)
    next_line = "All exercises are done."
    if following:
        next_line = f"next: nncli exercise {command_words(following.label)}   {following.title}"
        next_line += ", which passed before and fails now" if again else ""
    solved = [
        command_words(entry.label) for entry in entries() if entry.number in numbers[:2] and entry.solution.exists()
    ]
    compare = "\n  compare: " + " and ".join(f"nncli solution {label}" for label in solved) if solved else ""
    return f"{praise(report)}\n\n  {next_line}{compare}{_picture_line(report, place)}"


def _picture_line(report: Report, place: CasePlace) -> str:
    drawn = next((exercise for exercise in report.exercises if has_picture(exercise)), None)
    if drawn is None:
        return ""
    file = path_word(place.path(drawn.source or report.name))
    return f"\n  picture: nncli draw {file}{place.options}" if file else ""
