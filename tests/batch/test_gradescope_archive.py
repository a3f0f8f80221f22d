"""autograder.zip, laid out as Gradescope lays it out, in a root of our own: built, run, and read."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from nncli.commands.teaching.export import wheel
from tests.batch.conftest import RIGHT, WRONG
from tests.conftest import Run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Gradescope runs Ubuntu")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """/autograder, after Gradescope has built the image."""
    made = tmp_path_factory.mktemp("autograder")
    (made / "nncli.toml").write_text(
        'exercises = [3]\nseed_env = "GRADING_SEED"\nreveal = "where"\nvisibility = "after_published"\n'
    )
    words = [
        sys.executable,
        "-m",
        "nncli",
        "export",
        "gradescope",
        "-o",
        "autograder.zip",
        "--assignment",
        "nncli.toml",
    ]
    subprocess.run(words, cwd=made, check=True, env={**os.environ, "GRADING_SEED": "31415"}, capture_output=True)
    for name in ("source", "results", "submission"):
        (made / name).mkdir()
    with zipfile.ZipFile(made / "autograder.zip") as archive:
        archive.extractall(made / "source")
    shutil.copy(made / "source" / "run_autograder", made / "run_autograder")
    done = run(made, "bash", "source/setup.sh")
    assert done.returncode == 0, done.stdout + done.stderr
    return made


def run(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("NNCLI_", "PYTHON", "GRADING_", "CI"))}
    environment = {**kept, "AUTOGRADER_ROOT": str(root), "NNCLI_REQUIRE_ISOLATION": "none"}
    return subprocess.run(words, cwd=root, env=environment, capture_output=True, text=True, timeout=300)


def graded(root: Path, **files: str) -> dict[str, object]:
    for folder in ("submission", "results"):
        shutil.rmtree(root / folder)
        (root / folder).mkdir()
    for name, text in files.items():
        (root / "submission" / f"{name}.py").write_text(text)
    done = run(root, "bash", "run_autograder")
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads((root / "results" / "results.json").read_text())
    return found


def test_a_right_submission_gets_its_points(root: Path) -> None:
    found = graded(root, homework=RIGHT)
    assert (found["score"], found["visibility"]) == (3.0, "after_published")


def test_the_seed_and_expected_values_are_withheld(root: Path) -> None:
    found = graded(root, homework=WRONG)
    assert found["score"] == 0.0
    assert "31415" not in json.dumps(found)
    assert "expected" not in json.dumps(found["tests"])


def test_an_empty_submission_gets_no_points_and_a_reason(root: Path) -> None:
    found = graded(root)
    assert found["score"] == 0
    assert "there is no .py file" in str(found["output"])


def test_a_fault_of_ours_writes_no_result_so_that_nobody_loses_points(root: Path) -> None:
    toml = root / "source" / "nncli.toml"
    kept = toml.read_text()
    toml.write_text("exercises = [")
    try:
        with pytest.raises(AssertionError):
            graded(root, homework=RIGHT)
        assert not (root / "results" / "results.json").exists()
    finally:
        toml.write_text(kept)


# --------------------------------------------------------------------------------------------------------- without an image


def test_without_its_seed_nothing_is_exported(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "nncli.toml").write_text('seed_env = "GRADING_SEED"')
    done = nncli("export", "gradescope", "--assignment", "nncli.toml")
    assert done.returncode == 2 and "GRADING_SEED" in done.stderr
    assert not (tmp_path / "autograder.zip").exists()


def test_the_same_program_gives_the_same_archive(nncli: Run, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        nncli("export", "gradescope", "-o", name)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_scripts_can_be_run(nncli: Run, tmp_path: Path) -> None:
    nncli("export", "gradescope")
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        modes = {one.filename: stat.S_IMODE(one.external_attr >> 16) for one in archive.infolist()}
    assert modes["setup.sh"] == modes["run_autograder"] == 0o755


def test_the_wheel_keeps_its_own_record() -> None:
    with zipfile.ZipFile(io.BytesIO(wheel())) as archive:
        (record,) = [name for name in archive.namelist() if name.endswith("RECORD")]
        rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
        assert {row[0] for row in rows} == set(archive.namelist())
        for name, digest, size in rows:
            content = archive.read(name)
            own = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            assert name == record or (digest, int(size)) == (f"sha256={own}", len(content))
        assert {"grader/exercises/chapters.json", "grader/solutions/03_multiply_gate.py"} <= set(archive.namelist())
