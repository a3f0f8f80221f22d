"""What a check in a notebook costs beyond its cases: the second `nncli.check` of a kernel beside `import numpy`, in one run.

A real kernel runs the cells. What the cases themselves take is measured in the same kernel, by grading the same cells with a judge whose
workers are warm and whose questions are prepared: what is left is what a check adds. `python benchmarks/notebook.py [checks]`.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from jupyter_client.manager import start_new_kernel

ROOT = Path(__file__).resolve().parent.parent
BAR = 0.25
TIMED = """
import time as _time
def _seconds(call):
    start = _time.perf_counter()
    call()
    return _time.perf_counter() - start
"""
CASES = """
from nncli.notebook.judge import CLOCK, kernel_judge
from grader.exercise.catalogue import find
from grader.judging.judge import judge_case
from grader.sandbox.session import Session
from grader.submissions.submission import Source
_judge, _entry = kernel_judge(), find("3")
_sheet = _judge.sheets[0].of(_entry)
def _cases():
    session = Session(_judge.workers, Source("answer.py", ANSWER.encode()), CLOCK)
    session.scan()
    session.begin(_entry.probe)
    for questions in _sheet.questions.values():
        for question in questions:
            judge_case(question, session.ask(question.call, question.target.seconds, question.observations))
    session.close()
"""


def run(client: object, code: str) -> str:
    """A cell's result as text. Raises AssertionError where it raised."""
    said: list[str] = []

    def hear(message: dict[str, object]) -> None:
        content = message["content"]
        if message["msg_type"] == "execute_result":
            said.append(content["data"]["text/plain"])  # type: ignore[index]

    reply = client.execute_interactive(code, output_hook=hear, timeout=120)  # type: ignore[attr-defined]
    assert reply["content"]["status"] == "ok", reply["content"]
    return "".join(said)


def seconds_to_import() -> float:
    """`import numpy`, the statement alone, in an interpreter of its own."""
    code = "import time; t = time.perf_counter(); import numpy; print(time.perf_counter() - t)"
    return float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout)


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    answer = next((ROOT / "solutions").glob("03_*.py")).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "NNCLI_STATE": folder, "NNCLI_REQUIRE_ISOLATION": "none"}
        manager, client = start_new_kernel(cwd=folder, env=environment)
        try:
            run(client, "import nncli" + TIMED)
            run(client, f"ANSWER = {answer!r}")
            run(client, answer)
            first = float(run(client, "_seconds(lambda: nncli.check(3))"))
            second = float(run(client, "_seconds(lambda: nncli.check(3))"))
            run(client, CASES)
            both, imports = [], []
            for turn in range(count):  # imports of NumPy between the checks meet the same load
                both.append(eval(run(client, "(_seconds(lambda: nncli.check(3)), _seconds(_cases))")))  # two numbers
                imports += [seconds_to_import()] if turn % 3 == 0 else []
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
    numpy = statistics.median(imports)
    check, cases = (statistics.median(times) for times in zip(*both, strict=True))
    ratio = (check - cases) / numpy
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores, {count} checks")
    print(f"{numpy * 1000:7.1f} ms  import numpy")
    print(f"{first * 1000:7.1f} ms  the first check of a kernel")
    print(f"{second * 1000:7.1f} ms  the second one")
    print(f"{check * 1000:7.1f} ms  a later one (median), of which the cases take {cases * 1000:.1f} ms")
    print(f"{ratio:7.2f} x   of import numpy beyond the cases (bar {BAR})")
    return 0 if ratio <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
