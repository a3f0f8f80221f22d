"""Standard output and error that can always be written: a sign that their encoding lacks is spelt out, as "sigma" for σ.

Only signs of our own texts are spelt; whatever else a learner prints becomes "?", so that nothing turns into a command of a
CI system on its way out.
"""

from __future__ import annotations

import codecs
import io
import os
import sys

# fmt: off
SPELT = {
    "α": "alpha", "β": "beta", "ε": "epsilon", "θ": "theta", "λ": "lambda", "ξ": "xi", "σ": "sigma", "φ": "phi",
    "Σ": "sum", "∇": "grad", "∂": "d", "√": "sqrt", "·": "*", "×": "x", "±": "+-", "−": "-", "≈": "~", "≤": "<=", "≥": ">=",
    "←": "<-", "→": "->", "‖": "||", "⌈": "ceil(", "⌉": ")", "ŷ": "y_hat", "ȳ": "y_bar", "\u0304": "_bar", "′": "'",
    "¹": "^1", "²": "^2", "³": "^3", "⁶": "^6", "⁸": "^8", "⁻": "^-", "ᵀ": "^T", "ᵗ": "^t", "ᶻ": "^z",
    "₁": "_1", "₂": "_2", "ᵢ": "_i", "–": "-", "—": "-", "…": "...", "•": "*", "─": "-", "│": "|", "▌": "|",
    "✓": "+", "✗": "x", "‘": "'", "’": "'", "“": '"', "”": '"',
}
# fmt: on


def open_standard_streams() -> None:
    """Make both streams take every character. To be called before anything is written."""
    codecs.register_error("nncli", _spell_out)
    codecs.register(_ascii_by_another_name)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding(stream), errors="nncli")


def colour() -> bool | None:
    """What click is told: False where nobody wants colours, None where it finds out by itself."""
    return False if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb" else None


def _spell_out(error: UnicodeError) -> tuple[str, int]:
    """The handler of a character that cannot be encoded: its spelling, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import re

    text = "".join(SPELT.get(character, "?") for character in error.object[error.start : error.end])
    return re.sub(r"(?<=\^-)\^", "", text), error.end


def _encoding(stream: io.TextIOWrapper) -> str:
    """The stream's own; click takes ASCII for a mistake and would write UTF-8 instead, so ASCII goes by another name."""
    return "nncli_ascii" if codecs.lookup(stream.encoding).name == "ascii" else stream.encoding


def _ascii_by_another_name(name: str) -> codecs.CodecInfo | None:
    if name != "nncli_ascii":
        return None
    known = codecs.lookup("ascii")
    return codecs.CodecInfo(
        known.encode,
        known.decode,
        known.streamreader,
        known.streamwriter,
        known.incrementalencoder,
        known.incrementaldecoder,
        name,
    )
