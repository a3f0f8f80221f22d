"""The loop: a save is graded, a key is answered, one event after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue

from rich.console import Group, RenderableType
from rich.text import Text

from grader.exercise.catalogue import Entry, entries, served_entry
from grader.grade import Grader
from grader.report import Outcome, Report
from grader.submissions.files import SubmissionError
from grader.submissions.submission import read
from nncli.learning.hints import next_hint
from nncli.learning.order import next_entry
from nncli.learning.paths import served_paths
from nncli.learning.record import is_kept, read_record, remember_place
from nncli.learning.remembering import remember_report
from nncli.ui import render

FOOTER = "h hint  s solution  n next  p previous  l list  a all/failures  r reset  q quit"


@dataclass(frozen=True)
class Event:
    """A save, a key, a window of another size, or the end."""

    kind: str  # "saved", "key", "resized", "end", "said"
    path: Path = Path()
    text: str = ""


@dataclass
class Loop:
    """What is on the screen, and what an event changes of it. `draw` shows a view; a footer under it where keys are read."""

    grader: Grader
    folder: Path
    draw: Callable[[RenderableType, str], None]
    events: SimpleQueue[Event] = field(default_factory=SimpleQueue)
    path: Path | None = None
    entry: Entry | None = None
    report: Report | None = None
    only_failures: bool = True
    view: RenderableType = ""
    note: str = ""
    answer: Callable[[], None] | None = None  # what "y" does while a question is asked

    def run(self) -> None:
        """Until the end: a key, a signal, a closed terminal."""
        while True:
            event = self.events.get()
            if event.kind == "end" or (event.kind == "key" and event.text in ("q", "\x03", "\x04")):
                return
            if event.kind == "saved":
                self.grade(event.path)
            elif event.kind == "said":
                self.note = event.text
                self.show()
            elif event.kind == "key":
                self.press(event.text)
            else:
                self.show()

    def show(self, view: RenderableType | None = None) -> None:
        """Draw the view, the last one where there is no other."""
        self.view = self.view if view is None else view
        self.draw(self.view, self.note or FOOTER)

    def grade(self, path: Path) -> None:
        """Grade a file, show and remember what came out."""
        self.path, self.note, self.answer = path, "", None
        self.entry = next(iter(served_entry(path.name)), self.entry)
        try:
            self.report = self.grader.report(read(path))
        except SubmissionError as error:
            self.report = None
            self.show(Group(Text(str(error), style="yellow"), Text("waiting for the next save", style="dim")))
            return
        self.show(self._report_view(self.report))
        if is_kept():
            self.note = remember_report(self.report)
            if self.note:
                self.show()

    def _report_view(self, report: Report) -> RenderableType:
        if report.exercises:
            number = report.exercises[0].number
            self.entry = next((entry for entry in entries() if entry.number == number), self.entry)
        parts = [render.report_view(report, self.only_failures)]
        if report.outcome is Outcome.PASSED:
            parts.append(
                Text("It passes. n: the next exercise; s: a worked solution to compare with.", style="bold green")
            )
        return Group(*parts)

    # ------------------------------------------------------------------------------------------------------------------ keys

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
            "r": self._reset, "o": self._picture,
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
        self.show(self._report_view(self.report) if self.report else None)

    def _hint(self) -> None:
        if self.entry is None:
            self._nothing()
            return
        from nncli.ui.pages import markdown

        hint = next_hint(self.entry)
        self.show(Group(*self._above(), Text(hint.head, style="bold"), Text(""), markdown(hint.text)))

    def _above(self) -> list[RenderableType]:
        """What was graded last stays above a hint."""
        return [self._report_view(self.report), Text("")] if self.report else []

    def _solution(self) -> None:
        if self.entry is None:
            self._nothing()
        elif self.report is not None and self.report.outcome is Outcome.PASSED:
            self._show_solution()
        else:
            self._ask(f"Show the solution of exercise {self.entry.label}?", self._show_solution)

    def _show_solution(self) -> None:
        from nncli.commands.solution import refuse_withheld
        from nncli.ui.arguments import Misuse
        from nncli.ui.pages import code_view

        assert self.entry is not None
        try:
            refuse_withheld(self.entry)
            self.show(code_view(self.entry.solution.read_text(encoding="utf-8")))
        except Misuse as error:
            self.note = error.message.split("\n")[0]
            self.show()

    def _next(self) -> None:
        self._serve(next_entry(read_record(), self.entry))

    def _previous(self) -> None:
        order = list(entries())
        place = order.index(self.entry) if self.entry in order else 0
        self._serve(order[place - 1] if place else order[0])

    def _serve(self, entry: Entry | None) -> None:
        """Go to an exercise: its statement, and its starter where there is none yet."""
        if entry is None:
            self.show(Text("All exercises are done.", style="bold green"))
            return
        from nncli.commands.exercise import write_starter
        from nncli.ui.arguments import Misuse
        from nncli.ui.pages import statement

        self.entry, self.report = entry, None
        remember_place(entry)
        try:
            if not served_paths(entry, self.folder):
                write_starter(entry, self.folder, notebook=False)
        except Misuse as error:
            self.note = error.message.split("\n")[0]
        self.show(Group(statement(entry), Text(""), Text(f"waiting for a save of {entry.file_name}", style="dim")))

    def _list(self) -> None:
        from nncli.commands.list import listing

        self.show(Text.from_ansi(listing(read_record(), todo=True)))

    def _reset(self) -> None:
        if self.entry is None:
            self._nothing()
            return
        self._ask(f"Write the starter of exercise {self.entry.label} again? Your file is kept.", self._do_reset)

    def _do_reset(self) -> None:
        from nncli.commands.reset import reset_exercise
        from nncli.ui.arguments import Misuse

        assert self.entry is not None
        try:
            self.show(Text(reset_exercise(self.entry, self.folder)))
        except Misuse as error:
            self.note = error.message
            self.show()

    def _picture(self) -> None:
        self.note = "pictures: nncli draw " + (self.path.name if self.path else "FILE")
        self.show()

    def _nothing(self) -> None:
        self.note = "nothing was graded yet: save a file, or press n"
        self.show()
