"""Texts that are alike: a hint for a person to look, which changes no mark.

A text is compared without its comments, its layout, and the names that its author chose. Short right answers are alike by nature: what
many hand in says nothing, so each piece of a text weighs by how few others have it, and a pair needs several rare pieces in common. Of a
text of less than 100 tokens (a right softmax has 40 to 80) no pair is made at all: only that two are the same is said, and that so short
a text is often written twice.
"""

from __future__ import annotations

import builtins
import hashlib
import io
import keyword
import math
import tokenize
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MAX_TEXT = 1 << 17  # characters that are looked at
PIECE = 10  # tokens of one piece
WINDOW = 4  # of so many pieces beside one another, one is kept
MOST_SHARERS = 8  # a piece that more have is nobody's own
LEAST_SHARED = 4
LEAST_SIZE = 100  # tokens of a text that is paired
LEAST_SCORE = 0.5
KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))
LAYOUT = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENCODING}


@dataclass(frozen=True)
class Fingerprint:
    """`digest` of the whole without what its author may choose, `prints` of its pieces, `size` in tokens."""

    digest: str
    size: int
    prints: frozenset[int]


@dataclass(frozen=True)
class SimilarPair:
    """Two learners, the share of weight that their texts have in common (0 to 1), and how many rare pieces."""

    first: str
    second: str
    number: int
    score: float
    shared: int


def fingerprint(text: str) -> Fingerprint | None:
    """Of Python source; None where its tokens cannot be read. Nothing is parsed or run."""
    try:
        tokens = list(_tokens(text[:MAX_TEXT]))
    except (tokenize.TokenError, SyntaxError, ValueError, RecursionError):
        return None
    names: dict[str, str] = {}
    renamed = [names.setdefault(word, f"n{len(names)}") if own else word for word, own in tokens]
    plain = ["n" if own else word for word, own in tokens]
    digest = hashlib.sha256("\0".join(renamed).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return Fingerprint(digest, len(tokens), frozenset(_winnow(plain)))


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Each token, and whether its author may have chosen it; no layout, no text that stands alone as a line."""
    before, alone = ("", ""), True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type in LAYOUT:
            alone = alone or token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
            continue
        if token.type == tokenize.STRING and alone:
            continue
        of_another = before[1] == "." and before[0] != "self"
        own = token.type == tokenize.NAME and not of_another and token.string not in KEPT
        yield token.string, own
        before, alone = (before[1], token.string), False


def _winnow(tokens: list[str]) -> Iterator[int]:
    """Of each window of pieces the least, so that a passage of some length is found wherever it stands (Schleimer et al. 2003)."""
    pieces = ["\0".join(tokens[place : place + PIECE]) for place in range(max(len(tokens) - PIECE + 1, 1))]
    texts = (one.encode("utf-8", "backslashreplace") for one in pieces)
    hashes = [int.from_bytes(hashlib.blake2b(one, digest_size=7).digest(), "little") for one in texts]
    for place in range(max(len(hashes) - WINDOW + 1, 1)):
        yield min(hashes[place : place + WINDOW])


@dataclass(frozen=True)
class SameText:
    """Learners whose texts are the same but for what their authors may choose; `size` in tokens."""

    learners: tuple[str, ...]
    size: int

    @property
    def is_short(self) -> bool:
        return self.size < LEAST_SIZE


@dataclass(frozen=True)
class Copies:
    """What is alike in one exercise: `solved` have the worked solution's text; groups and pairs, the most telling first."""

    number: int
    solved: SameText | None
    groups: tuple[SameText, ...]
    pairs: tuple[SimilarPair, ...]


def find_copies(
    number: int, texts: Mapping[str, Fingerprint], starter: Fingerprint | None, solutions: frozenset[str] = frozenset()
) -> Copies:
    """Compare the texts of one exercise by learner; `solutions` are the digests of a worked solution."""
    same: dict[str, list[str]] = defaultdict(list)
    for learner, one in sorted(texts.items()):
        same[one.digest].append(learner)
    solved = sorted(learner for digest in solutions for learner in same.get(digest, ()))
    groups = [
        SameText(tuple(learners), texts[learners[0]].size)
        for digest, learners in same.items()
        if len(learners) > 1 and digest not in solutions
    ]
    pairs = (
        pair for pair in similar_pairs(number, texts, starter) if texts[pair.first].digest != texts[pair.second].digest
    )
    first = SameText(tuple(solved), texts[solved[0]].size) if solved else None
    return Copies(number, first, tuple(sorted(groups, key=_by_weight)), tuple(pairs))


def _by_weight(group: SameText) -> tuple[object, ...]:
    """A long text that two have says more than a short one that twenty have."""
    return (-group.size / len(group.learners), group.learners)


def similar_pairs(number: int, texts: Mapping[str, Fingerprint], starter: Fingerprint | None) -> list[SimilarPair]:
    """The pairs of learners to look at, the most alike first; what the starter file holds is nobody's own."""
    given = starter.prints if starter else frozenset()
    own = {learner: one.prints - given for learner, one in texts.items() if one.size >= LEAST_SIZE}
    sharers: Counter[int] = Counter(one for prints in own.values() for one in prints)
    weight = {one: math.log(1 + len(own) / times) for one, times in sharers.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for learner in sorted(own):
        for one in own[learner]:
            if 2 <= sharers[one] <= MOST_SHARERS:
                holders[one].append(learner)
    shared: Counter[tuple[str, str]] = Counter()
    for group in holders.values():
        shared.update((a, b) for place, a in enumerate(group) for b in group[place + 1 :])
    pairs = [
        SimilarPair(a, b, number, _alike(own[a], own[b], weight), times)
        for (a, b), times in shared.items()
        if times >= LEAST_SHARED
    ]
    return sorted(
        (one for one in pairs if one.score >= LEAST_SCORE), key=lambda one: (-one.score, one.first, one.second)
    )


def _alike(one: frozenset[int], other: frozenset[int], weight: dict[int, float]) -> float:
    whole = sum(weight[piece] for piece in one | other)
    return sum(weight[piece] for piece in one & other) / whole if whole else 0.0
