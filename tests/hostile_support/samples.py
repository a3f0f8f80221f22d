"""The samples: a folder of tests/hostile each, with a submission.py or with a recipe.py that makes what is no plain file.

The first line of either says the goal and the points that are honestly earned. In both, @COURSE@ stands for a folder with secrets,
@SOLUTIONS@ for that of the worked solutions, @JUDGE@ for the number of the judge's process.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from grader.exercise.catalogue import data_folder
from tests.hostile_support.course import Course

FOLDER = Path(__file__).parent.parent / "hostile"
HEAD = re.compile(r"# Goal: (.+)\. Earns (\d+(?:\.\d+)?)\.$")


@dataclass(frozen=True)
class Sample:
    """One hostile submission: what it is after, and the points that it earns honestly."""

    name: str
    goal: str
    earns: float
    text: str
    is_recipe: bool

    def placed(self, course: Course, judge: int | None = None) -> Path:
        """The path to grade, among the submissions of the course."""
        text = self.text.replace("@COURSE@", str(course.root)).replace("@SOLUTIONS@", str(data_folder("solutions")))
        text = text.replace("@JUDGE@", str(os.getpid() if judge is None else judge))
        if not self.is_recipe:
            path = course.attacker / "submission.py"
            path.write_text(text, encoding="utf-8")
            return path
        names: dict[str, Callable[[Path], Path]] = {}
        exec(compile(text, f"{self.name}/recipe.py", "exec"), names)
        return names["make"](course.attacker)


def sample(folder: Path) -> Sample:
    """The sample in a folder. Raises ValueError where its first line does not say what it is."""
    recipe = folder / "recipe.py"
    path = recipe if recipe.exists() else folder / "submission.py"
    text = path.read_text(encoding="utf-8")
    head = HEAD.match(text.partition("\n")[0])
    if not head:
        raise ValueError(f"{path}: the first line must be '# Goal: ... . Earns POINTS.'")
    return Sample(folder.name, head[1], float(head[2]), text, recipe.exists())


def samples() -> list[Sample]:
    """All samples by name."""
    return [sample(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir() and folder.name != "__pycache__"]


SAMPLES = {one.name: one for one in samples()}
