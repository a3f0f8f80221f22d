"""A statement as a notebook shows it: Markdown, with its formulas in TeX where all of a block can be read as formulas."""

from __future__ import annotations

import contextlib
import re

from grader.exercise.catalogue import Entry
from nncli.notebook.block_cells import BlockPart, block_rows, columns_of
from nncli.notebook.foreign_markdown import shown_markdown
from nncli.notebook.formulas import FUNCTIONS, PRODUCTS, RELATIONS, SUMS, NoFormula, formula_tex

FENCE = re.compile(r"^```(?P<language>\w*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
REMARK = re.compile(r"[A-Za-z0-9 ,;:().'\[\]-]+")  # no sign that a formula is made of
WORD = re.compile(r"(?:[A-Za-z]{2,}(?:'s)?|\"[A-Za-z0-9]+\"|a)[,:;.]?")
NAME, VALUE, MARKS = re.compile(r"[^\W\d]\w*"), re.compile(r"[-\d(\[]*\d"), ",;:"
LETTERS = re.compile(r"[A-Za-z]{2,}")
LABEL = re.compile(r"[A-Za-z ]+:|\"[A-Za-z0-9]+\"")
RELATION = re.compile(r"[=≈≤≥<>√←Σ]|\[\[")
LEAST_SHARE = 0.3  # of the cells of a block of formulas that have a sign of a relation
SIGNS = {**RELATIONS, **SUMS}
OPERATORS = {*RELATIONS, *SUMS, *PRODUCTS, "/", "->"}


def statement_markdown(entry: Entry) -> str:
    """The statement, without the hints."""
    return shown_markdown(entry, typeset_blocks(entry.statement))


def typeset_blocks(markdown: str) -> str:
    """Blocks of formulas as TeX; every other block as it stands, where each sign keeps its column."""
    return FENCE.sub(lambda found: found[0] if found["language"] else block_tex(found["body"]) or found[0], markdown)


def block_tex(body: str) -> str:
    """A block as one display of TeX, a row a line; empty where a part of it is neither a formula nor words beside one."""
    rows = block_rows(body)
    if not rows:
        return ""
    try:
        parts = [[_part(cell.text) for cell in row] for row in rows]
    except NoFormula:
        return ""
    formulas = sum(is_formula for row in parts for _, is_formula in row)
    if formulas < LEAST_SHARE * sum(map(len, parts)):
        return ""
    starts = columns_of(rows)
    lines = [_line_tex(row, [tex for tex, _ in of], starts) for row, of in zip(rows, parts, strict=True)]
    return (
        "$$\n"
        + rf"\begin{{array}}{{{'l' * len(starts)}}}"
        + "\n"
        + " \\\\[0.4em]\n".join(lines)
        + "\n"
        + r"\end{array}"
        + "\n$$"
    )


def _line_tex(row: list[BlockPart], parts: list[str], starts: list[int]) -> str:
    """The cells of a row, each in the last column that begins no later; one that runs on over the next column widens none."""
    columns = [""] * len(starts)
    for cell, tex in zip(row, parts, strict=True):
        place = max(number for number, start in enumerate(starts) if start <= cell.start)
        indented = columns[place] or cell.start > starts[place]
        gap = " " if cell.text.startswith("=") else r"\quad "
        columns[place] += (gap if indented else r"\displaystyle ") + tex
        if cell is row[-1] and any(cell.start < start < cell.start + len(cell.text) for start in starts):
            columns[place] = rf"\rlap{{\displaystyle {columns[place]}}}"
    return r" &\quad ".join(columns)


def _part(text: str) -> tuple[str, bool]:
    """What stands between two gaps as TeX, and whether it is a formula; words otherwise. Raises NoFormula."""
    if text in SIGNS:
        return SIGNS[text], True
    if LABEL.fullmatch(text) or _is_remark(text):
        return rf"\text{{{text}}}", False
    with contextlib.suppress(NoFormula):
        return formula_tex(text), bool(RELATION.search(text))
    return _mixed(text), bool(RELATION.search(text))


def _is_remark(text: str) -> bool:
    """Words rather than a formula: at least two, and none of a formula's own signs."""
    return bool(REMARK.fullmatch(text)) and len(LETTERS.findall(text)) > 1 and not re.search(r"[(\[]", text)


def _mixed(text: str) -> str:
    """Words with formulas among them. Raises NoFormula where what is not a word is no formula either."""
    pieces = _pieces(text)
    words = [_is_word(pieces, place) for place in range(len(pieces))]
    found, place = [], 0
    while place < len(pieces):
        end = next((at for at in range(place, len(pieces)) if words[at] != words[place]), len(pieces))
        run = pieces[place:end]
        found.append(rf"\text{{{' '.join(run)}}}" if words[place] else _formulas(run))
        place = end
    return r"\ ".join(found)


def _formulas(pieces: list[str]) -> str:
    """Formulas that follow one another: one ends at a mark of the sentence, and a name before its value."""
    found, run = [], ""
    for piece in pieces:
        if run and (run[-1] in MARKS or (NAME.fullmatch(run) and VALUE.match(piece))):
            found.append(_formula_and_mark(run))
            run = ""
        run = f"{run} {piece}".lstrip()
    return r"\ ".join([*found, _formula_and_mark(run)])


def _formula_and_mark(run: str) -> str:
    """A formula with the mark that follows it in a sentence."""
    formula = run.rstrip(MARKS)
    return formula_tex(formula) + (rf"\text{{{run[len(formula) :]}}}" if formula != run else "")


def _pieces(text: str) -> list[str]:
    """What stands between blanks, brackets unbroken."""
    pieces: list[str] = []
    depth = 0
    for piece in text.split():
        if depth > 0:
            pieces[-1] += f" {piece}"
        else:
            pieces.append(piece)
        depth += sum(map(piece.count, "([")) - sum(map(piece.count, ")]"))
    return pieces


def _is_word(pieces: list[str], place: int) -> bool:
    """A word of the sentence, and no name of the formula: no operator stands beside it."""
    piece = pieces[place]
    if not WORD.fullmatch(piece) or piece in FUNCTIONS:
        return False
    before, behind = pieces[place - 1] if place else "", pieces[place + 1] if place + 1 < len(pieces) else ""
    if piece == "a" and not LETTERS.fullmatch(behind):
        return False
    return before not in OPERATORS and (behind not in OPERATORS or piece[-1] in ",:;")
