"""Formulas in a narrow terminal: what does not fit is cut between two columns, or broken between two formulas, at an operator, between
two words; never within a number, and a matrix stays a matrix.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from grader.text.columns import fit_side_by_side, fit_table, is_balanced
from grader.text.line_breaks import BEFORE_OPERATOR, HANGING, break_line, indent_of

LABEL = re.compile(r"(\S.*?) {2,}(?=\S)")
LARGEST_LABEL = 0.35  # of a line; a longer label stands on a line of its own
COMMAND = "nncli "


def fit_formulas(text: str, width: int) -> str:
    """The text, with no line longer than `width` columns where a space allows it. Numbers and words stay whole."""
    stanzas = [stanza.split("\n") for stanza in re.split(r"\n(?:[^\S\n]*\n)+", text)]
    if all(len(line) <= width for stanza in stanzas for line in stanza):
        return text
    column = _label_column([line for stanza in stanzas for line in stanza])
    return "\n\n".join("\n".join(_fit_stanza(stanza, width, column)) for stanza in stanzas)


def _fit_stanza(lines: list[str], width: int, column: int) -> list[str]:
    """Lines without an empty one between them; `column` is where formulas begin behind labels, where all stanzas have them there."""
    if all(len(line) <= width for line in lines):
        return lines
    if lines[0].startswith(COMMAND):
        return _fit_command(lines, width)
    if _is_drawing(lines):
        return fit_side_by_side(lines, width, drawing=True)
    return fit_table(lines, width) or list(_fit_labelled(lines, width, column or _label_column(lines)))


def _fit_command(lines: list[str], width: int) -> list[str]:
    """A command, broken before an option, or before the file where that is too long, so that a shell reads it as it stands."""
    whole = " ".join(line.rstrip("\\").strip() for line in lines)
    first, *options = re.split(r" (?=--)", whole)
    if len(first) + 2 > width:
        first, _, file = first.rpartition(" ")
        options = [file, *options]
    parts = [first]
    for option in options:
        fits = len(parts[-1]) + len(option) + 3 <= width
        parts = [*parts[:-1], f"{parts[-1]} {option}"] if fits else [*parts, f"  {option}"]
    return [*(f"{part} \\" for part in parts[:-1]), parts[-1]]


def _is_drawing(lines: list[str]) -> bool:
    """Signs at places of their own: no formula, no labels, and no column in which the lines begin."""
    least = min(map(indent_of, lines))
    has_labels = _label_column(lines) and sum(indent_of(line) == least for line in lines) > 1
    return "=" not in "".join(lines) and not has_labels and sum(indent_of(line) > least for line in lines[1:]) > 1


def _fit_labelled(lines: list[str], width: int, column: int) -> Iterator[str]:
    """Formulas behind a label each, or without labels where `column` is 0."""
    own_line = column > LARGEST_LABEL * width
    shift = HANGING if own_line and column else column
    for group in _groups(lines):
        label = group[0][:column].rstrip()
        if own_line and label:
            yield from break_line(label, width)
            label = ""
        contents = [line[column:] for line in group]
        for part in _fit_group(contents, width - shift):
            yield f"{label:<{shift}}{part}".rstrip()
            label = ""


def _label_column(lines: list[str]) -> int:
    """The column in which the formulas behind the labels begin; 0 where there are none."""
    found = Counter(column for line in lines if (column := _behind_label(line)))
    column = found.most_common(1)[0][0] if found else 0
    shared = found[column] + sum(indent_of(line) == column for line in lines)
    is_formula = found[column] == shared == 2 and all("=" in line[:column] for line in lines)  # two beside two
    return column if shared > 1 and not is_formula and all(_has_room(line, column) for line in lines) else 0


def _behind_label(line: str) -> int:
    label = LABEL.match(line)
    return 0 if label is None or BEFORE_OPERATOR.match(" " + line[label.end() :]) else label.end()


def _has_room(line: str, column: int) -> bool:
    """Nothing of the line but its label stands before the column."""
    return _behind_label(line) == column or indent_of(line) >= column


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Lines that are one in sense, as those of a matrix, with what goes on below it, further in."""
    group: list[str] = []
    for line in lines:
        is_further = len(group) > 1 and indent_of(line) > indent_of(group[0])
        if group and is_balanced(group) and not is_further:
            yield group
            group = []
        group.append(line)
    yield group


def _fit_group(lines: list[str], width: int) -> list[str]:
    if max(map(len, lines)) <= width:
        return lines
    if len(lines) > 1:
        return fit_side_by_side(lines, width)
    is_far = indent_of(lines[0]) > max(LARGEST_LABEL * width, HANGING)  # below something that is broken now
    return break_line(" " * HANGING * is_far + lines[0].strip() if is_far else lines[0], width)
