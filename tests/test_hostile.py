"""No submission awards itself a mark, reads an answer, harms the machine or stops the grading.

Every sample of tests/hostile goes through the real pipeline, in real workers. What each one does to a grader that runs everything in one
process is written in tests/hostile/README.md.
"""

from __future__ import annotations

import ctypes
import os
import re
import signal
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from grader.exercise.catalogue import data_folder
from grader.formats.json import report_json
from grader.grade import Grader
from grader.report import Isolation, Outcome, Report
from grader.sandbox.channel import UNASKED
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.spawn import NOT_CONFINED
from grader.submissions.files import SubmissionError
from grader.submissions.submission import read
from nncli.ui.console import show
from nncli.ui.render import report_view
from tests.hostile_support.course import ENVIRONMENT, Course, secrets_in, strays
from tests.hostile_support.forked import forked_workers
from tests.hostile_support.processes import adopt_orphans, descendants, left_since
from tests.hostile_support.samples import SAMPLES, Sample

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the processes of a sample are counted on Linux only")

NOBODY = 65_534
COMMAND = re.compile(r"##[\w.-]*\[")  # of Azure Pipelines and TeamCity too
PR_GET_DUMPABLE = 3
HONEST = data_folder("solutions") / "05_affine_forward.py"
MOST_SECONDS = 40
AS_NOBODY = "NNCLI_HOSTILE_AS_NOBODY"

FRESH = [
    "exit_at_import", "hunt_in_memory", "reads_files", "network", "fork_bomb", "frames_flooded", "frames_before_asked",
    "descriptors_closed", "print_1gb", "stops_itself", "forged_array_of_objects", "kills_judge", "system_calls",
]  # fmt: skip
FORKED = [
    "memory_scanned", "memory_written", "hunt_in_memory", "environment", "reads_files", "kills_judge", "kills_parent", "ptrace",
    "descriptors_closed", "descriptors_exchanged", "system_calls", "network", "fork_bomb", "shared_memory", "signals_ignored",
]  # fmt: skip
BY_COMMAND = [
    "terminal_escapes", "print_commands", "print_bidi", "print_markup", "exception_names", "frames_forged",
    "syntax_error_commands", "name_with_commands", "name_no_utf8", "name_bidi", "folder_for_a_file", "link_to_solution",
    "pipe", "helper_shadows", "environment", "notebook_surrogates", "names_are_tokens", "source_coding_unknown",
]  # fmt: skip


def gave_up(*_: object) -> NoReturn:
    raise TimeoutError(f"the grading did not end within {MOST_SECONDS} seconds")


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """Ends a test that hangs: a grading that never ends is a failure, not a wait."""
    before = signal.signal(signal.SIGALRM, gave_up)
    signal.alarm(MOST_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def planted() -> Iterator[None]:
    """Secrets in the environment of the judge, before any worker is there; orphans come to this process."""
    adopt_orphans()
    with pytest.MonkeyPatch.context() as patch:
        for name, value in ENVIRONMENT.items():
            patch.setenv(name, value)
        yield


def made_grader(make: str) -> Iterator[Grader]:
    workers = open_workers(make)
    yield Grader(workers, clock=Clock(case=0.4, submission=1.2), isolation=Isolation(*workers.isolation))
    workers.close()


@pytest.fixture(scope="module")
def grader(planted: None) -> Iterator[Grader]:
    yield from made_grader("auto")


@pytest.fixture(scope="module")
def fresh_grader(planted: None) -> Iterator[Grader]:
    yield from made_grader("fresh")


@pytest.fixture(scope="module")
def forked_grader(planted: None) -> Iterator[tuple[Grader, int]]:
    """A grader whose zygote was forked from a process that became a judge, and the number of that process."""
    with forked_workers() as (workers, judge):
        yield Grader(workers, clock=Clock(case=0.4, submission=1.2), isolation=Isolation(*workers.isolation)), judge


@pytest.fixture
def course() -> Iterator[Course]:
    made = Course()
    yield made
    made.close()


def graded(grader: Grader, path: Path) -> Report | None:
    """The report; None where the path itself is refused, which takes a reason."""
    try:
        return grader.report(read(path))
    except SubmissionError as refusal:
        assert str(refusal)
        return None


def is_clear(report: Report) -> bool:
    """An outcome that is not our fault, and a reason wherever something did not pass."""
    cases = [case for exercise in report.exercises for target in exercise.targets for case in target.cases]
    told = all(case.outcome is Outcome.PASSED or case.reason or case.got for case in cases)
    return report.outcome is not Outcome.BROKEN and told and bool(cases or report.problem)


def unseen(text: str) -> list[str]:
    """The characters that a terminal acts upon or hides, and the lines that a CI system takes for commands."""
    hidden = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    commands = [line for line in text.split("\n") if line.lstrip().startswith("::") or COMMAND.search(line)]
    return [repr(one) for one in text if one != "\n" and unicodedata.category(one) in hidden] + commands


def attack(
    sample: Sample, grader: Grader, course: Course, printed: Callable[[], str], judge: int | None = None
) -> None:
    """Grade the sample, then an honest file with the same grader; nothing of what the sample is after may have happened."""
    path = sample.placed(course, judge)
    processes, files = descendants(), course.state()
    report = graded(grader, path)
    assert left_since(processes) == set()
    assert (course.state(), strays()) == (files, [])
    if report is not None:
        show(report_view(report))
        text = printed()
        assert report.score == sample.earns, report
        assert is_clear(report), report
        assert unseen(text) == []
        said = text + report_json(report) + "".join(exercise.printed for exercise in report.exercises)
        assert secrets_in(said) == []
        assert grader.isolation.level != "strong" or "BREACH" not in said, said
    honest = grader.report(read(HONEST))
    assert honest.score == honest.max_score


@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="these tests run as an ordinary user already")
def test_all_of_this_holds_for_an_ordinary_user_too(planted: None) -> None:
    """First, since it takes longest where tests run side by side."""
    signal.alarm(0)
    user = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    environment = {**os.environ, AS_NOBODY: "1", "HOME": "/nonexistent", "PYTHONDONTWRITEBYTECODE": "1"}
    root = Path(__file__).parent.parent
    probe = [sys.executable, "-c", "import numpy, msgspec, pytest, grader"]
    try:
        subprocess.run(probe, check=True, capture_output=True, cwd=root, env=environment, **user)  # type: ignore[call-overload]
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"an ordinary user cannot run {sys.executable}: {error}")
    tests = [
        __file__,
        "-q",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-k",
        "gets_what_it_earned or forked_from_the_judge",
    ]
    words = [sys.executable, "-m", "pytest", *tests, "--basetemp", f"/tmp/pytest-of-nobody-{os.getpid()}"]
    done = subprocess.run(words, capture_output=True, text=True, cwd=root, env=environment, **user)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.parametrize("name", SAMPLES)
def test_a_hostile_submission_gets_what_it_earned_and_nothing_else(
    name: str, grader: Grader, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    attack(SAMPLES[name], grader, course, lambda: capsys.readouterr().out)


@pytest.mark.parametrize("name", FRESH)
def test_nor_does_it_in_an_interpreter_of_its_own(
    name: str, fresh_grader: Grader, course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    attack(SAMPLES[name], fresh_grader, course, lambda: capsys.readouterr().out)


def forked_attack(name: str, forked_grader: tuple[Grader, int], course: Course, printed: Callable[[], str]) -> None:
    grader, judge = forked_grader
    attack(SAMPLES[name], grader, course, printed, judge)
    assert Path(f"/proc/{judge}").exists()


@pytest.mark.parametrize("name", FORKED)
def test_nor_does_it_where_the_zygote_was_forked_from_the_judge(
    name: str, forked_grader: tuple[Grader, int], course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    forked_attack(name, forked_grader, course, lambda: capsys.readouterr().out)


@pytest.mark.long
@pytest.mark.parametrize("name", sorted(SAMPLES.keys() - set(FORKED)))
def test_no_other_sample_does_so_either(
    name: str, forked_grader: tuple[Grader, int], course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    forked_attack(name, forked_grader, course, lambda: capsys.readouterr().out)


@pytest.mark.parametrize("name", BY_COMMAND)
def test_the_command_shows_no_control_character_and_no_command_of_a_ci_system(
    name: str, course: Course, planted: None
) -> None:
    path = SAMPLES[name].placed(course)
    words = [sys.executable, "-m", "nncli", "grade", os.fspath(path), "--timeout", "0.5", "--require-isolation", "none"]
    done = subprocess.run(words, capture_output=True, timeout=MOST_SECONDS, cwd=data_folder("solutions").parent)
    told = (done.stdout + done.stderr).decode("utf-8")
    assert done.returncode in (1, 2), told
    assert unseen(told) == []
    assert secrets_in(told) == []
    assert "Traceback" not in told


COMMANDS: list[tuple[str, ...]] = [
    ("grade",), ("grade", "-q"), ("grade", "--only-failures"), ("grade", "--json", "-"), ("grade", "--report", "markdown"),
    ("grade", "--report", "junit"), ("grade", "--report", "csv"), ("grade", "--report", "lines"), ("grade", "--report", "html"),
    ("grade", "--report", "classroom"), ("grade", "--report", "gitlab"), ("grade", "--report", "gradescope"), ("case",),
    ("case", "--exercise", "23"), ("draw",), ("draw", "--exercise", "5"), ("gradcheck",), ("gradcheck", "--json", "-"),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_speaks_in_a_submissions_words(words: tuple[str, ...], course: Course, planted: None) -> None:
    path = os.fspath(SAMPLES["speaks_everywhere"].placed(course))
    command = [sys.executable, "-m", "nncli", *words, path, "--require-isolation", "none"]
    done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, cwd=data_folder("solutions").parent)
    told = (done.stdout + done.stderr).decode("utf-8")
    assert told and unseen(told) == [] and secrets_in(told) == [] and "Traceback" not in told
    if words[0] == "case":
        compile(done.stdout, "case.py", "exec")


def test_a_fresh_worker_with_a_second_thread_runs_nothing() -> None:
    code = (
        "import threading, time; from grader.sandbox import confinement, fresh_worker\n"
        "threading.Thread(target=time.sleep, args=(9,), daemon=True).start()\n"
        "fresh_worker.enforce(confinement.ConfinementPlan([], {}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=data_folder("solutions").parent)
    assert done.returncode == NOT_CONFINED


def test_the_judge_hides_its_memory_from_other_processes_of_its_user(grader: Grader) -> None:
    assert grader.isolation.detail
    assert ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0


def test_a_worker_that_says_more_than_it_was_asked_is_ended(grader: Grader, course: Course) -> None:
    report = graded(grader, SAMPLES["frames_of_other_kinds"].placed(course))
    assert report is not None
    reasons = {case.reason for case in report.exercises[0].targets[0].cases}
    assert reasons <= {"an answer of another form", UNASKED}


def test_no_sample_is_run_twice_under_two_names() -> None:
    assert len({sample.text for sample in SAMPLES.values()}) == len(SAMPLES) >= 70
