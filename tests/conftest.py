"""What the tests share: workers that live as long as a test module, and the command run as a user runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from grader.grade import Grader
from grader.judging.questions import Sheets
from grader.report import Isolation, Report
from grader.sandbox.opening import open_workers
from grader.sandbox.session import Clock
from grader.sandbox.workers import Workers
from grader.submissions.submission import Source, Submission

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
MINUTES = 15  # of the whole suite, on two cores that have nothing else to do


def pytest_configure() -> None:
    """Ctrl-C reaches the commands that tests start, also where the tests themselves run in the background, which ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_report_header() -> str:
    return f"the whole suite takes about {MINUTES} minutes on 2 cores; `pytest -m quick` proves an installation in under one"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of these modules are the quick ones."""
    for item in items:
        if item.path.stem in QUICK:
            item.add_marker(pytest.mark.quick)


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
