"""How long a class takes to be compared text by text, how much memory that needs, and how many honest pairs it would accuse.

    python benchmarks/copies.py [--sizes 250 1000 4000]

Two kinds of classes are written into a gradebook: short honest right answers to exercise 2, each step in one of the ways in which people
write it, and long ones (a solution of exercise 24 in which every author changes some lines). A tenth of the learners of each have copied
from another, under other names, comments and layout, and with a line changed. Then `nncli gradebook --similar` runs, as a process of
its own.

The bar: a class of 1,000 in at most 60 s on 2 cores, and memory that does not grow faster than the class.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from grader.classroom.assignment import Assignment  # noqa: E402
from grader.classroom.copies import alike_texts, fingerprint  # noqa: E402
from grader.classroom.gradebook import Gradebook, Key  # noqa: E402
from grader.exercise.catalogue import Entry, find  # noqa: E402
from grader.report import Isolation, Report  # noqa: E402
from tests.batch.honest_answers import copied_answer, honest_answer  # noqa: E402

LONG = find("24").solution.read_text(encoding="utf-8").split("\n")


def long_answer(draw: random.Random) -> str:
    """A solution of exercise 24 with a fifth of its lines of code changed by its author."""
    lines = [f"{line}  + {draw.random()}" if "return" in line and draw.random() < 0.2 else line for line in LONG]
    extra = "\n".join(
        f"def helper{n}(a):\n    return a * {draw.random()} - {draw.choice('abcde')}" for n in range(draw.randrange(9))
    )
    return "\n".join(lines) + "\n" + extra


def write_class(path: Path, entry: Entry, size: int, is_long: bool) -> tuple[float, int]:
    """A gradebook of so many learners; the seconds that reading the texts took, and how many have copied."""
    draw, seconds, copied = random.Random(size), 0.0, 0
    texts: list[str] = []
    with Gradebook(path) as book:
        book.claim(Assignment(exercises=(entry.number,)))
        for number in range(size):
            text = long_answer(draw) if is_long else honest_answer(draw)
            if number % 10 == 9:
                text, copied = copied_answer(draw.choice(texts), draw) + "\nlast = 1\n", copied + 1
            texts.append(text)
            began = time.perf_counter()
            made = fingerprint(text)
            seconds += time.perf_counter() - began
            assert made
            report = Report(f"learner {number}", f"{number}", 0, "1", Isolation())
            book.record(report, Key("s", {}), texts={entry.number: made})
    return seconds, copied


def compare(path: Path) -> tuple[float, float]:
    """Seconds and megabytes of `nncli gradebook --similar`."""
    program = (
        "import resource, sys; sys.argv[0] = 'nncli'; from nncli.cli import nncli\n"
        "try: nncli()\n"
        "finally: print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program, "gradebook", str(path), "--similar"], capture_output=True, text=True, check=True
    )
    return time.perf_counter() - began, int(done.stderr.split()[-1]) / 1024


def accused(entry: Entry, size: int) -> tuple[int, int]:
    """Of honest answers alone: the pairs that are named, and the learners whose text another has too."""
    draw = random.Random(size + 1)
    texts = {f"learner {n}": made for n in range(size) if (made := fingerprint(honest_answer(draw)))}
    found = list(alike_texts(texts, frozenset(), fingerprint(entry.stub), size))
    pairs = [one for one in found if one.how.startswith("alike")]
    return len(pairs), sum(len(one.learners) for one in found) - 2 * len(pairs)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[250, 1000, 4000])
    sizes = parser.parse_args().sizes
    for name, is_long in (("2", False), ("24", True)):
        entry = find(name)
        print(f"exercise {name}: {fingerprint(entry.solution.read_text(encoding='utf-8')).size} tokens in its solution")  # type: ignore[union-attr]
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "g.db"
                reading, _ = write_class(path, entry, size, is_long)
                seconds, megabytes = compare(path)
            print(
                f"  {size:5} learners: {reading:5.1f} s to read the texts, {seconds:5.1f} s and {megabytes:4.0f} MB to compare them"
            )
    for size in (30, 60, *sizes):
        pairs, same = accused(find("2"), size)
        of = size * (size - 1) // 2
        print(
            f"honest right answers to exercise 2, {size:5} of them: {pairs} of {of} pairs named; {same} have the text of another"
        )
    print(f"this process at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
