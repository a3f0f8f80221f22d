"""Files that are whole or not there: written beside their place, then moved onto it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path


def write_atomically(path: Path, text: str | Iterable[str]) -> None:
    """Replace `path` by `text`, or by its pieces one after another. Raises OSError; then the old file stands as it was."""
    pieces = (text,) if isinstance(text, str) else text
    write_bytes_atomically(path, (piece.encode("utf-8") for piece in pieces))


def write_bytes_atomically(path: Path, pieces: Iterable[bytes]) -> None:
    """Replace `path` by the pieces. Raises OSError; then the old file stands as it was."""
    descriptor, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:200]}.")
    try:
        with open(descriptor, "wb") as file:
            file.writelines(pieces)
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
