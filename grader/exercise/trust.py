"""Which packs may run that an nncli.toml names which nobody has named: a pack is a program, and the folder may be somebody else's.

A pack that was named by hand, by --pack, NNCLI_PACKS or an assignment, or that was installed, needs no trust; nor does a students' half, of
which nothing is run.
"""

from __future__ import annotations

import os
from pathlib import Path

FILE = "trusted_packs"


def state_folder() -> Path | None:
    """Where nncli keeps what it remembers, None where nobody's home is known; NNCLI_STATE names another folder."""
    if folder := os.environ.get("NNCLI_STATE"):
        return Path(folder)
    import platformdirs

    try:
        folder_found = Path(platformdirs.user_state_dir("nncli"))
    except RuntimeError:
        return None
    return folder_found if folder_found.is_absolute() else None  # before platformdirs 4.12 it would begin with "~"


def trusts(folder: Path) -> bool:
    """The pack in this folder was trusted, wherever a link leads."""
    file = state_folder()
    try:
        return file is not None and str(folder.resolve()) in (file / FILE).read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        return False


def trust(folder: Path) -> None:
    """Trust the pack in this folder from now on. Raises OSError where nothing can be remembered."""
    file = state_folder()
    if file is None:
        raise FileNotFoundError(2, "no home folder is known; NNCLI_STATE=FOLDER names another place")
    if not trusts(folder):
        file.mkdir(parents=True, exist_ok=True)
        with open(file / FILE, "a", encoding="utf-8") as opened:
            opened.write(f"{folder.resolve()}\n")
