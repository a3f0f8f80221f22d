"""A folder worth attacking: every mode allows what the confinement must deny."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import tempfile
from pathlib import Path

from grader.exercise.catalogue import data_folder

ENVIRONMENT = {"NNCLI_HOSTILE_TOKEN": "planted-token-7f3a91c2"}
IN_FILE = "planted-gradebook-5d20be44"
OF_ALICE = "planted-homework-c19e6a07"
STRAYS = ("/tmp", "/var/tmp", "/dev/shm", "/", ".")


class Course:
    """A teacher's folder with a gradebook, one learner's work and the attacker's own folder."""

    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="course-"))
        self.attacker = self.root / "submissions" / "mallory"
        alice = self.root / "submissions" / "alice"
        for folder in (self.attacker, alice):
            folder.mkdir(parents=True)
        (self.root / "secret.txt").write_text(f"{IN_FILE}\n")
        solution = (data_folder("solutions") / "02_softmax.py").read_text(encoding="utf-8")
        (alice / "softmax.py").write_text(f"# {OF_ALICE}\n{solution}", encoding="utf-8")
        for path in (self.root, *self.root.rglob("*")):
            path.chmod(0o777 if path.is_dir() else 0o666)

    def state(self) -> dict[str, tuple[int, int, str]]:
        """Mode, time of the last change and content of all that lies here."""
        return {str(path): _facts(path) for path in sorted(self.root.rglob("*"))}

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)


def _facts(path: Path) -> tuple[int, int, str]:
    facts = path.lstat()
    content = path.read_bytes() if stat.S_ISREG(facts.st_mode) and facts.st_size < 1 << 24 else b""
    return facts.st_mode, facts.st_mtime_ns, hashlib.sha256(content).hexdigest()


def strays() -> list[str]:
    """What a sample has left in the folders that are usually writable."""
    return [entry for folder in STRAYS for entry in os.listdir(folder) if entry.startswith("nncli-hostile")]


def secrets_in(text: str) -> list[str]:
    """The planted secrets, and the comments of the worked solutions, that stand in a text."""
    planted = [*ENVIRONMENT.values(), IN_FILE, OF_ALICE]
    return [secret for secret in [*planted, *_solution_comments()] if secret in text]


def _solution_comments() -> set[str]:
    lines = {
        line.strip() for path in data_folder("solutions").glob("*.py") for line in path.read_text("utf-8").split("\n")
    }
    return {line for line in lines if line.startswith("# ") and len(line) > 40}
