"""Zygotes: what a worker inherits from one, what it does not, and how a second one is had."""

from __future__ import annotations

import os
import select
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import wire
from grader.grade import Grader
from grader.report import Report
from grader.sandbox.zygotes import Zygotes
from grader.submissions.submission import Source, Submission
from tests.hostile_support.processes import is_running

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux only")

SOLUTIONS = Path(__file__).parent.parent / "solutions"
RIGHT = (SOLUTIONS / "03_multiply_gate.py").read_bytes()


@pytest.fixture
def zygotes() -> Iterator[Zygotes]:
    made = Zygotes()
    yield made
    made.close()


def said_by_worker(zygotes: Zygotes, expression: str, before: str = "", random: bool = False) -> str:
    """What a new worker prints of an expression."""
    content = f"import gc, os, sys\n{before}\nprint({expression})\n".encode()
    with zygotes.lend(random=random) as worker:
        for request in (wire.Scan("a.py", content), wire.Load("a.py", content, {}, b"")):
            reply = wire.read_reply(worker.exchange(wire.frame(request), 10.0))
    assert isinstance(reply, wire.Loaded), reply
    return worker.printed.strip()


def report(*zygotes: Zygotes, files: bytes = RIGHT) -> Report:
    grader = Grader(zygotes[0], more=zygotes[1] if len(zygotes) > 1 else None)
    return grader.report(Submission("a.py", (Source("a.py", files),)))


def process_of(zygotes: Zygotes) -> int:
    assert zygotes.isolation and zygotes.process
    return zygotes.process


def is_gone(process: int) -> bool:
    for _ in range(200):
        if not is_running(process):
            return True
        time.sleep(0.01)
    return False


# ------------------------------------------------------------------------------------------------------------ what is inherited


def test_a_worker_has_its_line_and_three_streams_open_and_nothing_else(zygotes: Zygotes) -> None:
    find = "found = []\nfor d in range(64):\n    try:\n        os.fstat(d)\n        found.append(d)\n    except OSError:\n        pass"
    assert len(said_by_worker(zygotes, "*found", find).split()) == 5


def test_a_worker_reads_nothing_on_its_standard_input(zygotes: Zygotes) -> None:
    assert said_by_worker(zygotes, "repr(sys.stdin.read())") == "''"


def test_a_worker_collects_its_own_garbage_and_nothing_that_it_shares(zygotes: Zygotes) -> None:
    enabled, shared = said_by_worker(zygotes, "gc.isenabled(), gc.get_freeze_count()").split()
    assert enabled == "True"
    assert int(shared) > 10_000


@pytest.mark.parametrize("random", [False, True])
def test_generators_of_random_numbers_are_loaded_where_they_are_asked_for(zygotes: Zygotes, random: bool) -> None:
    assert said_by_worker(zygotes, "'numpy.random' in sys.modules", random=random) == str(random)


def test_a_file_that_draws_random_numbers_unannounced_may(zygotes: Zygotes) -> None:
    assert said_by_worker(zygotes, "__import__('numpy').random.default_rng(0).integers(1, 2)") == "1"


@pytest.mark.parametrize(
    "expression",
    [
        "__import__('numpy.typing').typing.NDArray[np.float64]",
        "pickle.loads(np.arange(3).dumps()).sum()",
        "np.linalg.eigh(np.eye(2)).eigenvalues.sum()",
        "np.load(io.BytesIO(written.getvalue()), allow_pickle=True)['a'].shape",
    ],
)
def test_what_numpy_was_loaded_without_is_there_when_it_is_asked_for(zygotes: Zygotes, expression: str) -> None:
    before = "import io, pickle, numpy as np\nwritten = io.BytesIO()\nnp.savez(written, a=np.array([None, {}]))"
    assert said_by_worker(zygotes, expression, before) == str(_value(expression, before))


def _value(expression: str, before: str) -> object:
    names: dict[str, object] = {}
    exec(before, names)
    return eval(expression, names)


def test_a_worker_with_random_numbers_has_the_real_secrets_and_draws_other_numbers_than_the_next(
    zygotes: Zygotes,
) -> None:
    before = "import numpy as np, random, secrets"
    expression = "len(secrets.token_hex(4)), secrets.choice([7]), np.random.default_rng().random(), random.random()"
    first, second = (said_by_worker(zygotes, expression, before, random=True).split() for _ in range(2))
    assert first[:2] == second[:2] == ["8", "7"]
    assert first[2] != second[2] and first[3] != second[3]


def test_a_worker_that_was_forked_ahead_is_the_next_one(zygotes: Zygotes) -> None:
    process = process_of(zygotes)
    zygotes.lend_ahead(random=False)
    assert said_by_worker(zygotes, "os.getppid()") == str(process)
    assert said_by_worker(zygotes, "1") == "1"


def test_one_that_was_forked_ahead_for_another_kind_of_file_makes_way(zygotes: Zygotes) -> None:
    process_of(zygotes)
    zygotes.lend_ahead(random=False)
    assert said_by_worker(zygotes, "'numpy.random.mtrand' in sys.modules", random=True) == "True"


def scan(name: str) -> bytes:
    """The request to read a file that defines this name."""
    return wire.frame(wire.Scan("a.py", f"def {name}(): pass".encode()))


def test_a_worker_that_was_forked_ahead_reads_the_file_before_it_is_asked(zygotes: Zygotes) -> None:
    assert zygotes.isolation
    zygotes.lend_ahead(random=False, request=scan("f"))
    assert zygotes.ahead and select.select([zygotes.ahead.worker.line.replies], [], [], 10.0)[0]
    ahead = zygotes.ahead.worker
    with zygotes.lend(request=scan("f")) as worker:
        assert worker is ahead
        assert [wire.read_reply(worker.exchange(scan(name), 10.0)).names for name in "fg"] == [["f"], ["g"]]
        assert worker.elapsed > 0.0


def test_one_that_reads_another_file_makes_way(zygotes: Zygotes) -> None:
    assert zygotes.isolation
    zygotes.lend_ahead(random=False, request=scan("f"))
    with zygotes.lend(request=scan("g")) as worker:
        assert wire.read_reply(worker.exchange(scan("g"), 10.0)).names == ["g"]


def test_a_worker_that_was_forked_ahead_and_not_needed_ends(zygotes: Zygotes) -> None:
    process_of(zygotes)
    zygotes.lend_ahead(random=False)
    assert zygotes.ahead
    process = zygotes.ahead.worker.process
    zygotes.close()
    assert process and is_gone(process)


def test_a_zygote_rehearses_while_it_waits_and_leaves_nothing_of_it_behind(zygotes: Zygotes) -> None:
    state = "*sorted(sys.modules), len(sys.meta_path), gc.get_freeze_count()"
    at_once, process = said_by_worker(zygotes, state), process_of(zygotes)
    time.sleep(0.5)
    *later, shared = said_by_worker(zygotes, state).split()
    assert later == at_once.split()[:-1]
    assert int(shared) >= int(at_once.split()[-1])
    assert process_of(zygotes) == process


def test_a_rehearsal_ends(zygotes: Zygotes) -> None:
    """Or a zygote that nobody asks would never rest."""

    def processor_time() -> int:
        with open(f"/proc/{process_of(zygotes)}/stat", encoding="utf-8") as stat:
            return sum(map(int, stat.read().rpartition(")")[2].split()[11:13]))

    time.sleep(0.5)
    before = processor_time()
    time.sleep(0.5)
    assert processor_time() - before <= 1


def test_a_zygote_wears_what_its_workers_wear(zygotes: Zygotes) -> None:
    """Limits, Landlock and the ban on new privileges are put on once, in the zygote, before its first worker."""
    said_by_worker(zygotes, "1")
    with open(f"/proc/{process_of(zygotes)}/status", encoding="utf-8") as status:
        assert "NoNewPrivs:\t1\n" in status.readlines()
    with open(f"/proc/{process_of(zygotes)}/limits", encoding="utf-8") as limits:
        assert next(line for line in limits if line.startswith("Max file size")).split()[3:5] == ["0", "0"]


# ------------------------------------------------------------------------------------------------------------------------ clones


def test_a_clone_grades_beside_its_zygote(zygotes: Zygotes) -> None:
    clone = zygotes.clones(1)[0]
    try:
        with zygotes.lend():  # which is busy meanwhile
            assert report(clone) == report(clone)
        assert report(clone) == report(zygotes)
        assert clone.isolation == zygotes.isolation
    finally:
        clone.close()


def test_a_clone_ends_with_its_line(zygotes: Zygotes) -> None:
    clone = zygotes.clones(1)[0]
    process = process_of(clone)
    clone.close()
    assert is_gone(process)
    assert report(zygotes).outcome.value == "passed"


def test_a_clone_that_has_died_is_replaced(zygotes: Zygotes) -> None:
    clone = zygotes.clones(1)[0]
    process = process_of(clone)
    os.kill(process, signal.SIGKILL)
    assert is_gone(process)
    assert report(clone).outcome.value == "passed"
    clone.close()


def test_a_worker_ends_with_the_clone_that_forked_it(zygotes: Zygotes) -> None:
    clone = zygotes.clones(1)[0]
    worker, content = clone.lend(), b"import os\n\n\ndef process():\n    return os.getpid()\n"
    for request in (wire.Load("a.py", content, {}, b""), wire.Call("process", "", [{}], [])):
        answer = wire.read_reply(worker.exchange(wire.frame(request), 10.0))
    assert isinstance(answer, wire.CallReply)
    process = wire.revive(answer.runs[0].value)
    os.kill(process_of(clone), signal.SIGKILL)
    assert is_gone(process)
    worker.close()
    clone.close()


def test_a_zygote_that_lends_a_worker_is_asked_for_nothing_else(zygotes: Zygotes) -> None:
    with zygotes.lend(), pytest.raises(AssertionError, match="while no worker of it is lent"):
        zygotes.clones(1)[0]


def test_the_exercises_of_a_file_are_graded_side_by_side_as_one_after_the_other(zygotes: Zygotes) -> None:
    files = b"\n\n".join(path.read_bytes() for path in sorted(SOLUTIONS.glob("*.py"))[:9])
    clone = zygotes.clones(1)[0]
    try:
        assert report(zygotes, clone, files=files) == report(zygotes, files=files)
    finally:
        clone.close()
