"""A case as a script that runs as it is: the inputs exact to the bit, the call, and what came and was expected as comments."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

import numpy as np
from msgspec import Struct

from grader.exercise.catalogue import Entry
from grader.judging.questions import Question
from grader.report import MAX_INPUT, Verdict
from grader.text.cleaning import visible

WIDTH = 79  # characters of a line of a script
SHOWN = 3  # lines of inputs below a table
SHOWN_WIDTH = 72
NAMES = {np.inf: "np.inf", -np.inf: "-np.inf"}


def literal(value: Any) -> str:
    """Python text that makes this value again: every float to the last bit, arrays with their dtype."""
    if isinstance(value, np.ndarray):
        kind = "" if value.dtype in (np.float64, np.int64, np.bool_) else f", dtype=np.{value.dtype.name}"
        if value.size == 0:
            return f"np.zeros({value.shape}, dtype=np.{value.dtype.name})"
        return f"np.array({literal(value.tolist())}{kind})"
    if isinstance(value, np.generic):
        return (
            literal(value.item())
            if isinstance(value, (float, bool))
            else f"np.{value.dtype.name}({literal(value.item())})"
        )
    if isinstance(value, float):
        return NAMES.get(value, "np.nan" if np.isnan(value) else repr(value))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(key)}: {literal(part)}" for key, part in value.items()) + "}"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(literal, value)) + ("," if len(value) == 1 else "") + ")"
    if isinstance(value, list):
        return "[" + ", ".join(map(literal, value)) + "]"
    return repr(value)


def laid_out(value: Any, before: int = 0, indent: int = 0) -> str:
    """The same text in lines of at most WIDTH characters where that can be, each row of an array on lines of its own; `before` is how
    much of the first line is taken.
    """
    text = literal(value)
    if before + len(text) <= WIDTH or (isinstance(value, np.ndarray) and value.size == 0):
        return text
    if isinstance(value, np.ndarray):
        inner, plain = laid_out(value.tolist(), before + 10, indent), literal(value.tolist())
        return text.replace(plain, inner, 1)
    if isinstance(value, dict):
        keys = {key: f"{literal(key)}: " for key in value}
        parts = [f"{keys[key]}{laid_out(part, indent + 5 + len(keys[key]), indent + 4)}" for key, part in value.items()]
    elif isinstance(value, (list, tuple)):
        parts = [laid_out(part, indent + 5, indent + 4) for part in value]
    else:
        return text
    return f"{text[0]}\n{_filled(parts, indent + 4)}\n{' ' * indent}{text[-1]}"


def _filled(parts: list[str], indent: int) -> str:
    """Numbers one behind the other, as many a line as fit; what has rows of its own on lines of its own."""
    lines: list[str] = []
    for part in parts:
        simple = "\n" not in part and part[0] not in "[({n"
        if lines and simple and indent + len(lines[-1]) + len(part) + 2 <= WIDTH and lines[-1][0] not in "[({n":
            lines[-1] += f" {part},"
        else:
            lines.append(f"{part},")
    return "\n".join(" " * indent + line for line in lines)


class InputTexts(Struct, frozen=True):
    """The inputs of a case as Python text by name, as far as a report holds them, and all in at most three lines where they fit there."""

    exact: dict[str, str]
    short: tuple[str, ...]


def input_texts(question: Question) -> InputTexts:
    """The inputs of a case for a reader; made once for all answers to it."""
    if question.texts is None:
        exact = {name: literal(value) for name, value in question.inputs.items()}
        held = {name: text for name, text in exact.items() if len(text) <= MAX_INPUT}
        question.texts = InputTexts(held, _short_inputs(question))
    texts: InputTexts = question.texts
    return texts


def _short_inputs(question: Question) -> tuple[str, ...]:
    lines = [f"{name} = {_short_literal(value)}" for name, value in question.inputs.items()]
    if sum(map(len, lines)) + 3 * len(lines) <= SHOWN_WIDTH:
        return ("   ".join(lines),)
    return tuple(lines) if len(lines) <= SHOWN and all(len(line) <= SHOWN_WIDTH for line in lines) else ()


def _short_literal(value: Any) -> str:
    """A value as a reader wants it: arrays as nested lists, floats to six digits."""
    if isinstance(value, np.ndarray):
        return _short_literal(value.tolist())
    if isinstance(value, float):
        return f"{value:.6g}"
    if isinstance(value, (list, tuple)):
        left, right = "[]" if isinstance(value, list) else "()"
        return left + ", ".join(map(_short_literal, value)) + right
    return literal(value)


def case_script(entry: Entry, question: Question, verdict: Verdict, file_name: str, in_cells: bool = False) -> str:
    """The script. It imports the learner's file from beside itself, so that it can be run, changed and stepped through.

    `in_cells` is for a file whose functions an import does not define: a notebook of marimo's. Raises ValueError where a name that
    would stand in the script is none: a students' half is data, which anybody may have written.
    """
    for word in _names_in(question):
        if not all(part.isidentifier() and not keyword.iskeyword(part) for part in word.split(".")):
            raise ValueError(f"{word!r} is no name")
    title = _docstring(f'Exercise {entry.label}, {question.target.name}, the case "{question.case.name}".')
    outcome = [f"# {verdict.outcome.words}" + (f": {_one_line(verdict.reason)}" if verdict.reason else "")]
    outcome += [
        f"# {label:<10}{_one_line(text)}"
        for label, text in (("got:", verdict.got), ("expected:", verdict.expected))
        if text
    ]
    if verdict.where:
        outcome.append(f"# the first wrong number stands at {_one_line(verdict.where)}")
    written_out = question.call.probe == "calls"  # then its steps stand there as lines of their own
    inputs = (
        [] if written_out else [f"{name} = {laid_out(value, len(name) + 3)}" for name, value in question.inputs.items()]
    )
    parts = [title, "\n".join(["import numpy as np", "", *_import(file_name, in_cells)]), *_probe(entry, question)]
    blocks = ["\n".join(lines) for lines in (inputs, _call(question), outcome) if lines]
    return "\n\n".join([*parts, *blocks]) + "\n"


def _names_in(question: Question) -> Iterator[str]:
    """What stands in the script as it is."""
    yield from (question.target.name, *question.inputs, *filter(None, [question.call.probe]))
    if question.call.probe == "calls":
        yield from (str(word) for step in question.inputs["script"] for word in step[:2])


def _docstring(text: str) -> str:
    """In three quotes, where nothing in the text ends them."""
    return f'"""{text}"""' if text.isprintable() and "\\" not in text and '""' not in text else repr(text)


def _one_line(text: str) -> str:
    """As a comment may hold it: visible, since it may be what a learner's exception says."""
    return visible(" ".join(text.split()))


def _import(file_name: str, in_cells: bool) -> list[str]:
    """The line that loads the learner's file: an import where its name is a module's."""
    name = PurePath(file_name)
    if (
        name.suffix == ".py"
        and not in_cells
        and name.stem.isidentifier()
        and not keyword.iskeyword(name.stem)
        and name.parent == PurePath(".")
    ):
        return [f"import {name.stem} as learner"]
    return [
        "import types",
        "",
        "from grader.worker.source import cells, compile_source",
        "from grader.worker.stand_ins import install, open_notebook",
        "",
        'learner = types.ModuleType("learner")',
        "install()",
        "open_notebook(learner.__dict__, {})  # plots and magics do nothing here",
        f"for cell in cells({file_name!r}, open({file_name!r}, 'rb').read()):",
        "    exec(compile_source(cell), learner.__dict__)",
    ]


def _probe(entry: Entry, question: Question) -> list[str]:
    """What drives the case, where it is more than one call."""
    name = question.call.probe
    if not name or name in ("calls", "forward_then_backward"):
        return []
    if re.search(rf"^def {re.escape(name)}\(", entry.probe, re.MULTILINE):  # an exercise's own come before those of all
        return [entry.probe.strip()]
    return [f"from grader.worker.probes import {name}"]


def _call(question: Question) -> list[str]:
    target, inputs = question.target.name, question.inputs
    if not question.call.probe:
        names = [f"{name}={name}" if name in question.call.keywords else name for name in inputs]
        return [f"print(learner.{target}({', '.join(names)}))"]
    if question.call.probe == "forward_then_backward":
        gate = target.split(".")[0]
        return [f"gate = learner.{gate}()", "gate.forward(x, y)", "print(gate.backward(dz))"]
    if question.call.probe == "calls":
        return _script_lines(target.split(".")[0], inputs["script"])
    names = [f"{name}={name}" for name in inputs]
    return [f"print({question.call.probe}(learner, {target!r}, {', '.join(names)}))"]


def _script_lines(kind: str, script: list[list[Any]]) -> list[str]:
    """The steps of several calls on objects, each a line."""
    lines = [f"{name} = learner.{kind}()" for name in dict.fromkeys(step[0] for step in script)]
    return lines + [
        f"print({name}.{method}({', '.join(map(literal, arguments))}))" for name, method, *arguments in script
    ]
