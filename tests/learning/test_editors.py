"""What docs/editors.md says, tried on real output: the problem matcher of VS Code, and quickfix in Vim itself."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.gate import SWAPPED_GATE
from tests.learning.conftest import WRONG_SOFTMAX

DOCS = (Path(__file__).parents[2] / "docs" / "editors.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```text\n(.*?)```", DOCS, re.DOTALL)


def test_the_problem_matcher_reads_every_line(nncli, tmp_path: Path) -> None:
    (tmp_path / "my work").mkdir()
    (tmp_path / "my work" / "ex02_softmax.py").write_text(WRONG_SOFTMAX)
    (tmp_path / "my work" / "ex03_multiply_gate.py").write_text(SWAPPED_GATE)
    (tmp_path / "my work" / "ex06_activations.py").write_text("def relu(z:\n    pass\n")
    pattern = json.loads(next(block for block in BLOCKS if "problemMatcher" in block))["tasks"][0]["problemMatcher"]
    lines = nncli("grade", "my work", "--report", "lines").stdout.splitlines()
    found = [re.match(pattern["pattern"]["regexp"], line) for line in lines]
    assert [(match[1], match[2]) for match in found if match] == [
        ("my work/ex02_softmax.py", "5"),
        ("my work/ex03_multiply_gate.py", "7"),
        ("my work/ex06_activations.py", "1"),
    ]


@pytest.mark.skipif(not shutil.which("vim"), reason="vim is not installed here")
def test_vim_jumps_to_the_line_also_in_a_file_whose_name_has_a_blank(tmp_path: Path) -> None:
    (tmp_path / "my gate.py").write_text(SWAPPED_GATE)
    program = tmp_path / "nncli"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m nncli "$@"\n')
    program.chmod(0o755)
    settings = next(block for block in BLOCKS if "makeprg" in block).replace(":make\n", "").replace(":set", "set")
    (tmp_path / "settings.vim").write_text(settings)
    places = "map(filter(getqflist(), 'v:val.valid'), 'bufname(v:val.bufnr) . \":\" . v:val.lnum')"
    steps = ["source settings.vim", "edit my\\ gate.py", "make", f"call writefile({places}, 'places')", "qall!"]
    subprocess.run(
        ["vim", "-u", "NONE", "-N", "-es", *(word for step in steps for word in ("-c", step))],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "NNCLI_REQUIRE_ISOLATION": "none"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        timeout=60,
    )
    assert (tmp_path / "places").read_text().splitlines() == ["my gate.py:7"]
