"""`%load_ext nncli`: an exercise, a hint, a solution and one's progress, in a notebook."""

from __future__ import annotations

from typing import Any

from grader.exercise.catalogue import Entry, UnknownExercise, entries, find
from nncli.notebook.cells import kernel_of
from nncli.notebook.errors import CheckError
from nncli.notebook.foreign_markdown import shown_markdown
from nncli.notebook.statement import statement_markdown


def register(shell: Any) -> None:
    """Make the magics known, and the names of exercises complete after them."""
    kernel_of(shell)
    shell.register_magic_function(exercise_magic, "line_cell", "exercise")
    shell.register_magic_function(hint_magic, "line", "hint")
    shell.register_magic_function(solution_magic, "line", "solution")
    shell.register_magic_function(progress_magic, "line", "progress")
    for name in ("%exercise", "%%exercise", "%hint", "%solution"):
        shell.set_hook("complete_command", _complete, str_key=name)


def _complete(_: Any, event: Any) -> list[str]:
    typed = event.symbol
    return [name for entry in entries() for name in (entry.slug, entry.label) if name.startswith(typed)]


def _entry(line: str) -> Entry:
    if not line.strip():
        raise CheckError("which exercise? Write its number or name, such as %hint 3")
    try:
        return find(line.strip())
    except UnknownExercise as error:
        raise CheckError(str(error)) from None


def _show(markdown: str) -> None:
    from IPython import display

    display.display(display.Markdown(markdown))  # type: ignore[no-untyped-call,unused-ignore]


def exercise_magic(line: str, cell: str | None = None) -> None:
    """%exercise 3 shows the statement. %%exercise 3 shows it and runs the cell, which is an attempt like any other."""
    from IPython import get_ipython

    _show(statement_markdown(_entry(line)))
    if cell and cell.strip():
        shell = get_ipython()  # type: ignore[no-untyped-call,unused-ignore]
        shell.run_cell(cell)


def hint_magic(line: str) -> None:
    """%hint 3 shows the next hint."""
    from nncli.learning.hints import next_hint

    entry = _entry(line)
    hint = next_hint(entry)
    _show(shown_markdown(entry, f"**{hint.head}**\n\n{hint.text}"))


def solution_magic(line: str) -> None:
    """%solution 3 shows the worked solution."""
    from nncli.commands.solution import refuse_withheld
    from nncli.misuse import Misuse

    entry = _entry(line)
    try:
        refuse_withheld(entry)
    except Misuse as error:
        raise CheckError(error.message) from None
    _show(shown_markdown(entry, f"```python\n{entry.solution.read_text(encoding='utf-8')}\n```"))


def progress_magic(line: str) -> None:
    """%progress shows what you have done."""
    from nncli.commands.list import listing
    from nncli.learning.record import read_record

    print(listing(read_record(), todo="todo" in line), end="")
