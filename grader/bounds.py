"""Bounds that both sides of a line keep. Alone in a module, since it must be known before NumPy is loaded."""

from __future__ import annotations

MAX_FRAME = 64 * 2**20
