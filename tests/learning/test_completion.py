"""Completion, as shells ask for it: in a real bash, zsh and fish, with keys pressed, and by the words that they hand over."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from nncli.cli import LEARNING, TEACHING
from nncli.completion.shells import WHERE, completion_script
from tests.gate import SWAPPED_GATE
from tests.learning.conftest import WRONG_SOFTMAX

ZSH = "unsetopt zle_bracketed_paste; autoload -U compinit; compinit -u -D; zstyle ':completion:*' insert-tab false; PROMPT='at> '"
START = {
    "bash": (["--norc", "--noprofile", "-i"], "bind 'set enable-bracketed-paste off'; PS1='at> '"),
    "zsh": (["-f", "-i"], ZSH),
    "fish": (["--no-config", "-i"], "function fish_prompt; printf 'at> '; end"),
}
TYPED = [  # what is typed before the tabulator, and the words that nncli gets
    ("hint mult", ["hint", "multiply_gate"]),
    ("exercise softmax_l", ["exercise", "softmax_loss"]),
    ("case ex02_softmax.py a\\ wid", ["case", "ex02_softmax.py", "a wide batch"]),
    ("grade 'my g", ["grade", "my gate, $(touch ran).py"]),
    ("grade ex02", ["grade", "ex02_softmax.py"]),
    ("derive 14 dL", ["derive", "14", "dL_dx"]),
    ("grade --rep", ["grade", "--report"]),
]


def asked(folder: Path, *words: str, **environment: str) -> list[str]:
    """What a bash is answered; the last word is the one at the cursor."""
    environment = {
        "_NNCLI_COMPLETE": "bash_complete",
        "COMP_WORDS": "\n".join(["nncli", *words]),
        "COMP_CWORD": str(len(words)),
        **environment,
    }
    done = subprocess.run(
        [sys.executable, "-m", "nncli"], cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


# ---------------------------------------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    "words",
    [("case", "nowhere.py", ""), ("case", "..", ""), ("derive", "99", ""), ("derive", "(", ""), ("hint", "zzz")],
)
def test_what_cannot_be_known_completes_to_nothing_and_says_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    assert [line for line in asked(tmp_path, *words) if line.startswith("plain")] == []


def test_a_shell_that_nobody_knows_is_misuse(nncli) -> None:
    done = nncli("completion", "tcsh")
    assert (done.returncode, done.stdout) == (2, "")
    assert "'bash', 'zsh', 'fish', 'powershell'" in done.stderr


# ---------------------------------------------------------------------------------------------------------------- what is completed


def test_every_command_is_completed_by_its_name(tmp_path: Path) -> None:
    assert asked(tmp_path, "") == [f"plain,{name}" for name in [*LEARNING, *TEACHING]]


def test_exercises_are_completed_by_name_or_by_number(tmp_path: Path) -> None:
    assert asked(tmp_path, "hint", "softmax") == ["plain,softmax", "plain,softmax_loss"]
    assert asked(tmp_path, "hint", "softmax-l") == ["plain,softmax_loss"]
    assert "plain,14" in asked(tmp_path, "hint", "1")
    assert "plain,03" in asked(tmp_path, "hint", "0")


def test_the_cases_of_a_file_are_those_of_the_exercise_that_it_attempts(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(SWAPPED_GATE)
    assert "plain,backward twice" in asked(tmp_path, "case", "mine.py", "")
    assert "plain,a wide batch" in asked(tmp_path, "case", "2", "a")


def test_a_program_in_powershell_gets_its_words_one_a_line(tmp_path: Path) -> None:
    said = asked(
        tmp_path,
        _NNCLI_COMPLETE="powershell_complete",
        COMP_WORDS="nncli\ncase\n2",
        COMP_WORD="a w",
    )
    assert said == ["plain\ta wide batch\ta case of softmax"]


@pytest.mark.parametrize("words", [("",), ("hint", "m"), ("grade", "e"), ("derive", "14", "")])
def test_neither_numpy_nor_rich_is_loaded_for_it(tmp_path: Path, words: tuple[str, ...]) -> None:
    program = (
        "import atexit, sys, runpy\n"
        "atexit.register(lambda: print(*{'numpy', 'rich'} & set(sys.modules), file=sys.stderr, end=''))\n"
        "runpy.run_module('nncli', run_name='__main__')"
    )
    environment = {"COMP_WORDS": "\n".join(["nncli", *words]), "COMP_CWORD": str(len(words))}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env={**os.environ, "_NNCLI_COMPLETE": "bash_complete", **environment},
        capture_output=True,
        text=True,
    )
    assert done.stdout.startswith(("plain", "file"))
    assert done.stderr == ""


# ------------------------------------------------------------------------------------------------------------------ in the shells


@pytest.mark.parametrize("shell", WHERE)
def test_a_script_says_in_its_first_lines_where_it_belongs(nncli, shell: str) -> None:
    said = nncli("completion", shell).stdout
    assert WHERE[shell].split("\n")[0] in "\n".join(said.splitlines()[:5])
    assert said == completion_script(shell)
    assert "%(" not in said


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("shell", START)
def test_the_tabulator_completes_in_a_real_shell_and_runs_nothing(shell: str, tmp_path: Path) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed here")
    pexpect = pytest.importorskip("pexpect", reason="needs pexpect, which ipython brings")
    (tmp_path / "ex02_softmax.py").write_text(WRONG_SOFTMAX)
    (tmp_path / "my gate, $(touch ran).py").write_text(SWAPPED_GATE)
    script = tmp_path / ".script"
    script.write_text(completion_script(shell))
    program = tmp_path / ".bin" / "nncli"
    program.parent.mkdir()
    program.write_text(
        f'#!/bin/sh\n[ "$_NNCLI_COMPLETE" ] && exec {sys.executable} -m nncli\nprintf "<%s>" "$@"; echo\n'
    )
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "TERM": "xterm",
        "HOME": str(tmp_path),
    }
    options, begin = START[shell]
    child = pexpect.spawn(
        shell, options, cwd=str(tmp_path), env=environment, encoding="utf-8", dimensions=(40, 160), timeout=30
    )
    child.sendline(f"{begin}; . ./.script; echo rea''dy")
    child.expect("ready\r")
    for typed, words in TYPED:
        child.expect_exact("at> ")
        child.sendline(f"nncli {typed}\t")
        child.expect(r"<[^\r\n]*>\r")
        assert re.findall("<(.*?)>", child.after) == words
    child.close(force=True)
    assert not (tmp_path / "ran").exists()
