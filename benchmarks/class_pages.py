"""The pages of a class of 1,000 learners with 30 exercises each: python -m benchmarks.class_pages [--size 1000]

The bars: at most 10 s of processor time and 30 MB. Eight files of 30 exercises are graded, each with other wrong answers of
tests/submissions among the worked solutions; every learner of the class has one of the eight reports, and a text that differs a little.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from grader.classroom.assignment import Assignment
from grader.classroom.batch import ClassSettings
from grader.classroom.copies import Fingerprint, fingerprint
from grader.classroom.gradebook import Gradebook
from grader.exercise.catalogue import entries
from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import Report
from grader.sandbox.opening import open_workers
from grader.submissions.submission import Source, Submission
from nncli.classroom.class_pages import write_class_pages

ROOT = Path(__file__).resolve().parent.parent
EXERCISES, KINDS, SEED = 30, 8, 20_260
WRONG_SHARE = 0.3


def files(rng: random.Random) -> Iterator[Source]:
    """An answer to each of the first exercises, some of them wrong."""
    for entry in entries()[:EXERCISES]:
        wrong = sorted((ROOT / "tests" / "submissions").glob(f"{entry.number:02}_*__wrong_*/*.py"))
        path = rng.choice(wrong) if wrong and rng.random() < WRONG_SHARE else entry.solution
        yield Source(entry.file_name, path.read_bytes())


def reports(rng: random.Random) -> list[tuple[Report, dict[int, str]]]:
    """A report of each kind, and the text of each exercise by its number."""
    workers = open_workers("auto")
    grader = Grader(workers, Sheets(SEED))
    found = []
    for _ in range(KINDS):
        sources = tuple(files(rng))
        report = grader.report(Submission("one", sources))
        numbers = [entry.number for entry in entries()[:EXERCISES]]
        found.append((report, {number: one.content.decode() for number, one in zip(numbers, sources, strict=True)}))
    workers.close()
    return found


def texts(known: dict[int, str], rng: random.Random) -> dict[int, Fingerprint]:
    """Each text with a function of its own behind it: no two learners write the same."""
    made = {}
    for number, text in known.items():
        sums = "".join(f"    a{rng.randrange(9)} = x * {rng.random():.6f} + {rng.random():.6f}\n" for _ in range(6))
        if (one := fingerprint(f"{text}\n\ndef mine(x):\n{sums}    return x\n")) is not None:
            made[number] = one
    return made


def fill(book: Gradebook, size: int) -> None:
    rng = random.Random(SEED)
    key = ClassSettings(Assignment(), SEED).key
    kinds = reports(rng)
    for number in range(size):
        report, known = kinds[number % KINDS]
        named = replace(report, name=f"learner{number:05}", sha256=f"{number:064x}")
        book.record(named, key, texts=texts(known, rng))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000)
    size = parser.parse_args().size
    with tempfile.TemporaryDirectory() as folder:
        with Gradebook(Path(folder) / "grades.db") as book:
            fill(book, size)
            gc.disable()  # as nncli does
            begin = time.process_time()
            write_class_pages(book, Path(folder) / "class", "all", None)
            seconds = time.process_time() - begin
        sizes = {path.name: path.stat().st_size for path in (Path(folder) / "class").rglob("*.html")}
    index = sizes.pop("index.html")
    print(f"{size} learners, {EXERCISES} exercises each: {seconds:.1f} s of processor time (bar 10)")
    print(f"  {(index + sum(sizes.values())) / 1e6:.1f} MB (bar 30); the index {index / 1e6:.2f} MB (bar 1)")
    print(f"  a learner's page {max(sizes.values()) / 1e3:.0f} kB at most")


if __name__ == "__main__":
    main()
