"""How fast derivations are judged, and how well wrong steps are named.

    python benchmarks/derivations.py [COUNT]

COUNT (200) slips, each applied at a random place of a right derivation by a random rule; half of the lines are then carried further by
rules of differentiation, as a learner would. A name is right if it is the slip's own, or that of another slip that writes the very same
line; it is `another` if it is the name of a different slip that gives the same numbers on the same line; it is false if neither.
Processor time, since that does not depend on what else runs; the ratio to one derivation read and compared stands beside it.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from grader.derivation.problem import PreparedProblem
from grader.derivation.slips.candidates import Change
from grader.derivation.slips.expansions import expansions
from grader.derivation.slips.playing import WrongDerivation, changes_before, line_before, play_slip
from grader.derivation.slips.search import SlipSearch
from grader.derivation.steps.checker import grade_derivation
from grader.derivation.unreadable import UnreadableLine
from tests.derivation.problems import PROBLEMS, RIGHT, right_lines

TEN_LINES = (
    *right_lines("dL_dphi"),
    *("(φ - y)/(φ - φ·φ)", "-(y - φ)/(φ·(1 - φ))", "φ/(φ·(1 - φ)) - y/(φ·(1 - φ))", "(φ - y)/φ/(1 - φ)"),
)


def generate(count: int, seed: int) -> list[tuple[PreparedProblem, WrongDerivation, set[str], set[str]]]:
    """Wrong derivations, each with the names that write this line and those that give these numbers."""
    choose, found = random.Random(seed), []
    while len(found) < count:
        name = choose.choice(sorted(RIGHT))
        problem, lines = PROBLEMS[name], right_lines(name)
        number = choose.randrange(len(lines)) + 1
        changes = changes_before(problem, lines, number)
        slug = choose.choice(sorted({change.slug for change in changes}))
        change = choose.choice([change for change in changes if change.slug == slug])
        same_line = {other.slug for other in changes if other.tree == change.tree}
        carried = choose.choice([change.tree, choose.choice(expansions(change.tree, problem.definitions))])
        try:
            played = list(play_slip(problem, lines, number, Change(slug, "", carried)))
            found += [
                (problem, wrong, same_line, same_numbers(problem, lines, number, change, changes)) for wrong in played
            ]
        except UnreadableLine:
            continue
    return found


def same_numbers(
    problem: PreparedProblem, lines: tuple[str, ...], number: int, change: Change, changes: list[Change]
) -> set[str]:
    """The names of all slips on the same line that give the same numbers."""
    search = SlipSearch(problem, line_before(problem, lines, number), change.tree)
    return {other.slug for other in changes if search.gives(other.tree, search.got)}


def processor_time(problem: PreparedProblem, text: str) -> float:
    """Milliseconds for one derivation."""
    started = time.process_time()
    grade_derivation(problem, text)
    return 1000 * (time.process_time() - started)


def main(count: int) -> None:
    """Prints the figures."""
    verdicts, times, lines_found = Counter[str](), [], 0
    for problem, wrong, same_line, equal in generate(count, seed=11):
        text = "\n".join(wrong.lines)
        started = time.process_time()
        result = grade_derivation(problem, text)
        times.append(1000 * (time.process_time() - started))
        lines_found += result.wrong == wrong.wrong
        slug = result.slip.slug if result.slip else ""
        verdicts["right" if slug in same_line else "none" if not slug else "another" if slug in equal else "false"] += 1
    right = statistics.median(processor_time(PROBLEMS["dL_dphi"], "\n".join(TEN_LINES)) for _ in range(9))
    print(f"{count} wrong derivations: the line found in {lines_found}")
    print(
        f"  named rightly {verdicts['right']}, another name for the same numbers {verdicts['another']}, "
        f"falsely {verdicts['false']}, not named {verdicts['none']}"
    )
    print(f"  {right:.1f} ms  a right derivation of {len(TEN_LINES)} lines (bar 20)")
    print(f"  {statistics.median(times):.1f} ms  a wrong one, named, median; {max(times):.0f} at most (bar 100)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
