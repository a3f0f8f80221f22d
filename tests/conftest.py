"""What the tests share: workers that live as long as a test module, and the command run as a user runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import Isolation, Report
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import Workers, cores
from grader.submissions.submission import Source, Submission

os.environ.pop("COLUMNS", None)  # whoever runs the tests does not decide where a line is broken

Run = Callable[..., subprocess.CompletedProcess[str]]
Grade = Callable[..., Report]


QUICK = {
    "test_layers",
    "test_cli",
    "test_session",
    "test_source",
    "test_json",
    "test_zygote",
    "test_gradcheck_command",
    "test_report_json",
}
MINUTES = 10  # of the whole suite, on two cores that have nothing else to do


def pytest_configure() -> None:
    """Ctrl-C reaches the commands that tests start, also where the tests themselves run in the background, which ignores it.

    Python keeps what it compiles: else each of thousands of commands compiles all its modules anew. Each process computes with one
    thread: two workers a core fill the machine, and BLAS's further threads would only wait, which they do by computing.
    """
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for library in ("OPENBLAS", "OMP"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    sys.dont_write_bytecode = False
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_xdist_auto_num_workers() -> int | None:
    """How many workers `-n auto` starts, where the environment does not say so."""
    from tests.scheduling import WORKERS_PER_CORE  # here, as pytest-xdist may not be installed

    return None if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ else WORKERS_PER_CORE * cores()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Parts of modules for each worker, where nobody asks for another distribution."""
    from tests.scheduling import SchedulingByModule

    config.option.loadscopereorder = False
    return SchedulingByModule(config, log) if config.getoption("dist") == "load" else None


def pytest_report_header() -> str:
    return f"the whole suite takes about {MINUTES} minutes on 2 cores; `pytest -m quick` proves an installation in under one"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """`-m quick` reads the quick modules alone."""
    is_quick = collection_path.stem in QUICK or not collection_path.stem.startswith("test_")
    return True if config.getoption("markexpr") == "quick" and not is_quick else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the quick tests and those to be tried once more; where several workers share the tests, begin with the longest modules."""
    for item in items:
        if item.path.stem in QUICK:
            item.add_marker(pytest.mark.quick)
    if hasattr(config, "workerinput"):
        from tests.scheduling import DRIVE_OTHERS, place_in_order

        for item in items:
            if item.path.stem in DRIVE_OTHERS:
                item.add_marker(pytest.mark.flaky(reruns=1))
        items.sort(key=lambda item: place_in_order(item.path.stem))


@pytest.fixture(scope="session")
def workers() -> Iterator[Workers]:
    made = open_workers(os.environ.get("NNCLI_WORKERS", "auto"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def graders(workers: Workers) -> dict[int, Grader]:
    """Graders by seed, so that references are computed once."""
    return {}


@pytest.fixture
def grade(workers: Workers, graders: dict[int, Grader]) -> Grade:
    """grade(text, name=..., seed=...) -> Report, in real workers."""

    def graded(text: str | bytes, name: str = "mysolution.py", seed: int = 0, case: float = 2.0) -> Report:
        content = text.encode() if isinstance(text, str) else text
        grader = graders.setdefault(seed, Grader(workers, Sheets(seed), isolation=Isolation("strong", "strong (test)")))
        return replace(grader, clock=Clock(case, 5 * case)).report(Submission(name, (Source(name, content),)))

    return graded


@pytest.fixture
def nncli(tmp_path: Path) -> Run:
    """nncli("grade", "x.py") -> what the command did, run in an empty folder as a user would."""

    def run(*words: str, cwd: Path = tmp_path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        kept = {
            k: v
            for k, v in os.environ.items()
            if k not in ("CI", "COLUMNS", "GITHUB_ACTIONS", "GITLAB_CI", "NO_COLOR", "FORCE_COLOR")
        }
        environment = {**kept, "NNCLI_STATE": str(tmp_path / ".state"), "NNCLI_REQUIRE_ISOLATION": "none", **env}
        command = [sys.executable, "-m", "nncli", *words]
        return subprocess.run(
            command, cwd=cwd, input=stdin, capture_output=True, text=True, env=environment, timeout=120
        )

    return run
