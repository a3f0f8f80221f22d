"""JSON and Python's objects as the library json has them; by msgspec where that is loaded, since json takes a millisecond to load."""

import sys
from typing import Any


def parse_json(text: str | bytes) -> Any:
    """What the text stands for. Raises ValueError where it is no JSON, RecursionError where it is nested too deeply."""
    if msgspec := sys.modules.get("msgspec"):
        try:
            return msgspec.json.decode(text)
        except msgspec.DecodeError:  # json says what it is, and knows NaN and Infinity
            pass
    import json

    return json.loads(text)


def json_text(content: Any) -> str:
    """JSON in lines, of which each is set in by a blank for what it lies in."""
    if msgspec := sys.modules.get("msgspec"):
        return str(msgspec.json.format(msgspec.json.encode(content), indent=1), "utf-8")
    import json

    return json.dumps(content, indent=1, ensure_ascii=False)
