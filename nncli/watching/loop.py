"""The loop: a save is graded, a key is answered, one event after the other."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from msgspec.structs import replace as with_fields
from rich.console import Group, RenderableType
from rich.text import Text

from grader.exercise.catalogue import Entry, entries, served_entry
from grader.report import ExerciseReport, Outcome, Report
from grader.submissions.files import SubmissionError
from grader.submissions.submission import read
from grader.text.cleaning import visible
from nncli.learning.hints import next_hint
from nncli.learning.order import first_to_mend, next_entry
from nncli.learning.paths import is_own
from nncli.learning.record import is_kept, read_record, remember_place
from nncli.learning.remembering import remember_report
from nncli.ui.console import FittedText
from nncli.watching.desk import Desk
from nncli.watching.events import Event
from nncli.watching.grading import Regrader
from nncli.watching.views import NoPictures, pictures_view, refuse_endless, verdict_view

Judged = TypeVar("Judged")
FOOTER = "h hint  s solution  n next  p back  l list  a all  o picture  r reset  q quit"


@dataclass
class Loop:
    """What is on the screen, and what an event changes of it. `draw` shows a view; a footer under it where keys are read."""

    regrader: Regrader
    desk: Desk
    draw: Callable[[RenderableType, str, int], None]
    on_screen: bool = True  # a first report at once, and keys; otherwise one report a save, below the one before
    events: SimpleQueue[Event] = field(default_factory=SimpleQueue)
    path: Path | None = None
    unfinished: Path | None = None  # a file of which the whole report is still to come
    entry: Entry | None = None
    report: Report | None = None
    only_failures: bool = True
    view: RenderableType = ""
    page: int = 0  # of a view that is longer than the screen
    shows_report: bool = False
    note: str = ""
    answer: Callable[[], None] | None = None  # what "y" does while a question is asked
    hints_shown: dict[str, int] = field(default_factory=dict)  # by exercise; also where no progress is kept

    def tell(self, event: Event) -> None:
        """Put an event in line, from any thread. The end, or another save of the file, ends the answer that is being graded."""
        self.events.put(event)
        if event.is_end:
            self.regrader.interruption.stop()
        self.regrader.interruption.meet(event)

    def run(self) -> None:
        """Handle events until the end: a key, a signal, a closed terminal."""
        while True:
            if self.unfinished and self.events.empty():
                self.finish(self.unfinished)
                continue
            self.regrader.get_ready()
            event = self.events.get()
            if event.is_end:
                return
            self.handle(event)

    def handle(self, event: Event) -> None:
        """Handle one event of any kind but the end."""
        if event.kind in ("saved", "written"):
            (self.grade if event.kind == "saved" else self.grade_ahead)(event.path)
        elif event.kind == "key":
            self.press(event.text)
        elif event.kind == "said":
            self.say(event.text)
        elif self.on_screen:
            self.show()

    def say(self, sentence: str) -> None:
        """Show a sentence in place of the keys, or by itself where there is no screen."""
        self.note = sentence
        if self.on_screen:
            self.show()
        else:
            self.draw(Text(sentence), "", 0)

    def show(self, view: RenderableType | None = None) -> None:
        """Draw the view, the last one where there is no other."""
        if view is not None:
            self.view, self.shows_report, self.page = view, False, 0
        self.draw(self.view, self.note or FOOTER, self.page)

    def grade_ahead(self, path: Path) -> None:
        """Grade what may still be being written, and say nothing of it: mostly it is what is saved a moment later."""
        if self.on_screen and self.events.empty():
            self.unfinished = None
            self.regrader.ahead(path)

    def grade(self, path: Path) -> None:
        """Grade a file, show and remember what came out; not again what another save of the same moment had already brought."""
        try:
            submission = read(path)
        except SubmissionError as error:
            self._turn_to(path)
            self.report = None
            self.show(Group(Text(visible(str(error)), style="yellow"), Text("waiting for the next save", style="dim")))
            return
        if self.path == path and self.report is not None and self.report.sha256 == submission.sha256:
            return
        self._turn_to(path)
        if not self.on_screen:
            if report := self._retry_without(path, self.regrader.whole(path, submission)):
                self._take(report)
        elif first := self._retry_without(path, self.regrader.at_once(path, submission)):
            self.unfinished = None if first.is_whole else path
            self._take(first.report, first.graded)

    def _retry_without(self, path: Path, answer: Judged | None) -> Judged | None:
        """The answer; where there is none, since the judge was stopped, the file is in line again, behind what stopped it."""
        if answer is None:
            self.report = None
            self.events.put(Event("saved", path))
        return answer

    def _turn_to(self, path: Path) -> None:
        self.path, self.note, self.answer, self.unfinished = path, "", None, None
        self.desk.turn_to(path)
        self.entry = next(iter(served_entry(path.name)), self.entry)

    def finish(self, path: Path) -> None:
        """The whole report of a file that has a first one; a hint that is being read stays."""
        self.unfinished, before, read_else = None, self.report, not self.shows_report
        with contextlib.suppress(SubmissionError):  # gone again: the event that says so is on its way
            submission = read(path)
            report = self._retry_without(path, self.regrader.whole(path, submission))
            if report is None:
                return
            known = {one.number: one.outcome for one in before.exercises} if before else {}
            graded = tuple(one for one in report.exercises if known.get(one.number) is not one.outcome)
            self._take(report, graded, read_else)

    def _take(self, report: Report, graded: tuple[ExerciseReport, ...] | None = None, quietly: bool = False) -> None:
        """Show a report, and remember of it what was graded: everything where that is not said."""
        self.report = report
        if not quietly:
            self._show_report(report)
        if is_kept() and self.path is not None and is_own([self.path]):
            said = remember_report(report if graded is None else with_fields(report, exercises=graded))
            if said and not quietly:
                self.say(said)

    def _show_report(self, report: Report) -> None:
        self.show(self._report_view(report))
        self.shows_report = True

    def _report_view(self, report: Report) -> RenderableType:
        if report.exercises:
            number = report.exercises[0].number
            self.entry = next((entry for entry in entries() if entry.number == number), self.entry)
        return verdict_view(report, self.path, self.only_failures, self.on_screen)

    def press(self, key: str) -> None:
        """Answer a key; one that means nothing says which do."""
        if self.answer is not None:
            answer, self.answer, self.note = self.answer, None, ""
            if key in "yY":
                answer()
            else:
                self.show()
            return
        actions = {
            "h": self._hint, "s": self._solution, "n": self._next, "p": self._previous, "l": self._list, "a": self._toggle,
            "r": self._reset, "o": self._picture, " ": self._turn_page,
        }  # fmt: skip
        if key in actions:
            self.note = ""
            actions[key]()
        elif key.isprintable():
            self.note = f"{key!r} is no key here: {FOOTER}"
            self.show()

    def _ask(self, question: str, answer: Callable[[], None]) -> None:
        self.answer, self.note = answer, f"{question} y: yes, any other key: no"
        self.show()

    def _toggle(self) -> None:
        self.only_failures = not self.only_failures
        if self.report:
            self._show_report(self.report)
        else:
            self._nothing()

    def _hint(self) -> None:
        if self.entry is None:
            self._nothing()
            return
        from nncli.ui.pages import markdown

        hint = next_hint(self.entry, seen=self.hints_shown.get(self.entry.slug, 0))
        self.hints_shown[self.entry.slug] = hint.level
        below = [Text(""), self._report_view(self.report)] if self.report else []
        self.show(Group(Text(hint.head, style="bold"), Text(""), markdown(hint.text), *below))

    def _turn_page(self) -> None:
        self.page += 1
        self.show()

    def _solution(self) -> None:
        if self.entry is None:
            self._nothing()
        elif self.report is not None and self.report.outcome is Outcome.PASSED:
            self._show_solution()
        else:
            self._ask(f"Show the solution of exercise {self.entry.label}?", self._show_solution)

    def _show_solution(self) -> None:
        from nncli.commands.solution import refuse_withheld
        from nncli.misuse import Misuse
        from nncli.ui.pages import code_view

        assert self.entry is not None
        try:
            refuse_withheld(self.entry)
            self.show(code_view(self.entry.solution.read_text(encoding="utf-8")))
        except Misuse as error:
            self.note = error.message.split("\n")[0]
            self.show()

    def _next(self) -> None:
        record, passed = read_record(), self.report is not None and self.report.outcome is Outcome.PASSED
        self._serve((first_to_mend(record) if passed else None) or next_entry(record, self.entry))

    def _previous(self) -> None:
        order = list(entries())
        place = order.index(self.entry) if self.entry in order else 0
        self._serve(order[place - 1] if place else order[0])

    def _serve(self, entry: Entry | None) -> None:
        """Go to an exercise: its statement, and its starter where there is none yet."""
        if entry is None:
            self.show(Text("All exercises are done.", style="bold green"))
            return
        from nncli.misuse import Misuse
        from nncli.ui.pages import statement

        self.entry, self.report, waiting = entry, None, ""
        remember_place(entry)
        try:
            waiting = f"waiting for a save of {self.desk.serve(entry)}"
        except Misuse as error:
            self.note = error.message.split("\n")[0]
        self.show(Group(statement(entry), Text(""), Text(visible(waiting), style="dim")))

    def _list(self) -> None:
        from nncli.commands.list import listing

        record = read_record()
        self.show(FittedText(lambda width: Text.from_ansi(listing(record, todo=True, width=width))))

    def _reset(self) -> None:
        if self.entry is None:
            self._nothing()
            return
        self._ask(f"Write the starter of exercise {self.entry.label} again? Your file is kept.", self._do_reset)

    def _do_reset(self) -> None:
        from nncli.misuse import Misuse

        assert self.entry is not None
        try:
            said = self.desk.reset(self.entry, self.report, self.path)
            self.report = None
            self.show(Text(visible(said, keep_lines=True)))
        except Misuse as error:
            self.note = error.message
            self.show()

    def _picture(self) -> None:
        if self.path is None or self.report is None:
            self._nothing()
            return
        try:
            refuse_endless(self.report)
            self.show(pictures_view(self.path, self.regrader.grader))
        except NoPictures as reason:
            self.say(str(reason))

    def _nothing(self) -> None:
        name = self.entry.file_name if self.entry else ""
        self.note = f"{name} was not graded yet: save it" if name else "nothing was graded yet: save a file, or press n"
        self.show()
