"""Where the keys n, p and r write: beside the file that is on the screen, so that what they write is watched like it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.exercise.catalogue import Entry, served_entry
from grader.report import Report
from nncli.learning.paths import served_paths
from nncli.ui.files import short_path


@dataclass
class Desk:
    """A folder that is watched; `written` is told of each starter: no save of the learner's, and watched from then on."""

    folder: Path
    written: Callable[[Path], None]

    def turn_to(self, path: Path) -> None:
        """Work goes on beside this file."""
        self.folder = Path(short_path(path.parent))

    def serve(self, entry: Entry) -> Path:
        """The file of an exercise: the one that was changed last, or the starter, which is written where there is none. Raises Misuse."""
        from nncli.commands.exercise import write_starter

        if there := served_paths(entry, self.folder):
            path = there[0]
        else:
            path = self.folder / entry.file_name
            write_starter(entry, self.folder, notebook=False)
        self.written(path)
        return path

    def reset(self, entry: Entry, report: Report | None, path: Path | None) -> str:
        """The starter again, in the file on the screen where that holds this exercise alone; what happened, as text. Raises Misuse."""
        from nncli.commands.reset import reset_exercise

        alone = report is not None and [one.number for one in report.exercises] == [entry.number]
        own_name = path is not None and not served_entry(path.name)
        place = self.folder / path.name if path is not None and alone and own_name else self.folder
        said = reset_exercise(entry, place)
        for file in [place] if place != self.folder else served_paths(entry, place):
            self.written(file)
        return said
