"""What is said of a change: in which words, and which pieces of code a learner can make sense of."""

from __future__ import annotations

import ast
import re

import msgspec

LONGEST = 32  # characters of a piece of code within a sentence


class OneChange(msgspec.Struct, frozen=True):
    """What may stand in the place of a piece of a solution: the mistake that it is, and words for it."""

    slug: str
    words: str
    new: ast.AST


class KnownNames(msgspec.Struct, frozen=True):
    """The names that a learner has read: a solution's other names say nothing to them."""

    names: frozenset[str]

    def shows(self, node: ast.AST) -> str:
        """The piece of code between backticks; empty where it holds a name that nobody has read, or is long."""
        text = ast.unparse(node)
        words = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)} - {"np"}
        return f"`{text}`" if words <= self.names and len(text) <= LONGEST and "\n" not in text else ""


def names_of_texts(*texts: str) -> KnownNames:
    """The identifiers of these texts."""
    return KnownNames(frozenset(re.findall(r"[A-Za-z_]\w*", "\n".join(texts))))


def left_out(kind: str, shown: str) -> str:
    """Such as "the term `b` is left out"; "a term is left out" where nothing can be shown of it."""
    return f"the {kind} {shown} is left out" if shown else f"a {kind} is left out"


def in_place(new: str, old: str, kind: str = "") -> str:
    """Such as "`<` stands in place of `<=`"; "one variable stands in place of another" where either cannot be shown."""
    return f"{new} stands in place of {old}" if new and old else f"one {kind} stands in place of another"
