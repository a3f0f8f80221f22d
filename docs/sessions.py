"""Sessions in Markdown, written from real runs: `python docs/sessions.py README.md docs/*.md`; `--check` only compares.

In a document, a block that begins with ```python file=NAME (or any language) is a file; a ```console block holds lines "$ command" with
what the command printed below. Files and commands of a document share one new folder, in their order; what lies in docs/NAME/ is copied
into the folder of docs/NAME.md first. A word after `console` says how a session differs:

    varies      what a machine says of itself: only the first word of each line is compared
    checkout    run in `checkout/`, a copy of this project: for commands that write into it
    skip        not run: an installation, a cluster
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BLOCK = re.compile(r"^```(?P<info>\w+[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
ROOT = Path(__file__).resolve().parent.parent
COPIED = ("exercises", "solutions", "grader", "nncli")


def environment(folder: Path) -> dict[str, str]:
    """What a session knows of the outside: this Python's programs, no colours, 80 columns, nothing remembered."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "GITLAB_", "CI", "COLUMNS", "NNCLI_"))
    }
    programs = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    fixed = {
        "PATH": programs,
        "COLUMNS": "80",
        "NO_COLOR": "1",
        "NNCLI_STATE": str(folder / ".state"),
    }
    if folder.name == "checkout":
        fixed["PYTHONPATH"] = str(folder)
    return {**kept, **fixed, "PYTHONDONTWRITEBYTECODE": "1"}


def checkout(folder: Path) -> Path:
    """A copy of this project below `folder`, made when it is first wanted; what blocks have written there stays."""
    copy = folder / "checkout"
    if not (copy / "pyproject.toml").exists():
        for name in COPIED:
            shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True)
        shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def session(body: str, folder: Path) -> str:
    """The block with the outputs of its commands as they are now."""
    commands = [line[2:] for line in body.split("\n") if line.startswith("$ ")]
    return "".join(f"$ {command}\n{printed(command, folder)}" for command in commands)


def printed(command: str, folder: Path) -> str:
    done = subprocess.run(
        command,
        shell=True,
        cwd=folder,
        env=environment(folder),
        capture_output=True,
        text=True,
        timeout=300,
        stdin=subprocess.DEVNULL,
    )
    if done.returncode in (3, 126, 127) or "Traceback (most recent call last)" in done.stdout + done.stderr:
        raise SystemExit(f"$ {command}\n{done.stdout}{done.stderr}\nexit status {done.returncode}")
    text = (done.stdout + done.stderr).replace(str(folder), "~").replace(str(ROOT), "nncli")
    lines = [line.rstrip() for line in text.rstrip("\n").split("\n")]
    return "".join(f"{line}\n" for line in lines) if text.strip() else ""


def rewritten(text: str, beside: Path) -> str:
    """The document with every session run anew, in a folder that begins as `beside`, where there is one."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        if beside.is_dir():
            shutil.copytree(beside, folder, dirs_exist_ok=True)
        return BLOCK.sub(lambda match: _block(match, folder), text)


def _block(match: re.Match[str], folder: Path) -> str:
    info, body = match["info"].split(), match["body"]
    file = next((word[5:] for word in info if word.startswith("file=")), None)
    if file:
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")
    if info[0] != "console" or "skip" in info:
        return match[0]
    if "checkout" in info:
        folder = checkout(folder)
    return f"```{match['info']}\n{session(body, folder)}```"


def steady(text: str) -> str:
    """`text` without what differs from machine to machine: measured error bars, times, what a machine says of itself."""
    text = re.sub(r"± ?\d+e-\d+", "± …", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", "…", text)
    text = re.sub(r"\b[0-9a-f]{32}\b", "…", text)  # a token
    return BLOCK.sub(
        lambda match: "\n".join(_first_words(match["body"])) if "varies" in match["info"] else match[0], text
    )


def _first_words(body: str) -> Iterator[str]:
    for line in body.split("\n"):
        yield line if line.startswith("$ ") else line.split(" ")[0]


def main() -> int:
    check = "--check" in sys.argv
    stale = []
    for name in [word for word in sys.argv[1:] if word != "--check"]:
        path = Path(name)
        old = path.read_text(encoding="utf-8")
        new = rewritten(old, path.with_suffix(""))
        if steady(new) != steady(old):
            stale.append(name)
        if not check and new != old:
            path.write_text(new, encoding="utf-8")
    for name in stale if check else []:
        print(
            f"{name}: its sessions are not what the commands print now; run `python docs/sessions.py {name}` and read the difference"
        )
    return 1 if stale and check else 0


if __name__ == "__main__":
    sys.exit(main())
