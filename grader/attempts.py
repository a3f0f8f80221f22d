"""What the files of one submission attempt: which file counts of several, and which should attempt an exercise and do not."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from grader.exercise import catalogue
from grader.exercise.catalogue import Entry
from grader.exercise.packs import pack_not_here
from grader.report import MAX_NAME, ExerciseReport, Outcome, is_absent
from grader.submissions.submission import Source, Submission
from grader.text.cleaning import bound
from grader.text.lists import join_words
from grader.wire import Scanned

LIKELY_FILES, LIKELY_BYTES = 8, 1 << 16  # what is looked through beforehand; a learner's file has a few thousand bytes
MOST_STRANGE = 20  # files in which names are looked at that want a letter: each is compared with all that are known


class Attempts(Struct):
    """The reports on the files of a submission, exercise by exercise, and what was not graded of them."""

    submission: Submission
    reports: dict[int, list[ExerciseReport]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    unread: dict[str, str] = field(default_factory=dict)  # file -> what Python says
    idle: dict[str, list[str]] = field(default_factory=dict)  # file that attempts nothing -> the names that it defines
    orders: dict[str, tuple[int, ...]] = field(
        default_factory=dict
    )  # file -> the numbers that a later hand-in has higher
    halves: dict[int, Entry] = field(
        default_factory=dict
    )  # of those attempted, what a teacher grades, or the rest of it

    @property
    def are_several(self) -> bool:
        return len(self.submission.sources) > 1

    def begin_file(self, source: Source, scanned: Scanned, chosen: list[Entry]) -> list[Entry]:
        """The exercises to grade of those that were chosen: one that another file has all points of need not be graded again."""
        self.names += scanned.names
        if scanned.problem:
            self.unread[source.name] = _sentence(source, scanned.problem)
        elif not chosen:
            self.idle[source.name] = scanned.names
        self.orders[bound(source.name, MAX_NAME)] = source.order  # by the name that a report has
        self.halves |= {entry.number: entry for entry in chosen if entry.is_half}
        return [
            entry
            for entry in chosen
            if not entry.needs_teacher
            and not any(
                _is_settled(report) and self.orders.get(report.source, ()) >= source.order
                for report in self.reports.get(entry.number, ())
            )
        ]

    def add(self, report: ExerciseReport, source: Source) -> None:
        """A file's report on one exercise."""
        named = replace(report, source=source.name) if self.are_several else report
        self.reports.setdefault(report.number, []).append(named)

    @property
    def counted(self) -> tuple[ExerciseReport, ...]:
        """The report that counts of each exercise, by number."""
        return tuple(choose_attempt(self.reports[number], self.orders)[0] for number in sorted(self.reports))

    @property
    def notes(self) -> tuple[str, ...]:
        """Which file counts and why; a name that wants a letter."""
        chosen = [choose_attempt(reports, self.orders)[1] for _, reports in sorted(self.reports.items())]
        halves = map(half_sentence, self.halves.values() if self.reports else ())  # else it is the problem
        of_packs = self._of_packs_not_here()
        return tuple(filter(None, [*self.submission.notes, *chosen, *self._misspelt_in_attempts(), *of_packs, *halves]))

    def _of_packs_not_here(self) -> list[str]:
        """Where nothing is right in a file that bears the name of an exercise of an unknown pack, the pack is what is missing."""
        scores = {source.name: 0.0 for source in self.submission.sources}
        for report in self.counted:
            scores[report.source or self.submission.name] = scores.get(report.source, 0.0) + report.score
        packs = {name: pack_not_here(name.rpartition("/")[2]) for name, score in scores.items() if not score}
        return [f"{name}: {of_pack(pack)}" for name, pack in packs.items() if pack]

    @property
    def problem(self) -> str:
        """What could not be graded: a line for each file that cannot be read, or attempts nothing and seems meant to."""
        counted = {report.source for report in self.counted}
        unread = [text for name, text in self.unread.items() if not (self.are_several and name in counted)]
        if not self.reports and self.halves and not unread:
            return "\n".join(map(half_sentence, self.halves.values()))
        if not self.reports:
            return "\n".join(unread) or f"{self.submission.name}: {nothing_attempted(self.names, self.submission.name)}"
        return "\n".join([*unread, *self._misspelt_files()])

    def _misspelt_files(self) -> list[str]:
        helpers = {module for source in self.submission.sources for module in source.beside}
        stems = {name: name.rpartition("/")[2].removesuffix(".py") for name in self.idle}
        strange = [name for name in self.idle if stems[name] not in helpers][:MOST_STRANGE]
        found = {name: _misspelt(name, self.idle[name], set(self.reports)) for name in strange}
        return [f"{name}: {sentence}" for name, sentence in found.items() if sentence]

    def _misspelt_in_attempts(self) -> list[str]:
        """Where nothing of the exercise is in the file that is named after it, a name there may want a letter."""
        if not any(map(_is_absent, self.counted)):
            return []
        files = {source.name: self.names for source in self.submission.sources} if not self.are_several else {}
        return [f"{name}: {sentence}" for name, names in files.items() if (sentence := _misspelt(name, names, set()))]


def half_sentence(entry: Entry) -> str:
    """What a learner is told of an exercise whose right answers only the teacher has."""
    if entry.needs_teacher:
        return f"exercise {entry.label} is graded by your teacher: hand it in; here there is nothing that says what is right"
    return f"exercise {entry.label}: these are its public cases; your teacher grades it on others too"


Orders = Mapping[str, tuple[int, ...]]


def choose_attempt(reports: list[ExerciseReport], orders: Orders) -> tuple[ExerciseReport, str]:
    """The report that counts, and a note about it where several files attempt the exercise.

    A file that defines nothing of it and an untouched starter never beat an attempt; of attempts, the one that was handed in last
    counts, where a system numbered them; else one with a point, then the file that bears the name under which the exercise is served,
    then the one that is further; of equals, the first by name, and the note says so.
    """
    if len(reports) == 1:
        return reports[0], ""
    best, *others = sorted(
        reports, key=lambda one: _rank(one, orders), reverse=True
    )  # stable: equals stay as they came
    rest = ", ".join(one.source for one in others[:3]) + (f" and {len(others) - 3} more" if len(others) > 3 else "")
    return best, f"exercise {best.label}: {best.source} counts, not {rest}: {_why(best, others, orders)}"


def _rank(report: ExerciseReport, orders: Orders) -> tuple[object, ...]:
    begun = (not _is_absent(report), not report.not_started)
    return (*begun, orders.get(report.source, ()), report.score > 0, _bears_name(report), report.score)


def _is_absent(report: ExerciseReport) -> bool:
    """Nothing of the exercise is in the file at all."""
    return report.not_started and is_absent(report.targets)


def _bears_name(report: ExerciseReport) -> bool:
    return any(entry.number == report.number for entry in catalogue.served_entry(report.source.rpartition("/")[2]))


def _is_settled(report: ExerciseReport) -> bool:
    """No other file can count instead."""
    return report.outcome is Outcome.PASSED and _bears_name(report)


class Reason(Struct, frozen=True):
    """Why a file counts and others do not: said of one other file, of several, and where there are no others than these."""

    one: str
    several: str
    only: str = "{}"


ABSENT = Reason("{} defines nothing of it", "{} define nothing of it")
UNTOUCHED = Reason("{} is still as in the starter file", "{} are still as in the starter file")
EARLIER = Reason("it was handed in later than {}", "it was handed in later than {}", "it was handed in later")
POINTLESS = Reason("{} has no point", "{} have no point")
SERVED = "it bears the name under which the exercise is served"
OTHER_NAME = Reason(f"{SERVED}, and {{}} does not", f"{SERVED}, and {{}} do not", SERVED)
BEHIND = Reason("it is further than {}", "it is further than {}", "it is further")
EQUAL = Reason(
    "{} is as far, and comes later by its name",
    "{} are as far, and come later by their names",
    "{} are equally far, and it comes first by its name",
)


def _why(best: ExerciseReport, others: list[ExerciseReport], orders: Orders) -> str:
    """The reason for each of the others, with those that share it."""
    shared: dict[Reason, list[str]] = {}
    for other in others:
        shared.setdefault(_reason(best, other, orders), []).append(other.source)
    if len(shared) > 1:
        return "; ".join(_clause(reason, files) for reason, files in shared.items())
    (reason,) = shared
    if reason.only != "{}":
        return reason.only.format("both" if len(others) == 1 else "all")
    return reason.one.format(others[0].source) if len(others) == 1 else reason.several.format(_all_of(others))


def _clause(reason: Reason, files: list[str]) -> str:
    if len(files) == 1:
        return reason.one.format(files[0])
    named = files if len(files) <= 3 else [*files[:3], f"{len(files) - 3} more"]
    return reason.several.format(join_words(named))


def _all_of(others: list[ExerciseReport]) -> str:
    return "both" if len(others) == 2 else "all of these"


def _reason(best: ExerciseReport, other: ExerciseReport, orders: Orders) -> Reason:
    if _is_absent(other) and not _is_absent(best):
        return ABSENT
    if other.not_started and not best.not_started:
        return UNTOUCHED
    if orders.get(best.source, ()) > orders.get(other.source, ()):
        return EARLIER
    if best.score and not other.score:
        return POINTLESS
    if _bears_name(best) and not _bears_name(other):
        return OTHER_NAME
    return BEHIND if best.score > other.score else EQUAL


def _misspelt(name: str, names: list[str], attempted: set[int]) -> str:
    """What to rename in a file that seems to be meant for an exercise that no other file attempts; empty where it does not."""
    near = catalogue.near_name(names, name.rpartition("/")[2])
    if near is None or near[2].number in attempted:
        return ""
    if pack := pack_not_here(name.rpartition("/")[2]):
        return of_pack(pack)
    written, asked, entry = near
    return f"`{written}` is close to `{asked}`, which exercise {entry.label} asks for: rename it"


def _sentence(source: Source, problem: str) -> str:
    return problem if problem.startswith(source.name) else f"{source.name}: {problem}"


def of_pack(name: str) -> str:
    """What to do with a file that bears the name of an exercise of a pack that is not here."""
    return f"it is called like an exercise of a pack {name!r}, which is not found here; if it is one, --pack FOLDER names the pack"


def nothing_attempted(names: list[str], file_name: str = "") -> str:
    """Why a readable submission has nothing to grade, and what to do next."""
    if pack := pack_not_here(file_name):
        return of_pack(pack)
    if sentence := _misspelt("", names, set()):
        return sentence
    names = [name for name in names if not name.startswith("__")]
    if not names:
        return "it defines nothing: `nncli exercise 3` writes a file to start from"
    few = ", ".join(names[:5])
    return f"it defines {few}, and none of these is asked for by an exercise: `nncli list` shows them all; `--exercise N` forces one"


def likely_entries(submission: Submission) -> list[Entry]:
    """The exercises that a submission seems to attempt, guessed from its text without reading it as Python."""
    return [
        entry
        for source in submission.sources[:LIKELY_FILES]
        for entry in catalogue.entries_attempted(
            catalogue.names_in(source.content[:LIKELY_BYTES].decode("utf-8", "replace")), source.name
        )
    ]
