"""`nncli exercise`: the starter under the name that is wanted, and a notebook that runs untouched."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest


def test_a_file_of_another_kind_is_refused(nncli, tmp_path: Path) -> None:
    done = nncli("exercise", "3", "--out", "sm.txt")
    assert (done.returncode, list(tmp_path.glob("sm*"))) == (2, [])
    assert "a starter is a .py file, or with --notebook an .ipynb file" in done.stderr


def test_a_file_that_is_there_stays(nncli, tmp_path: Path) -> None:
    (tmp_path / "sm.py").write_text("mine = 1\n")
    assert "sm.py is already here and was left as it is" in nncli("exercise", "2", "--out", "sm.py").stdout
    assert (tmp_path / "sm.py").read_text() == "mine = 1\n"


def test_a_folder_that_is_a_file_is_an_error_and_not_a_file_that_is_there(nncli, tmp_path: Path) -> None:
    (tmp_path / "flat").write_text("mine")
    done = nncli("exercise", "2", "--out", "flat/sm.py")
    assert (done.returncode, (tmp_path / "flat").read_text()) == (2, "mine")
    assert "flat/sm.py cannot be written" in done.stderr


def test_the_starter_is_written_under_the_name_that_was_given(nncli, tmp_path: Path) -> None:
    said = nncli("exercise", "2", "--out", "new/sm.py").stdout
    assert "nncli grade new/sm.py" in said and "nncli watch new/sm.py" in said and "nncli hint 2" in said
    assert "def softmax" in (tmp_path / "new" / "sm.py").read_text()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["sm.py"]


def test_a_notebooks_name_is_enough_for_a_notebook(nncli, tmp_path: Path) -> None:
    nncli("exercise", "2", "--out", "sm.ipynb")
    notebook = json.loads((tmp_path / "sm.ipynb").read_text())
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert notebook["cells"][2]["source"] == "import nncli\n\nnncli.check(2)"


def test_without_a_number_the_next_exercise_is_served(nncli, tmp_path: Path) -> None:
    assert "Wrote ex01_sigmoid_ce_gradient.py" in nncli("exercise").stdout


def test_a_served_notebook_runs_untouched_and_is_graded_as_not_started(nncli, tmp_path: Path) -> None:
    nbclient = pytest.importorskip("nbclient", reason="needs nbclient: pip install 'nncli[notebook]'")
    pytest.importorskip("ipykernel", reason="needs ipykernel: pip install 'nncli[notebook]'")
    import nbformat

    nncli("exercise", "3", "--notebook")
    path = tmp_path / "ex03_multiply_gate.ipynb"
    notebook = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(notebook, timeout=90, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = notebook.cells[2].outputs[0]["data"]
    assert "Not started" in shown["text/plain"] and "Not started" in shown["text/html"]
    assert "Not started" in nncli("grade", path.name).stdout


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("options", "paged"), [([], True), (["--no-pager"], False)])
def test_a_long_statement_goes_through_the_readers_pager(tmp_path: Path, options: list[str], paged: bool) -> None:
    pexpect = pytest.importorskip("pexpect", reason="needs pexpect, which ipython brings")
    pager = tmp_path / "pager.sh"
    pager.write_text("#!/bin/sh\necho THE PAGER\ncat > /dev/null\n")
    pager.chmod(0o755)
    environment = {**os.environ, "PAGER": str(pager), "NNCLI_STATE": str(tmp_path / ".state"), "TERM": "xterm"}
    words = ["-m", "nncli", "exercise", "3", "--show", *options]
    child = pexpect.spawn(
        sys.executable, words, cwd=str(tmp_path), env=environment, dimensions=(10, 80), encoding="utf-8"
    )
    said = child.read()
    child.close()
    assert child.exitstatus == 0
    assert ("THE PAGER" in said) is paged
