"""Honest right answers to exercise 2, as a class writes them: each step in one of the ways in which people write it."""

from __future__ import annotations

import itertools
import random
import re

SHIFTS = (
    "z - z.max(axis=-1, keepdims=True)",
    "z - np.max(z, axis=-1, keepdims=True)",
    "z - np.amax(z, -1, keepdims=True)",
    "z - z.max(axis=-1)[..., None]",
    "z - np.expand_dims(np.max(z, axis=-1), -1)",
    "np.subtract(z, z.max(-1, keepdims=True))",
)
SUMS = (
    "e.sum(axis=-1, keepdims=True)",
    "np.sum(e, axis=-1, keepdims=True)",
    "e.sum(-1)[..., np.newaxis]",
    "np.expand_dims(e.sum(axis=-1), axis=-1)",
)
QUOTIENTS = ("e / total", "np.divide(e, total)", "e * (1.0 / total)")
BODIES = (
    """
    shifted = {shift}
    e = np.exp(shifted)
    total = {sum}
    return {quotient}
""",
    """
    z = {shift}
    e = np.exp(z)
    total = {sum}
    p = {quotient}
    return p
""",
    """
    e = np.exp({shift})
    total = {sum}
    return {quotient}
""",
    """
    e = np.exp({shift})
    return e / {sum}
""",
    """
    top = z.max(axis=-1, keepdims=True)
    e = np.exp(z - top)
    total = {sum}
    return {quotient}
""",
    """
    if z.ndim == 1:
        e = np.exp(z - z.max())
        return e / e.sum()
    e = np.exp({shift})
    total = {sum}
    return {quotient}
""",
    """
    if z.ndim == 1:
        e = np.exp(z - np.max(z))
        return e / np.sum(e)
    return np.array([softmax(row) for row in z])
""",
    """
    s = {shift}
    return np.exp(s - np.log(np.exp(s).sum(axis=-1, keepdims=True)))
""",
    """
    rows = np.atleast_2d(z)
    out = np.zeros_like(rows, dtype=float)
    for i in range(len(rows)):
        e = np.exp(rows[i] - rows[i].max())
        out[i] = e / e.sum()
    return out.reshape(z.shape)
""",
)
NAMES: tuple[dict[str, str], ...] = (
    {},
    {"e": "exps"},
    {"e": "numerator", "total": "denominator"},
    {"shifted": "stable", "total": "norm"},
    {"p": "probs"},
)
HEADS = ("import numpy as np\n", '"""Exercise 2."""\n\nimport numpy as np\n', "import numpy as np\n# softmax\n")
ALL = list(itertools.product(SHIFTS, SUMS, QUOTIENTS, BODIES, HEADS))


def honest_answer(draw: random.Random) -> str:
    """One right answer, with names, a comment and layout of its author's."""
    shift, total, quotient, body, head = draw.choice(ALL)
    text = body.format(shift=shift, sum=total, quotient=quotient)
    comment = draw.choice(["", "    # avoid overflow\n", "    # subtract the max first, then normalise\n"])
    for old, new in draw.choice(NAMES).items():
        text = re.sub(rf"\b{old}\b", new, text)
    return f"{head}\n\ndef softmax(z):\n{comment}{text[1:]}"


def copied_answer(text: str, draw: random.Random) -> str:
    """The same under other names, with other comments and layout."""
    for place, old in enumerate(("shifted", "top", "rows", "total", "out", "s", "e", "p", "i")):
        text = re.sub(rf"\b{old}\b", f"{draw.choice('abcdgh')}{place}", text)
    return re.sub(r"^( +return)", r"\n\1", "# my own work\n" + text, flags=re.MULTILINE)
