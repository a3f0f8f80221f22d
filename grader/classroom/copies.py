"""Texts that are alike: a hint for a person to look, which changes no mark.

A text is compared without its comments, its layout, and the names that its author chose. Short right answers are alike by nature: what
many hand in says nothing, so each piece of a text weighs by how few others have it, and a pair needs several rare pieces in common. Of a
text of less than 100 tokens (a right softmax has 40 to 80) no pair is made at all: only that two are the same is said.
"""

from __future__ import annotations

import builtins
import keyword
import math
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from msgspec import Struct

from grader.judging.share import spend
from grader.text.digest import sha256

MAX_TEXT, MAX_TOKENS = 1 << 17, 8_000  # characters and tokens that are looked at
PIECE = 10  # tokens of one piece
WINDOW = 4  # of so many pieces beside one another, one is kept
MOST_SHARERS = 8  # a piece that more learners have shows nothing
LEAST_SHARED = 4
LEAST_SIZE = 100  # tokens of a text that is paired
LEAST_SCORE = 0.5
LOOK = 32  # tokens between two looks at the clock
BASE, MODULUS = 1_000_003, (1 << 61) - 1  # of a rolling number
KEPT = frozenset(keyword.kwlist) | frozenset(dir(builtins))
# Python's tokens, the same in every version of Python, and ten times as fast as its own tokenizer. What stands between them is blank, and
# is taken with the token behind it: to begin anew at each blank takes as long as all the rest.
TOKEN = re.compile(
    r"""
    [^\S\n]*(?:
    \#[^\n]* | \\\r?\n                                                     # a comment, a line that goes on
    | (?P<line>\n)
    | (?P<name>(?!(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])['"])[^\W\d]\w*)       # but not the letters before a text
    | (?P<text>(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?
        (?:\'{3}[^'\\]*(?:(?:\\.|'(?!''))[^'\\]*)*\'{3} | "{3}[^"\\]*(?:(?:\\.|"(?!""))[^"\\]*)*"{3}
        | '[^'\\\n]*(?:\\.[^'\\\n]*)*' | "[^"\\\n]*(?:\\.[^"\\\n]*)*"))
    | (?P<letters>[^\W\d]\w*)                                               # a name before a quote without its end
    | (?P<number>0[xXbBoO]\w+ | \d[\d_]*\.?(?:\d[\d_]*)?(?:[eE][+-]?\d[\d_]*)?[jJ]? | \.\d[\d_]*(?:[eE][+-]?\d[\d_]*)?[jJ]?)
    | (?P<sign>\*\*=? | //=? | <<=? | >>=? | \.\.\. | -> | := | [-+*/%@&|^<>=!]=? | [^\w\s])
    )""",
    re.VERBOSE | re.DOTALL,
)
QUOTES, EMPTY, THREE = frozenset("'\""), ("''", '""'), ("'''", '"""')
UNCLOSED = re.compile(r"['\"](?:\\.|[^\\\n])*", re.DOTALL)  # to the end of the line, or of those that it goes on in
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")


class Fingerprint(Struct, frozen=True):
    """`digest` of the whole without what its author may choose, `size` in tokens, and `prints` of its pieces where it is to be paired."""

    digest: str
    size: int
    prints: frozenset[int]


class SimilarPair(Struct, frozen=True):
    """Two learners, the share of weight that their texts have in common (0 to 1), and how many rare pieces."""

    first: str
    second: str
    score: float
    shared: int


class AlikeTexts(Struct, frozen=True):
    """Learners whose texts of an exercise are alike, and how: the worked solution's, the same, or a pair with much in common."""

    learners: tuple[str, ...]
    how: str
    size: int  # in tokens, of the first of them

    @property
    def is_short(self) -> bool:
        """So short a text is often written twice."""
        return self.size < LEAST_SIZE


def alike_texts(
    texts: Mapping[str, Fingerprint], solutions: frozenset[str], starter: Fingerprint | None, most: int = 20
) -> Iterator[AlikeTexts]:
    """Of one exercise: who has the worked solution's text, who the same as others, and the pairs that are most alike.

    `solutions` are the digests of the worked solution. A long text that two have says more than a short one that twenty have.
    """
    same: dict[str, list[str]] = {}
    for learner, one in sorted(texts.items()):
        same.setdefault(one.digest, []).append(learner)
    for digest in solutions & same.keys():
        yield _of_size(same.pop(digest), texts, "identical to the worked solution")
    groups = [_of_size(who, texts, "identical to one another") for who in same.values() if len(who) > 1]
    yield from sorted(groups, key=lambda one: (-one.size / len(one.learners), one.learners))[:most]
    pairs = similar_pairs(texts, starter)
    others = [pair for pair in pairs if texts[pair.first].digest != texts[pair.second].digest]
    for pair in others[:most]:
        how = f"alike by {pair.score:.0%}, {pair.shared} rare pieces in common"
        yield AlikeTexts((pair.first, pair.second), how, texts[pair.first].size)


def _of_size(learners: list[str], texts: Mapping[str, Fingerprint], how: str) -> AlikeTexts:
    size = texts[learners[0]].size
    return AlikeTexts(tuple(learners), f"{how} ({size} tokens)", size)


def fingerprint(text: str, least: int = LEAST_SIZE) -> Fingerprint | None:
    """Of Python source; None where its tokens cannot be read. Nothing is parsed or run. One of fewer than `least` tokens has no prints.
    Raises TooCostly within a share.
    """
    try:
        tokens = list(islice(_tokens(text[:MAX_TEXT]), MAX_TOKENS))
    except ValueError:
        return None
    names: dict[str, str] = {}
    renamed = [names.setdefault(word, f"n{len(names)}") if own else word for word, own in tokens]
    plain = ["n" if own else word for word, own in tokens]
    prints = frozenset(_winnow(plain)) if len(tokens) >= least else frozenset[int]()
    digest = sha256("\0".join(renamed).encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return Fingerprint(digest, len(tokens), prints)


def _tokens(text: str) -> Iterator[tuple[str, bool]]:
    """Each token, and whether its author may have chosen it; no layout, no text that stands alone as a line. Raises ValueError where a
    bracket is not closed.
    """
    before, alone, depth = ("", ""), True, 0
    for place, (kind, word) in enumerate(_lexemes(text)):
        if not place % LOOK:  # at the clock
            spend()
        if kind is None or kind == "line":
            alone = alone or (kind is not None and not depth)
            continue
        if kind == "text" and alone:
            continue
        depth += (word in OPENING) - (word in CLOSING)
        of_another = before[1] == "." and before[0] != "self"
        yield word, kind == "name" and not of_another and word not in KEPT
        before, alone = (before[1], word), False
    if depth:
        raise ValueError
    yield "", False  # the end counts as one


def _lexemes(text: str) -> Iterator[tuple[str | None, str]]:
    """What TOKEN finds, and its kind. A quote without its end is one sign, and what stands behind it is looked at no more: to look for
    an end from each of many such quotes would take a time that grows with the square of the text.
    """
    start = 0
    while start < len(text):
        for match in TOKEN.finditer(text, start):
            kind = match.lastgroup
            word = match[kind] if kind else ""
            if kind == "letters":
                kind = "name"
            if kind == "sign" and word in QUOTES:
                start = UNCLOSED.match(text, match.end() - 1).end()  # type: ignore[union-attr]  # it begins with a quote
                yield kind, word
                break
            if kind == "text" and word.endswith(EMPTY) and not word.endswith(THREE):
                end = match.end()
                if text[end : end + 1] == word[-1]:
                    return  # three quotes
            yield kind, word
        else:
            return


def _winnow(tokens: list[str]) -> Iterator[int]:
    """Of each window of pieces the least, so that a passage of some length is found wherever it stands (Schleimer et al. 2003)."""
    hashes = list(_rolling(list(map(_number, tokens))))
    for place in range(max(len(hashes) - WINDOW + 1, 1)):
        yield min(hashes[place : place + WINDOW])


@lru_cache(maxsize=4096)  # the words of a class are much the same
def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "backslashreplace"))


def _rolling(words: list[int]) -> Iterator[int]:
    """A number for each PIECE words beside one another, or for a shorter text, made from the one before (Karp and Rabin 1987)."""
    leaving = pow(BASE, PIECE, MODULUS)
    number = 0
    for place, word in enumerate(words):
        before = words[place - PIECE] if place >= PIECE else 0
        number = (number * BASE + word - before * leaving) % MODULUS
        if place >= PIECE - 1 or place == len(words) - 1:
            yield number


def similar_pairs(texts: Mapping[str, Fingerprint], starter: Fingerprint | None) -> list[SimilarPair]:
    """The pairs of learners to look at, the most alike first; pieces of the starter file do not count."""
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
        SimilarPair(a, b, _alike(own[a], own[b], weight), times)
        for (a, b), times in shared.items()
        if times >= LEAST_SHARED
    ]
    return sorted(
        (one for one in pairs if one.score >= LEAST_SCORE), key=lambda one: (-one.score, one.first, one.second)
    )


def _alike(one: frozenset[int], other: frozenset[int], weight: dict[int, float]) -> float:
    whole = sum(weight[piece] for piece in one | other)
    return sum(weight[piece] for piece in one & other) / whole if whole else 0.0
