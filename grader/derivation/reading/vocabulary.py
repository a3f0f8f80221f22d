"""The names of one derivation, and what to say to a word that is none of them."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from grader.derivation.expressions import FUNCTIONS
from grader.derivation.reading.spelling import spelling_of

WORDS = (*FUNCTIONS, "d", "sum")


class Vocabulary(msgspec.Struct, frozen=True):
    """Names without and with an index, each by its spelled form with the form in which the statement writes it."""

    scalars: dict[str, str]
    vectors: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        return {**self.scalars, **self.vectors}

    def listing(self) -> str:
        """All names for a sentence: "b, φ, p[k]"."""
        entries = [f"{name}[k]" for name in self.vectors.values()]
        return ", ".join([*sorted(self.scalars.values()), *sorted(entries)])

    def pieces(self, word: str) -> list[str]:
        """The names of which a word without signs is put together, such as w and x for "wx"; none where it is not."""
        if not word:
            return []
        for end in range(len(word), 0, -1):
            if spelling_of(word[:end]) in self.scalars:
                rest = self.pieces(word[end:])
                if rest or end == len(word):
                    return [word[:end], *rest]
        return []


def vocabulary_of(names: Iterable[str]) -> Vocabulary:
    """The vocabulary of declared names, those of vectors written as "z[k]"."""
    scalars = {spelling_of(name): name for name in names if "[" not in name}
    vectors = {spelling_of(name.split("[")[0]): name.split("[")[0] for name in names if "[" in name}
    return Vocabulary(scalars, vectors)


def unknown_word(word: str, vocabulary: Vocabulary) -> str:
    """The sentence for a word that is no name of the derivation."""
    shown = word if len(word) <= 20 else word[:19] + "…"
    pieces = vocabulary.pieces(word) if len(word) <= 20 else []
    if pieces:
        return f"{shown}: a product needs its sign, write {'*'.join(pieces)}"
    if word == "e":
        return "e is no name here: e to the power of z is written exp(z)"
    if word in ("i", "j", "k", "l", "n"):
        return f"the index {word} cannot stand alone: write name[{word}], or [{word}==...]"
    about = word[1:]
    if word[0] in "d∂" and spelling_of(about) in vocabulary.names:
        return f"{shown}: a derivative is written d(expression, name), such as d({about}, {_other(about, vocabulary)})"
    from difflib import get_close_matches  # for speed: names that are right need no other

    close = get_close_matches(spelling_of(word), [*vocabulary.names, *WORDS], 1, 0.75)
    meant = f"; did you mean {vocabulary.names.get(close[0], close[0])}?" if close else "."
    return f"{shown} is not a name of this derivation{meant} There are: {vocabulary.listing()}"


def _other(name: str, vocabulary: Vocabulary) -> str:
    return next((other for key, other in vocabulary.scalars.items() if key != spelling_of(name)), "name")
