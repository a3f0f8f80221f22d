"""Which case a learner means by its name, and the name that means a case: the functions of one exercise often have cases alike."""

# For speed, the annotations of the tuple here are types: texts would be compiled one by one.
from collections.abc import Iterable
from typing import NamedTuple

from grader.report import ExerciseReport, Outcome, Verdict


class NamedCase(NamedTuple):
    """A case of a report, with the exercise and the target that it belongs to."""

    exercise: ExerciseReport
    target: str
    case: Verdict

    @property
    def full_name(self) -> str:
        """Such as "relu: by hand"; reports for editors write it so too."""
        return f"{self.target}: {self.case.name}"

    @property
    def rank(self) -> tuple[bool, bool]:
        """Least for what a learner most likely wants to try: an answer that is wrong, to inputs that can be shown."""
        return self.case.outcome in (Outcome.PASSED, Outcome.MISSING), not self.case.inputs


def cases_of(exercises: Iterable[ExerciseReport]) -> list[NamedCase]:
    """All cases of these exercises, in order."""
    return [
        NamedCase(exercise, target.name, case)
        for exercise in exercises
        for target in exercise.targets
        for case in target.cases
    ]


def choose_case(cases: Iterable[NamedCase], name: str | None) -> NamedCase | None:
    """The case of this name, or this full name; of several the first that is wrong. Without a name the first wrong one of all."""
    meant = [one for one in cases if name is None or name in (one.case.name, one.full_name)]
    return min(meant, key=lambda one: one.rank, default=None)


def name_for(case: NamedCase, cases: Iterable[NamedCase]) -> str:
    """The case's name; the full one where among these cases the name alone means another."""
    chosen = choose_case(cases, case.case.name)
    return case.case.name if chosen is not None and chosen.case is case.case else case.full_name
