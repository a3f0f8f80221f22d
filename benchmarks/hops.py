"""How often one grade goes from a file of ours to another: a measure of how far a reader of the code must travel.

    python benchmarks/hops.py [SUBMISSION]

Counted in the judge's process with sys.setprofile, from the read submission to the report; start-up, and the library's files, are
left out. A hop is a call from a function of one of our files to a function of another.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from grader.grade import Grader
from grader.sandbox.opening import open_workers
from grader.submissions.submission import read

ROOT = Path(__file__).resolve().parent.parent
OURS = (str(ROOT / "grader"), str(ROOT / "nncli"), str(ROOT / "exercises"))


def main() -> None:
    """Grade once to load what is loaded lazily and to make the sheets, then once more and count."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "solutions" / "03_multiply_gate.py"
    workers = open_workers()
    grader, submission, hops, files = Grader(workers), read(path), Counter[tuple[str, str]](), set[str]()
    grader.report(submission)

    def count(frame: FrameType, event: str, _: Any) -> None:
        caller = frame.f_back
        if event != "call" or caller is None:
            return
        here, there = frame.f_code.co_filename, caller.f_code.co_filename
        if here.startswith(OURS):
            files.add(here)
            if there != here and there.startswith(OURS):
                hops[there.removeprefix(str(ROOT)), here.removeprefix(str(ROOT))] += 1

    grader = Grader(workers)  # its questions are made within what is counted
    sys.setprofile(count)
    report = grader.report(submission)
    sys.setprofile(None)
    workers.close()
    print(f"{report.name}: {report.score:g} of {report.max_score:g}; {hops.total()} hops between {len(files)} files")
    for (caller, callee), number in hops.most_common(12):
        print(f"{number:>6}  {caller} -> {callee}")


if __name__ == "__main__":
    main()
