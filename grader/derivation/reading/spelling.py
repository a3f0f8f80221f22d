"""Names as learners write them -> one spelled form: φ, ϕ and phi are "phi", W₁ is "W1", x̄ is "xbar"."""

from __future__ import annotations

import unicodedata

_BAR = "\N{COMBINING MACRON}"
_SPELLED = {"lamda": "lambda", "ln": "log", "sigmoid": "sigma", "∂": "d", "Σ": "sum", "∑": "sum", "√": "sqrt"}


def spelling_of(word: str) -> str:
    """The form under which a word is looked up; ASCII for every word of the Greek and Latin alphabets."""
    if word in _SPELLED:
        return _SPELLED[word]
    plain = "".join(map(_letter_spelling, unicodedata.normalize("NFKD", word)))
    return _SPELLED.get(plain, plain)


def _letter_spelling(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter == _BAR:
        return "bar"
    script, _, rest = unicodedata.name(letter, "").partition(" ")
    if script != "GREEK":
        return letter
    name = rest.removesuffix(" SYMBOL").split(" ")[-1].lower()
    name = _SPELLED.get(name, name)
    return name.capitalize() if "CAPITAL" in rest else name


def greek(name: str) -> str:
    """The letter of a spelled Greek name, such as φ for phi; any other name as it is."""
    if not name.isalpha() or len(name) < 2:
        return name
    spelt = {"lambda": "lamda"}.get(name, name)
    try:
        return unicodedata.lookup(f"GREEK SMALL LETTER {spelt}")
    except KeyError:
        return name
