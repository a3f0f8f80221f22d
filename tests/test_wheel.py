"""The wheel, built, installed in a clean environment and used: what a learner gets is more than this checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from grader.version import VERSION

ROOT = Path(__file__).resolve().parent.parent
SOLUTIONS = ROOT / "solutions"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and what it needs, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, timeout=300)
    venv.create(folder / "env", with_pip=True)
    bin_folder = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(folder.glob("nncli-*.whl"))
    subprocess.run([str(bin_folder / "python"), "-m", "pip", "install", "--quiet", str(wheel)], check=True, timeout=300)
    return bin_folder


def run(installed: Path, cwd: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NNCLI_STATE": str(cwd), "NNCLI_REQUIRE_ISOLATION": "none", "PYTHONPATH": ""}
    return subprocess.run(
        [str(installed / "nncli"), *words], cwd=cwd, capture_output=True, text=True, env=environment, timeout=120
    )


def test_the_installed_command_serves_and_grades(installed: Path, tmp_path: Path) -> None:
    assert "Wrote ex03_multiply_gate.py" in run(installed, tmp_path, "exercise", "3").stdout
    assert "Not started" in run(installed, tmp_path, "grade", "ex03_multiply_gate.py").stdout


def test_every_solution_has_full_marks_in_the_installed_program(installed: Path, tmp_path: Path) -> None:
    done = run(installed, tmp_path, "grade", str(SOLUTIONS), "-q")
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count(" passed ") == len(list(SOLUTIONS.glob("*.py")))


def test_the_installed_reference_is_out_of_a_workers_reach(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "spy.py").write_text(
        "def softmax(z):\n    import glob, os, numpy\n    site = os.path.dirname(os.path.dirname(numpy.__file__))\n"
        "    return open(os.path.join(site, 'grader', 'reference', 'activations.py')).read()\n",
        encoding="utf-8",
    )
    report = json.loads(run(installed, tmp_path, "grade", "spy.py", "--json", "-").stdout)
    if report["isolation"]["level"] != "strong":
        pytest.skip(f"this machine cannot hide files: {report['isolation']['detail']}")
    assert report["exercises"][0]["targets"][0]["cases"][0]["got"] == "PermissionError"


def test_what_the_readme_says_of_the_wheel_is_true(installed: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    size = next(installed.parent.parent.glob("nncli-*.whl")).stat().st_size
    assert f"The wheel has about {size / 1e6:.1f} MB" in readme


def test_citation_changelog_and_program_name_one_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {VERSION}\n" in citation
    assert f"\n## [{VERSION}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
