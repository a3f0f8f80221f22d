"""A sentence of ours as HTML: code in backticks as such, and whatever else stands in it as text."""

from __future__ import annotations

import re
from html import escape

CODE = re.compile(r"`([^`\n]+)`")


def html_with_code(text: str) -> str:
    """The text as HTML in which only code is marked up. A learner's text in it stays text, also between backticks."""
    return CODE.sub(r"<code>\1</code>", escape(text))
