"""An exercise's Markdown and code, for a terminal."""

from __future__ import annotations

import re

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.markdown import Markdown
from rich.padding import Padding
from rich.syntax import Syntax
from rich.text import Text

from grader.exercise.catalogue import Entry
from grader.text.code_lines import fit_code
from grader.text.formulas import fit_formulas
from nncli.ui.console import FittedText

FORMULA = {
    r"(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?(?!\w)": "cyan",
    r"[α-ωΑ-Ω∇∂√‖₀-₉⁰-⁹²³ᵀ]+|(?<![A-Za-z])(?:log|exp|tanh|max|min)(?![A-Za-z])": "magenta",
    r"(?m)(?:^|(?<=  ))[^\W\d]\w*(?:\[[^\]]*\])?(?= +[=≈←] )": "bold",
}
THEME = "ansi_dark"  # the terminal's own sixteen colours, readable on dark and light
FULL_WIDTH = 80  # from here on every line of a README fits
CODE = re.compile(r"`[^`]+`")
JOINED = "\u2800"  # a blank to the eye, and none to rich
LIST_INDENT = 4  # columns
INNER_BREAK = re.compile(r"(?<=[^\n|])\n(?=\s*(?!- |\d\. |\||#)\S)")  # within a paragraph or an item of a list


class Prose:
    """A piece of a README. Its lines stay as their author broke them, which parts no formula, where the terminal has room for them; else
    code in it is not parted where it fits into a line.
    """

    def __init__(self, text: str) -> None:
        self.text = text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if options.max_width >= FULL_WIDTH:
            text = INNER_BREAK.sub("  \n", self.text)
        else:
            text = CODE.sub(lambda code: _joined(code[0], options.max_width - LIST_INDENT), self.text)
        for segment in console.render(Markdown(text, code_theme=THEME, inline_code_theme=THEME), options):
            yield segment._replace(text=segment.text.replace(JOINED, " "))


def _joined(code: str, width: int) -> str:
    """Code with a sign in place of its blanks at which no line is broken, where it fits into one."""
    words = code.split()
    return JOINED.join(words) if len(" ".join(words)) - 2 <= width else code


def markdown(text: str) -> RenderableType:
    """A piece of a README as rich text."""
    return Prose(text)


def statement(entry: Entry) -> RenderableType:
    """What the learner reads: the README without its hints. Code keeps its columns; prose is laid out by rich."""
    head, _, rest = entry.statement.partition("\n\n")
    title = Text(head.removeprefix("# ").strip(), style="bold")
    facts, _, body = rest.partition("\n\n")
    return Group(title, Text(facts, style="dim"), Text(""), *_blocks(body))


def _blocks(body: str) -> list[RenderableType]:
    """Markdown between code blocks, and code blocks as they stand: rich would frame and wrap them."""
    parts = body.split("```")
    blocks: list[RenderableType] = []
    for place, part in enumerate(parts):
        if place % 2 == 0:
            blocks += [_prose(part.strip("\n"))] if part.strip() else []
        else:
            language, _, text = part.partition("\n")
            after = parts[place + 1].lstrip()
            below = 0 if not after or after.startswith("- ") else 1  # a list brings its own empty line
            blocks.append(Padding(_code_block(text.rstrip("\n"), language), (1, 0, below, 2)))
    return blocks


def _prose(text: str) -> RenderableType:
    lines = [
        line.replace("## ", "**", 1) + "**" if line.startswith("## ") else line for line in text.strip().split("\n")
    ]
    return markdown("\n".join(lines))


def _code_block(text: str, language: str) -> RenderableType:
    return (
        code_view(text) if language == "python" else FittedText(lambda width: formula_view(fit_formulas(text, width)))
    )


def formula_view(text: str) -> Text:
    """Formulas with colours where there are any: what is defined, numbers, letters and signs of the field; each in its column."""
    shown = Text(text)
    for pattern, style in FORMULA.items():
        shown.highlight_regex(pattern, style)
    return shown


def code_view(text: str) -> RenderableType:
    """Python with colours where there are any, and no trailing blanks in a pipe; what is too long for a line is broken as code is."""
    return FittedText(lambda width: _python_view(fit_code(text, width)))


def _python_view(text: str) -> Text:
    shown = Syntax(text, "python", theme=THEME, background_color="default", word_wrap=False).highlight(text)
    shown.rstrip()
    shown.no_wrap, shown.overflow = False, "fold"
    return shown
