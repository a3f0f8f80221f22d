"""A statement as a notebook shows it: Markdown, with its formulas in TeX where all of a block can be read as formulas."""

from __future__ import annotations

import contextlib
import re

from grader.exercise.catalogue import Entry
from nncli.notebook.formulas import NoFormula, formula_tex

GAP = re.compile(r" {2,}")
FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
REMARK = re.compile(r"[A-Za-z0-9 ,;:().'\[\]-]+")  # no sign that a formula is made of
WORD = re.compile(r"[A-Za-z]{2,}")
LABEL = re.compile(r"[A-Za-z ]+:|\"\w+\"")
RELATION = re.compile(r"[=≈≤≥<>]")


def statement_markdown(entry: Entry) -> str:
    """The statement, without the hints."""
    return typeset_blocks(entry.statement)


def typeset_blocks(markdown: str) -> str:
    """Blocks of formulas as TeX; every other block as it stands, where each sign keeps its column."""
    return FENCE.sub(lambda found: found[0] if found["language"] else block_tex(found["body"]) or found[0], markdown)


def block_tex(body: str) -> str:
    """A block as one display of TeX, a row a line; empty where a part of it is neither a formula nor a remark beside one."""
    try:
        rows = [_row(line) for line in body.split("\n") if line.strip()]
    except NoFormula:
        return ""
    formulas = sum(is_formula for row in rows for _, is_formula in row)
    if not rows or formulas < sum(map(len, rows)) - formulas:
        return ""
    lines = [r" &\quad ".join(rf"\displaystyle {tex}" for tex, _ in row) for row in rows]
    columns = "l" * max(map(len, rows))
    return (
        "$$\n" + rf"\begin{{array}}{{{columns}}}" + "\n" + " \\\\[0.4em]\n".join(lines) + "\n" + r"\end{array}" + "\n$$"
    )


def _row(line: str) -> list[tuple[str, bool]]:
    """A line's parts; one that is set in begins with an empty cell."""
    parts = [_part(part) for part in GAP.split(line.strip())]
    return [("", True), *parts] if line.startswith("  ") else parts


def _part(text: str) -> tuple[str, bool]:
    """What stands between two gaps as TeX, and whether it is a formula; words otherwise. Raises NoFormula."""
    if LABEL.fullmatch(text) or _is_remark(text):
        return rf"\text{{{text}}}", False
    with contextlib.suppress(NoFormula):
        return formula_tex(text), bool(RELATION.search(text))
    head, _, words = text.rpartition(", ")
    if head and _is_remark(words):
        return rf"{_part(head)[0]},\ \text{{{words}}}", True
    head, _, words = text.partition("= ")
    if _is_remark(words):
        return rf"{formula_tex(head) if head else ''} = \text{{{words}}}", True
    raise NoFormula(text)


def _is_remark(text: str) -> bool:
    """Words rather than a formula: at least two, and none of a formula's own signs."""
    return bool(REMARK.fullmatch(text)) and len(WORD.findall(text)) > 1
