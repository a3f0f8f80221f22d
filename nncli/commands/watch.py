"""`nncli watch`: grade what was saved, in the same screen, while one writes."""

from __future__ import annotations

import contextlib
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import RenderableType
from rich.text import Text

from grader.submissions.files import SubmissionError
from nncli.completion import completer
from nncli.learning.paths import is_served, paths_meant, served_here
from nncli.misuse import Misuse, refuse_below
from nncli.prestart import Prestart
from nncli.ui.arguments import ISOLATION, WORKERS

if TYPE_CHECKING:
    from grader.grade import Grader
    from grader.sandbox.workers import Workers
    from nncli.watching.loop import Loop


@dataclass(frozen=True)
class Watched:
    """Files that were named; in folders those that bear the name of an exercise: a folder may hold thousands."""

    files: set[Path]
    folders: list[Path]

    @classmethod
    def of(cls, paths: list[Path]) -> Watched:
        """What these paths are."""
        files = {path.resolve() for path in paths if not path.is_dir()}
        return cls(files, [path.resolve() for path in paths if path.is_dir()])

    @property
    def all_folders(self) -> list[Path]:
        """The folders, and those in which the files lie."""
        return [*self.folders, *(path.parent for path in self.files)]

    def holds(self, path: Path) -> bool:
        """Whether a save of this file is graded."""
        return path in self.files or (is_served(path.name) and path.parent in self.folders)

    def there(self) -> list[Path]:
        """The files that are there now."""
        return [*self.files, *(path for folder in self.folders for path in served_here(folder))]


def watch(words: tuple[str, ...], folder: Path, prestart: Prestart, make: str, required: str, poll: bool) -> None:
    """Grade each save until a key or a signal ends it. Raises Misuse for a path that is not there."""
    from nncli.ui.files import short_path
    from nncli.watching.desk import Desk
    from nncli.watching.events import Event
    from nncli.watching.grading import Regrader
    from nncli.watching.loop import Loop
    from nncli.watching.saves import Saves
    from nncli.watching.screen import is_terminal

    named = _named(words)
    watched = Watched.of(named or [folder])

    def written(path: Path) -> None:
        saves.know(path)
        watched.files.add(path.resolve())

    workers = prestart.open_workers(make)
    with contextlib.closing(workers):
        terminal = is_terminal()
        regrader = Regrader(_grader(workers, required))
        loop = Loop(regrader, Desk(Path(short_path(watched.all_folders[0])), written), _drawing(terminal), terminal)
        saves = Saves(
            set(watched.all_folders),
            watched.holds,
            lambda kind, path: loop.tell(Event(kind, path)),
            lambda sentence: loop.tell(Event("said", text=sentence)),
        )
        with _ended_by_signals(loop), loop.regrader.interruption.listening(), _keys(loop, terminal):
            there = watched.there()
            for path in there:
                saves.know(path)
            saves.start(poll)
            try:
                _begin(loop, named, there)
                loop.run()
            except KeyboardInterrupt:
                pass
            finally:
                saves.close()


def _named(words: tuple[str, ...]) -> list[Path]:
    try:
        paths = paths_meant(words) if words else []
    except SubmissionError as error:
        raise Misuse(str(error)) from None
    for path in paths:
        if not path.exists():
            raise Misuse(f"{path}: there is no such file or folder to watch")
    return paths


def _grader(workers: Workers, required: str) -> Grader:
    """A grader that keeps its workers and its questions from one save to the next. Raises Misuse."""
    from grader.grade import Grader
    from grader.judging.questions import Sheets
    from grader.report import Isolation
    from grader.sandbox.session import Clock

    isolation = Isolation(*workers.isolation)
    refuse_below(required, isolation)
    return Grader(workers, Sheets(0), Clock(2.0, 10.0), isolation, slopes=True)


def _begin(loop: Loop, named: list[Path], there: list[Path]) -> None:
    """What is on the screen at first: the file that was named, or that of the exercise one is on."""
    from nncli.learning.order import entry_to_serve
    from nncli.learning.paths import served_paths

    entry = entry_to_serve()
    shown = [path for path in named if path.is_file()] or (served_paths(entry, Path()) if entry and not named else [])
    if found := [*shown, *sorted(there)]:
        loop.grade(found[0])
    else:
        loop.show(Text("No exercise lies here yet: n serves the next one."))


def _drawing(terminal: bool) -> Callable[[RenderableType, str, int], None]:
    from nncli.watching.screen import draw, print_view

    return draw if terminal else lambda view, *_: print_view(view)


@contextlib.contextmanager
def _keys(loop: Loop, terminal: bool) -> Iterator[None]:
    """Keys and the second screen, where there is a terminal."""
    if not terminal:
        yield
        return
    from nncli.watching.events import Event
    from nncli.watching.keys import Keys, pause_handler, single_keys
    from nncli.watching.screen import ENTER, LEAVE, second_screen

    def back() -> None:
        loop.events.put(Event("resized"))
        loop.regrader.interruption.stop_here()  # its time went on while nothing ran: it is graded anew

    keys = Keys(lambda key: loop.tell(Event("key", text=key)))
    with single_keys(), second_screen(), pause_handler(LEAVE, ENTER, back):
        keys.start()
        try:
            yield
        finally:
            keys.close()


@contextlib.contextmanager
def _ended_by_signals(loop: Loop) -> Iterator[None]:
    """SIGTERM, a closed terminal and Ctrl-C end the loop, and an answer that is being graded; a resized window is drawn anew."""
    from nncli.watching.events import Event

    def end(*_: object) -> None:
        loop.events.put(Event("end"))
        loop.regrader.interruption.stop_here()

    def draw_anew(*_: object) -> None:
        loop.events.put(Event("resized"))

    handlers = {"SIGTERM": end, "SIGHUP": end, "SIGINT": end, "SIGWINCH": draw_anew}
    before = {}
    for name, handler in handlers.items():
        if number := getattr(signal, name, None):
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)


@click.command("watch")
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completer("submission_items"))
@click.option(
    "--poll", is_flag=True, help="Look at the files again and again, where a file system tells of no changes."
)
@ISOLATION
@WORKERS
@click.pass_obj
def watch_command(
    prestart: Prestart | None, /, paths: tuple[str, ...], poll: bool, required: str, workers: str
) -> None:
    """Grade at each save, while you write.

    PATH is a file, a folder, or the number of an exercise; without one, every served exercise in this folder is watched.
    """
    watch(paths, Path(), prestart or Prestart(), workers, required, poll)
    sys.exit(0)
