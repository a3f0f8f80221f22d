"""Is each question asked by a probe that is there, and each method by a probe at all?"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from grader.exercise.entry import Entry
from grader.judging.questions import Question, Sheet
from grader.worker import probes

SHARED = "forward_then_backward(x, y, dz) and steps(w, gradients, config)"


def probe_findings(entry: Entry, sheet: Sheet) -> Iterator[str]:
    """Targets that nothing can ask: a probe that is nowhere, a method without a probe."""
    own = functions_in(entry.probe)
    for name, questions in sheet.questions.items():
        for question in questions:
            if finding := _finding(question, own):
                yield f"{name}, case {question.case.name!r}: {finding}"
                break


def _finding(question: Question, own: list[str]) -> str:
    name = question.call.probe
    if not name and "." in question.target.name:
        return f"a method needs an object: probe=... names a function of probe.py that makes and drives one, or one of {SHARED}"
    return missing_probe(name, own, "probe.py") if name else ""


def missing_probe(name: str, own: list[str], file: str) -> str:
    """Why a probe cannot be asked; empty where it can."""
    if name in own or callable(getattr(probes, name, None)):
        return ""
    has = f"{file} has {', '.join(own)}" if own else f"{file} has none"
    return f"there is no probe {name!r}: {has}; every exercise may use {SHARED}"


def functions_in(text: str) -> list[str]:
    """The functions that a file defines at its top level. Raises SyntaxError."""
    return [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
