"""Bounds that both sides of a line keep. Alone in a module, since it must be known before NumPy is loaded."""

from __future__ import annotations

MAX_FRAME = 64 * 2**20  # bytes of a request: a notebook and the files beside it
MAX_REPLY = 8 * 2**20  # the judge keeps every answer of an exercise until it is judged
