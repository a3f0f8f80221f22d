"""No submission holds up a class, the judge least of all: time and memory are bounded for a submission as a whole."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue

import msgspec
import pytest

from grader.classroom.assignment import Assignment, Limits
from grader.classroom.batch import ClassSettings, Lanes, grade_task
from grader.classroom.turns import MAX_POSTPONED, Fault, Graded, Later, Postponed, Task, in_turn
from grader.exercise import catalogue
from grader.formats.kinds import ONE, Setting
from grader.grade import Grader, Sheets
from grader.judging.share import TooCostly, limit_share, spend
from grader.report import MAX_FRAMES, MAX_NAME, MAX_PRINTED, MAX_SENTENCE, Isolation, Outcome, Report
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import Workers
from grader.submissions.roster import Learner
from grader.submissions.submission import Source, Submission
from tests.batch.conftest import RIGHT

HANGS = (
    "import time\nclass MultiplyGate:\n    def forward(self, x, y):\n        time.sleep(60)\n    backward = forward\n"
)
LISTS = """
import numpy as np
A = [np.zeros(1 + i % 2) for i in range(3300)]
class AddGate:
    def forward(self, x, y): return A
    def backward(self, dz): return A, A
class MaxGate(AddGate): pass
"""
WORDS = "FLOOD " * 50_000
FLOODS = {
    "exception": f"def softmax(z):\n    raise ValueError({WORDS!r})",
    "names": "def topological_sort(parents):\n    return [tuple('%06d' % i + 'a b' * 640 for i in range(2000))]",
    "text": f"def softmax(z):\n    return {WORDS!r}",
    "prints": f"print({WORDS!r} * 40)\n" + RIGHT,
    "keys": "def softmax(z):\n    return {('k%d ' % i) * 99: 1.0 for i in range(5000)}",
    "exception class": f"class E(Exception): pass\nE.__name__ = {WORDS!r}\ndef softmax(z):\n    raise E('x')",
    "long lines": f"def softmax(z):\n    x = {WORDS!r}; raise ValueError(x)",
    "many frames": "def f(n):\n    return f(n - 1) if n else 1 / 0\ndef softmax(z):\n    return f(300)",
    "constant": f"F_GRAPH_1 = {{'a': {WORDS!r}, 'df_da': {WORDS!r}}}\nF_GRAPH_2 = F_GRAPH_1\nJ_GRAPH = F_GRAPH_1",
    "syntax error": f"x = ({WORDS!r}",
    "surrogates": "def softmax(z):\n    raise ValueError('\\udcff' * 5000)",
}


@pytest.fixture(scope="module")
def workers() -> Iterator[Workers]:
    made = open_workers()
    yield made
    made.close()


def grade(workers: Workers, *texts: str, clock: Clock | None = None) -> Report:
    sources = tuple(Source(f"f{number}.py", text.encode()) for number, text in enumerate(texts))
    return Grader(workers, Sheets(), clock or Clock()).report(Submission("ada", sources))


@pytest.mark.parametrize("turn", [0.0, 0.05, 0.2])
def test_a_turn_that_ends_between_two_files_is_in_nobody_elses_way(turn: float, workers: Workers) -> None:
    """The worker in which the next file would have been read is given back: the lane goes on with it."""
    settings = ClassSettings(Assignment(), 0)
    grader = settings.grader(workers, Sheets(), Isolation())
    many = tuple(Source(f"f{number}.py", b"x = 1") for number in range(200))
    honest = Submission("ada", (Source("ex03.py", RIGHT.encode()),))
    assert isinstance(
        grade_task(grader, settings, Task(Learner("eve", (), ()), Submission("eve", many), turn)), Postponed
    )
    assert isinstance(grade_task(grader, settings, Task(Learner("ada", (), ()), honest)), Graded)


def test_what_a_fault_of_ours_leaves_behind_is_in_nobody_elses_way(workers: Workers) -> None:
    settings = ClassSettings(Assignment(), 0)
    grader = settings.grader(workers, Sheets(), Isolation())
    task = Task(Learner("ada", (), ()), Submission("ada", (Source("ex03.py", RIGHT.encode()),)))
    workers.lend()  # and never given back
    assert [type(grade_task(grader, settings, task)) for _ in range(2)] == [Fault, Graded]


@pytest.mark.parametrize(("turn", "first"), [(0.2, "honest"), (math.inf, "hangs")])
def test_those_that_wait_behind_a_slow_one_come_before_it(turn: float, first: str) -> None:
    """With an endless first turn (the control) they wait."""
    lanes = Lanes(ClassSettings(Assignment(limits=Limits(0.5, 1.0)), 0), 1)
    lanes.turn = turn
    tasks = [Task(Learner(name, (), ()), Submission(name, (Source("ex03.py", text.encode()),))) for name, text in
             (("hangs", HANGS), ("honest", RIGHT), ("honest too", RIGHT))]  # fmt: skip
    found = [one for one in lanes.results(tasks) if isinstance(one, Graded)]
    lanes.close()
    assert found[0].learner.key.partition(" ")[0] == first
    outcomes = {one.learner.key: one.report.outcome for one in found}
    assert outcomes == {"hangs": Outcome.TIMED_OUT, "honest": Outcome.PASSED, "honest too": Outcome.PASSED}


@pytest.mark.parametrize("lasting", [True, False])
def test_everyone_has_a_short_first_turn_however_much_waits_for_its_second(tmp_path: Path, lasting: bool) -> None:
    """What there is no room for is read again. (With an endless turn where the room was full, four such entries held up a whole class.)"""
    (tmp_path / "eve.py").write_text("x = 1")
    learner = Learner("eve", (str(tmp_path / "eve.py"),), ("eve.py",))
    big = Submission("eve", (Source("eve.py", b"#" * (MAX_POSTPONED // 4)),))
    turns, todo, done = list[float](), SimpleQueue[Task | None](), SimpleQueue[Graded | Fault | Postponed | Exception]()

    def lane() -> None:
        while task := todo.get():
            turns.append(task.turn)
            if not lasting:
                (tmp_path / "eve.py").unlink(missing_ok=True)
            done.put(Postponed(task) if task.turn < math.inf else Fault(task.learner, "done"))

    threading.Thread(target=lane, daemon=True).start()
    found = list(in_turn([Task(learner, big)] * 20, todo, done, 2, 0.1))
    todo.put(None)
    assert turns[:20] == [0.1] * 20 and turns[20:] == [math.inf] * (20 if lasting else 4)
    assert len(found) == 20 and all(isinstance(one, Fault) for one in found)
    assert sum("cannot be read any more" in one.reason for one in found if isinstance(one, Fault)) == (
        0 if lasting else 16
    )


def test_what_waits_is_not_begun_where_the_run_was_stopped() -> None:
    later = Later(is_stopped=lambda: True)
    later.add(Task(Learner("eve", (), ()), Submission("eve", ())))
    assert list(later.tasks()) == []


def test_a_submission_of_many_slow_files_has_the_time_of_one(workers: Workers) -> None:
    clock = Clock(0.2, 0.3)
    begin = time.monotonic()
    report = grade(
        workers, *[HANGS.replace("MultiplyGate", f"X{n}") + HANGS for n in range(3)], *[HANGS] * 60, clock=clock
    )
    took = time.monotonic() - begin
    assert report.outcome is Outcome.TIMED_OUT
    assert took < 20 * clock.whole  # of 63 x 0.3 s that each file by itself may take, and generously at that


def test_what_is_not_graded_for_want_of_time_is_said(workers: Workers) -> None:
    report = grade(workers, "while True: pass\ndef softmax(z): pass\n", RIGHT, clock=Clock(0.05, 0.05))
    words = " ".join(
        [*report.notes, report.problem, *(c.reason for e in report.exercises for t in e.targets for c in t.cases)]
    )
    assert "is used up" in words or "did not finish" in words


def test_lists_of_lists_take_no_more_of_the_judge_than_other_answers(workers: Workers) -> None:
    begin = time.thread_time()
    report = grade(workers, LISTS)
    assert report.outcome is Outcome.FAILED
    assert time.thread_time() - begin < 2  # seconds of the judge's own, where half of one is used; they took it twenty


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("target", ["affine_backward", "layernorm_backward"])
@pytest.mark.parametrize(
    "value", ["[1e308] * 3", "[1e-310] * 3", "(1e308 * np.ones((2, 2)),) * 3", "np.ma.masked_all(3)"]
)
def test_no_number_of_a_learners_is_a_warning_and_so_a_fault_of_ours(target: str, value: str, workers: Workers) -> None:
    report = grade(workers, f"import numpy as np\ndef {target}(*given, **named):\n    return {value}\n")
    assert report.outcome in (Outcome.FAILED, Outcome.RAISED), report


def test_a_share_that_is_used_up_ends_the_judging() -> None:
    with pytest.raises(TooCostly), limit_share(0.01):
        while True:
            spend()
    spend()  # outside of it nothing is counted


def test_an_exercise_that_takes_more_than_its_share_is_timed_out(
    workers: Workers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("grader.grade.JUDGING", 0.0)
    (exercise,) = grade(workers, RIGHT).exercises
    assert exercise.outcome is Outcome.TIMED_OUT and exercise.score == 0
    assert "return just that" in exercise.targets[0].cases[0].reason


def test_answers_are_kept_up_to_a_bound(workers: Workers) -> None:
    """Each is within what one answer may have; together they are not."""
    big = "import numpy as np\nclass MultiplyGate:\n    def forward(self, x, y): return np.zeros(250_000)\n"
    big += "    def backward(self, dz): return np.zeros(250_000)\n"
    reasons = [case.reason for target in grade(workers, big).exercises[0].targets for case in target.cases]
    assert any("together larger than 16 MB" in reason for reason in reasons), reasons


@pytest.mark.parametrize("name", FLOODS)
def test_what_a_learner_floods_is_bounded_in_every_format(workers: Workers, name: str) -> None:
    report = grade(workers, FLOODS[name])
    cases = [case for exercise in report.exercises for target in exercise.targets for case in target.cases]
    for case in cases:
        assert max(map(len, (case.name, case.where or "", case.got or "", case.expected or ""))) <= MAX_NAME
        assert max(len(case.reason), len(case.note)) <= MAX_SENTENCE and len(case.frames) <= MAX_FRAMES
    assert sum(len(exercise.printed) for exercise in report.exercises) <= MAX_PRINTED
    assert len(msgspec.json.encode(report)) < 64_000 + 4 * MAX_PRINTED
    for kind, write in ONE.items():
        text = write(report, Setting())
        assert len(text) < 200_000 + 4 * MAX_PRINTED, kind
        text.encode("utf-8")


def test_the_control_does_flood() -> None:
    """The same texts, where nothing is bounded."""
    assert len(str(ValueError(WORDS))) > 64_000 + 4 * MAX_PRINTED - 32_000


def test_no_exercise_is_broken_by_the_form_of_an_answer(workers: Workers, tmp_path: Path) -> None:
    """Every name that is asked for, defined as something that returns lists of odd things."""
    odd = "lambda *a, **k: [[1.0, [2.0]], 'x', {'k': []}, None, [[[]]], 1e308, True]"
    for entry in catalogue.entries():
        text = "\n".join(f"{name} = {odd}" for name in catalogue.names_in(entry.stub))
        broken = [e for e in grade(workers, text).exercises if e.outcome is Outcome.BROKEN]
        assert not broken, broken
