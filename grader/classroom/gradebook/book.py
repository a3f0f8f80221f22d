"""The gradebook: a SQLite file that holds every attempt of a class with its whole report, and what a person has said beside them.

An attempt is one content of one learner. It is graded again only if something that decides its marks has changed.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import Struct

from grader.classroom.assignment import Assignment, AssignmentError, Policy
from grader.classroom.gradebook.corrections import Word, names_now, words_by_learner
from grader.classroom.gradebook.counting import count_report
from grader.classroom.gradebook.identity import differences
from grader.classroom.gradebook.ledger import Key, Ledger, is_fit
from grader.classroom.gradebook.marks import NOBODY, Attempt, MarkingRules, Standing
from grader.classroom.gradebook.store import GradebookError
from grader.classroom.gradebook.unnamed import UnnamedMistake, failed_case
from grader.report import Outcome, Report, round_points
from grader.submissions.people import Person, by_alphabet


class PassRate(Struct, frozen=True):
    """Of one exercise: how many have it in their assignment, attempted it, passed it; points summed over all of them."""

    number: int
    slug: str
    learners: int
    attempts: int
    passed: int
    score: float
    max_score: float


class Gradebook(Ledger):
    """An open gradebook. Every method raises GradebookError where the file fails."""

    def __init__(self, path: Path, create: bool = True, write: bool = True) -> None:
        super().__init__(path, create, write)
        with self.name_failures():
            row = self.rows.execute("SELECT rules, provisional FROM assignment").fetchone()
        self.assignment, self.is_provisional = Assignment(), row is None or bool(row[1])
        self.is_claimed = row is not None
        if row:
            self.assignment = self._read_rules(row[0])

    def _read_rules(self, text: str) -> Assignment:
        try:
            assignment = msgspec.json.decode(text, type=Assignment)
            _ = assignment.points
        except msgspec.DecodeError as error:
            raise GradebookError(f"{self.path}: its assignment cannot be read ({error})") from None
        except AssignmentError as error:
            raise GradebookError(
                f"{self.path} counts an exercise that is not found here: {error}\n\n"
                "hint: --assignment FILE names the packs as the grading did"
            ) from None
        return assignment

    def __enter__(self) -> Gradebook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ----------------------------------------------------------------------------------------------------------------- identity

    def claim(self, assignment: Assignment, file: str = "nncli.toml") -> None:
        """The gradebook belongs to this assignment from now on. Raises GradebookError where it belongs to another."""
        changed = [] if self.is_provisional and self._may_be(assignment) else differences(self.assignment, assignment)
        if changed and self.is_claimed and self.authors:
            raise GradebookError(
                f"{self.path} belongs to {_title(self.assignment)}, and this run is for {_title(assignment)}:\n"
                + "".join(f"  {one}\n" for one in changed)
                + "For another assignment, name another gradebook: --gradebook other.db\n"
                f"Where the rules were changed on purpose: nncli gradebook {self.path} --rescore --assignment {file}"
            )
        self.rescore(assignment)

    def _may_be(self, assignment: Assignment) -> bool:
        """What an older gradebook holds was graded for these exercises, as far as can be seen."""
        old, new = self.assignment.listed, assignment.listed
        if not old:
            return not self.is_claimed or not new or self._numbers() <= new.keys()
        return not new or old.keys() == new.keys()

    def _numbers(self) -> set[int]:
        with self.name_failures():
            return {number for (number,) in self.rows.execute("SELECT DISTINCT number FROM exercises")}

    def rescore(self, assignment: Assignment) -> None:
        """Every stored attempt counts by these rules from now on; no code is run."""
        if self.is_claimed and not self.is_provisional and assignment == self.assignment:
            return
        text = msgspec.json.encode(assignment).decode()
        with self.transaction():
            self.rows.execute("INSERT OR REPLACE INTO assignment VALUES (1, ?, 0)", (text,))
        self.assignment, self.is_claimed, self.is_provisional = assignment, True, False
        self.__dict__.pop("rules", None)

    @cached_property
    def rules(self) -> MarkingRules:
        return MarkingRules(self.assignment)

    def outdated(self, key: Key) -> list[str]:
        """The learners whose attempt that counts was graded by other settings, or for other exercises: to be graded again."""
        with self.name_failures():
            versions: dict[int, list[tuple[int, str]]] = {}
            for attempt, number, version in self.rows.execute("SELECT attempt, number, version FROM exercises"):
                versions.setdefault(attempt, []).append((number, version))
        counting = [(one.learner, one.attempt) for one in self.attempts() if one.attempt]
        return [
            learner for learner, one in counting if not is_fit(one.settings, one.graded, versions.get(one.id, []), key)
        ]

    # ----------------------------------------------------------------------------------------------------------------- reading

    def attempts(self, policy: Policy | None = None) -> list[Standing]:
        """Everyone with the attempt that counts, by the learners' keys; by the assignment's policy where none is given."""
        corrections = self.corrections
        names = names_now(corrections)
        words = words_by_learner(corrections, names)
        people: dict[str, Person] = {}
        for key, person in self.people.items():
            now = names.get(key, key)
            people[now] = people[now].merge(person) if now in people else person
        handed_in: dict[str, list[Attempt]] = {}
        for one in self.stored_attempts():
            handed_in.setdefault(names.get(one.learner, one.learner), []).append(one)
        return [
            self.rules.standing(key, people[key], handed_in.get(key, []), words.get(key, NOBODY), policy)
            for key in sorted(people, key=by_alphabet)
            if not words.get(key, NOBODY).removed
        ]

    def history(self, learner: str) -> list[Standing]:
        """What each attempt of a learner counts, the last one last."""
        corrections = self.corrections
        names = names_now(corrections)
        word = words_by_learner(corrections, names).get(learner, Word())
        person = self.people.get(learner, Person())
        own = [one for one in self.stored_attempts() if names.get(one.learner, one.learner) == learner]
        return [self.rules.of_attempt(learner, person, one, word, number) for number, one in enumerate(own, 1)]

    def report(self, standing: Standing) -> Report:
        """The whole report of the attempt that counts, in the assignment's points, with a person's word in it."""
        whole = self.stored_report(standing.attempt) if standing.attempt else None
        return count_report(whole, standing, self.assignment)

    def pass_rates(self, policy: Policy | None = None) -> list[PassRate]:
        """Of each exercise, over the attempts that count."""
        rates: dict[tuple[int, str], list[float]] = {}
        for one in self.attempts(policy):
            for mark in one.marks:
                passed = mark.outcome is Outcome.PASSED
                sums = rates.setdefault((mark.number, mark.slug), [0, 0, 0, 0.0, 0.0])
                for place, value in enumerate((1, mark.started, passed, mark.counted, mark.max_score)):
                    sums[place] += value
        return [
            PassRate(number, slug, int(every), int(tried), int(passed), round_points(score), round_points(full))
            for (number, slug), (every, tried, passed, score, full) in sorted(rates.items())
        ]

    def mistakes(self, policy: Policy | None = None) -> list[tuple[int, str, str, int]]:
        """(exercise, target, slug, how many learners), the most frequent first."""
        counting = {one.attempt.id: one for one in self.attempts(policy) if one.attempt}
        counts: Counter[tuple[int, str, str]] = Counter()
        with self.name_failures():
            rows = self.rows.execute("SELECT DISTINCT attempt, number, target, slug FROM mistakes").fetchall()
        for attempt, number, target, slug in rows:
            if attempt in counting and any(mark.number == number for mark in counting[attempt].marks):
                counts[number, target, slug] += 1
        return sorted(((*place, times) for place, times in counts.items()), key=lambda one: (-one[3], one[:3]))

    def unnamed(self, least: int = 2, policy: Policy | None = None) -> list[UnnamedMistake]:
        """Wrong answers that coincide and have no name, of at least `least` learners, the largest group first."""
        counting = {one.attempt.id: one for one in self.attempts(policy) if one.attempt}
        groups: dict[tuple[int, str, str], list[Standing]] = {}
        with self.name_failures():
            rows = self.rows.execute("SELECT attempt, number, target, digest FROM unnamed ORDER BY attempt").fetchall()
        for attempt, number, target, digest in rows:
            if attempt in counting:
                groups.setdefault((number, target, digest), []).append(counting[attempt])
        groups_shared = [
            self._unnamed(number, target, who) for (number, target, _), who in groups.items() if len(who) >= least
        ]
        return sorted(groups_shared, key=lambda one: (-len(one.learners), one.number, one.target))

    def _unnamed(self, number: int, target: str, who: list[Standing]) -> UnnamedMistake:
        who = sorted(who, key=lambda one: one.learner)
        first = who[0].attempt
        assert first is not None
        case = failed_case(self.stored_report(first), number, target)
        return UnnamedMistake(number, target, tuple(one.learner for one in who), first.entry.replace("\n", ", "), case)


def _title(assignment: Assignment) -> str:
    if assignment.title:
        return f'"{assignment.title}"'
    numbers = ", ".join(map(str, sorted(assignment.listed)))
    return f"an assignment of exercise{'s' * (len(assignment.listed) != 1)} {numbers}" if numbers else "all exercises"
