"""A class of 100 honest and 10 hostile submissions on two lanes: python -m benchmarks.hostile_class

The bar: the class takes at most three times as long as the hostile submissions' own time limits explain, and the honest ones are done
first, or beside them. What is printed are seconds of one run, and ratios within that run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings, Lanes
from grader.classroom.turns import FIRST_TURN, Graded, Task
from grader.exercise.catalogue import find
from grader.submissions.roster import Learner
from grader.submissions.submission import Source, Submission

LANES, HONEST, SEED = 2, 100, 20_260
GATE = "class MultiplyGate:\n    def forward(self, x, y):\n        {}\n    backward = forward\n"
LISTS = "import numpy as np\nA = [np.zeros(1 + i % 2) for i in range(3300)]\nclass AddGate:\n    def forward(self, x, y): return A\n"
# Name, the files, and for how many exercises its own time limits allow it to run.
HOSTILE: list[tuple[str, list[str], int]] = [
    ("hangs in a call", [GATE.format("while True: pass")], 1),
    ("hangs when it is run", ["while True: pass\n" + GATE.format("return x")], 1),
    ("sleeps", ["import time\n" + GATE.format("time.sleep(99)")], 1),
    ("four files that hang", [GATE.format("while True: pass").replace("MultiplyGate", name) for name in
                              ("MultiplyGate", "AddGate", "MaxGate", "MultiplyGate")], 4),
    ("two hundred files that hang", [GATE.format("while True: pass")] * 200, 6),
    ("lists of lists", [LISTS + "    def backward(self, dz): return A, A\nclass MaxGate(AddGate): pass\n"], 1),
    ("a flood of words", ["def topological_sort(parents):\n    return [tuple('%06d' % i + 'a b' * 640 for i in range(2000))]"], 1),
    ("a flood of prints", ["def softmax(z):\n    while True: print('x' * 10000)"], 1),
    ("memory", ["def softmax(z):\n    held = []\n    while True: held.append(bytearray(1 << 24))"], 1),
    ("threads", ["import _thread, time\ndef softmax(z):\n    while True: _thread.start_new_thread(time.sleep, (9,))"], 1),
]  # fmt: skip


def task(name: str, files: list[str]) -> Task:
    sources = tuple(Source(f"f{number:03}.py", text.encode()) for number, text in enumerate(files))
    return Task(Learner(name, (), ()), Submission(name, sources))


def tasks() -> Iterator[Task]:
    """The hostile ones come first, where they can do most harm."""
    yield from (task(name, files) for name, files, _ in HOSTILE)
    right = find("3").solution.read_text(encoding="utf-8")
    yield from (task(f"honest {number}", [f"{right}# {number}\n"]) for number in range(HONEST))


def main() -> None:
    lanes = Lanes(ClassSettings(Assignment(), SEED), LANES)
    begin, ends, marks = time.monotonic(), dict[str, float](), dict[str, float]()
    for found in lanes.results(tasks()):
        ends[found.learner.key] = time.monotonic() - begin
        marks[found.learner.key] = found.report.score if isinstance(found, Graded) else -1.0
    lanes.close()
    honest = [seconds for name, seconds in ends.items() if name.startswith("honest")]
    limit = lanes.graders[0].clock.submission
    explained = sum(min(exercises, 6) * limit for _, _, exercises in HOSTILE) / LANES
    for name, _, _ in HOSTILE:
        print(f"{name:32} done after {ends[name]:6.1f} s, {marks[name]:g} points")
    print(
        f"{HONEST} honest ones: the last after {max(honest):.1f} s; {sum(marks[n] == 3.0 for n in marks)} with full marks"
    )
    print(
        f"all: {max(ends.values()):.1f} s; own time limits explain {explained:.0f} s; ratio {max(ends.values()) / explained:.2f} (bar 3)"
    )
    first = len(HOSTILE) * FIRST_TURN / LANES
    print(f"the first turns of the hostile ones explain {first:.0f} s before the last honest one")


if __name__ == "__main__":
    main()
