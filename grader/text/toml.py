"""TOML as plain data, on every Python."""

from __future__ import annotations

TYPE_CHECKING = False  # for speed, as what asks for it loads next to nothing
if TYPE_CHECKING:
    from typing import Any


def read_toml(content: bytes) -> dict[str, Any]:
    """The table in a file's bytes. Raises ValueError that says what is wrong."""
    try:
        import tomllib
    except ModuleNotFoundError:  # Python 3.10
        import tomli as tomllib  # type: ignore[import-not-found,no-redef,unused-ignore]
    return tomllib.loads(content.decode("utf-8-sig"))
