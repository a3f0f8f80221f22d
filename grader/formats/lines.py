"""Report -> `file:line: message`, as editors read it: a line for each target that did not pass, at the function or class that it is,
and one for a file that Python cannot read.

Sources are searched and never parsed: a text that breaks a parser must not break the judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from grader.formats.sentences import case_sentence, short, wrong
from grader.report import ExerciseReport, Outcome, Report, TargetReport, Verdict

Lines = Mapping[tuple[str, str], int]  # of a file's name and a target
Definitions = Mapping[str, tuple[int, int]]
NOWHERE: Lines = {}
MAX_SEARCHED = 4 << 20  # bytes of all files of a submission
DEFINITION = re.compile(r"^(?:(?:async def|def|class) +([^\W\d]\w*)|([^\W\d]\w*)\s*[:=])", re.MULTILINE)


def target_lines(files: Mapping[str, bytes], report: Report) -> Lines:
    """Where each target of a report stands in the .py file that it was graded in; a notebook has cells and no lines. Of files that are
    larger than anybody writes, nothing is known.
    """
    found: dict[tuple[str, str], int] = {}
    left = MAX_SEARCHED
    for file, content in files.items():
        here = [one for one in report.exercises if one.source in ("", file)]
        if not file.endswith(".py") or not here or len(content) > left:
            continue
        left -= len(content)
        text = content.decode("utf-8", "replace")
        known = places_of_definitions(text)
        found |= {
            (file, target.name): definition_line(text, target.name, known) for one in here for target in one.targets
        }
    return found


def places_of_definitions(text: str) -> Definitions:
    """Where each name of the top level is first defined: the beginning and the end of `def softmax`, `class Gate`, `RATE =`."""
    found: dict[str, tuple[int, int]] = {}
    for match in DEFINITION.finditer(text):
        found.setdefault(match[1] or match[2], match.span())
    return found


def definition_line(text: str, target: str, known: Definitions) -> int:
    """The line, from 1 on, where what a target names begins: `softmax`, `Gate.backward`, `DERIVATION["dL_dz"]`; that of the class or
    of the whole where the part is not there, 1 where nothing is. `known` are the definitions of the text.
    """
    name, method, key = _parts(target)
    if name not in known:
        return 1
    start, end = known[name]
    inside = text[end:]
    part = _method_start(inside, method) if method else _key_start(inside, key) if key else 0
    return text.count("\n", 0, end + part if part else start) + 1


def _parts(target: str) -> tuple[str, str, str]:
    """The name, and a method or a key behind it."""
    head, _, key = target.partition("[")
    name, _, method = head.partition(".")
    return name, method, key.strip("\"']")


def _key_start(inside: str, key: str) -> int:
    match = re.search(rf"[\"']{re.escape(key)}[\"']", inside)
    return match.start() if match else 0


def _method_start(body: str, method: str) -> int:
    """Where a method begins in what follows a class's head; 0 where the class ends before."""
    end = re.search(r"\n[^\s#)\]}]", body)
    inside = body[: end.start()] if end else body
    match = re.search(rf"^[ \t]+(?:async )?(def +{re.escape(method)})\b", inside, re.MULTILINE)
    return match.start(1) if match else 0


def unreadable_at(text: str, file: str) -> tuple[int, str]:
    """The line of a file that Python cannot read, and the first line of what it says, where `text` says so as in "softmax.py, line 5:
    SyntaxError: ..."; 0 and "" for any other text.
    """
    name = re.escape(file.rpartition("/")[2])
    match = re.match(rf"(?:SyntaxError: )?(?:(?:[^\n]*/)?{name}(?:,|:) )?line (\d{{1,7}})(:?) (.*)", text)
    if match is None:
        return 0, ""
    return int(match[1]), match[3] if match[2] else f"this line {match[3]}"


def unreadable_in(case: Verdict, file: str) -> tuple[int, str]:
    """The same of a case; 0 and "" where its file was read and something raised in it."""
    return unreadable_at(case.reason, file) if case.outcome is Outcome.RAISED and not case.frames else (0, "")


def raised_at(case: Verdict, file: str) -> int:
    """The line of a file at which a case raised, or at which the file cannot be read; 0 where it did not, or that is not known."""
    if case.frames:
        return max(case.frames[-1].line, 1) if case.frames[-1].file == file else 0
    return unreadable_in(case, file)[0]


def line_of(lines: Lines, file: str, target: TargetReport) -> int:
    """The learner's own line that raised, where one did; else that of the definition, 1 where it is not known."""
    return raised_at(wrong(target)[0], file) or lines.get((file, target.name), 1)


def report_lines(report: Report, root: str = "", lines: Lines = NOWHERE) -> str:
    """A line for each target that did not pass; nothing where all did."""
    return "".join(f"{line}\n" for line in dict.fromkeys(_problem_lines(report, root, lines)))


def _problem_lines(report: Report, root: str, lines: Lines) -> Iterator[str]:
    if report.problem:
        line, words = unreadable_at(report.problem, report.name)
        yield f"{_path(root, report.name)}:{line or 1}: {short(words or report.problem)}"
    for exercise in report.exercises:
        for target in exercise.targets:
            if target.outcome is not Outcome.PASSED:
                yield _target_line(report, exercise, target, root, lines)


def _target_line(report: Report, exercise: ExerciseReport, target: TargetReport, root: str, lines: Lines) -> str:
    file, case = exercise.source or report.name, wrong(target)[0]
    _, unreadable = unreadable_in(case, file)
    message = short(unreadable) or f"{target.name}: {short(case.name)}: {case_sentence(case)}"
    return f"{_path(root, file)}:{line_of(lines, file, target)}: {' '.join(message.split())}"


def _path(root: str, name: str) -> str:
    return short(f"{root}/{name}" if root not in ("", ".") else name)
