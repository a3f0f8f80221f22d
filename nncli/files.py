"""Files that are whole or not there: written beside their place, then moved onto it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Replace `path` by `text`, or by its pieces one after another. Raises OSError; then the old file stands as it was."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:200]}.")
    try:
        with open(descriptor, "w", encoding="utf-8", newline="\n") as file:
            for piece in (text,) if isinstance(text, str) else text:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(draft, 0o666 & ~_umask())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
