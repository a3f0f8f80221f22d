"""The learner's side: read the file, run each case, hand back plain values. This process knows no right answer.

It serves one submission: Scan, then Load, then any number of Calls, each a frame in and a frame out (see wire.py). Whatever the
learner's code does - prints, raises, patches NumPy, exits - the judge reads values only, and keeps the clock.
"""

from __future__ import annotations

import os
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from grader import wire
from grader.worker import probes, source, stand_ins
from grader.worker.running import MODULE_NAME, Beside, run_cell, texts

MAX_FRAMES = 12


class LoadedSubmission:
    """One submission, from its bytes to its answers."""

    def __init__(self) -> None:
        self.cells: list[wire.Cell] = []
        self.codes: list[types.CodeType] = []
        self.module = types.ModuleType(MODULE_NAME)
        self.probes: dict[str, Any] = {}

    def scan(self, request: wire.Scan) -> wire.Scanned:
        try:
            self.cells = source.cells(request.name, request.content)
            self.codes = [source.compile_source(cell) for cell in self.cells]
        except source.UnreadableSource as problem:
            return wire.Scanned([], wire.clean_text(str(problem), 600))
        names = dict.fromkeys(name for code in self.codes for name in source.names_defined(code))
        names = names or dict.fromkeys(name for cell in self.cells for name in source.unreachable_names(cell))
        return wire.Scanned([wire.clean_text(name, 200) for name in list(names)[: wire.MAX_NAMES]])

    def load(self, request: wire.Load) -> wire.Loaded | wire.Raised:
        exec(compile(request.probe, "probe.py", "exec", dont_inherit=True), self.probes)
        sys.meta_path.insert(0, Beside(request.modules))
        sys.modules[MODULE_NAME] = self.module
        self.module.__dict__.update(__file__=request.name, __path__=[], __package__=MODULE_NAME)
        stand_ins.open_notebook(self.module.__dict__, request.modules)
        try:
            self.cells = self.cells or source.cells(request.name, request.content)
            self.codes = self.codes or [source.compile_source(cell) for cell in self.cells]
            for cell, code in zip(self.cells, self.codes, strict=True):
                run_cell(cell, code, self.module.__dict__)
        except BaseException as error:
            return describe_exception(error)
        finally:
            flush()
        return wire.Loaded()

    def call(self, request: wire.Call) -> wire.CallReply:
        answers: list[wire.Returned | wire.Raised] = []
        for number, described in enumerate(request.runs):
            with quiet(number > 0):
                answers.append(self.run_once(request, described))
        return wire.CallReply(answers)

    def run_once(self, request: wire.Call, described: dict[str, wire.Value]) -> wire.Returned | wire.Raised:
        inputs = {name: wire.revive(value) for name, value in described.items()}
        handed = dict(inputs)
        try:
            found = probes.resolve(self.module, request.target)
            if request.probe:
                output = self.probe(request.probe)(self.module, request.target, **handed)
            else:
                keywords = {name: handed.pop(name) for name in request.keywords}
                output = found(*handed.values(), **keywords)
            value = wire.describe(output)
            return wire.Returned(value, [wire.describe(after) for after in inputs.values()])
        except BaseException as error:
            return describe_exception(error)
        finally:
            flush()

    def probe(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = self.probes[name] if name in self.probes else getattr(probes, name)
        return found


class quiet:
    """Nothing printed within is kept: the second run of a case repeats the prints of the first."""

    def __init__(self, wanted: bool) -> None:
        self.wanted = wanted

    def __enter__(self) -> None:
        self.streams = sys.stdout, sys.stderr
        if self.wanted:
            sys.stdout = sys.stderr = _silence

    def __exit__(self, *_: object) -> None:
        sys.stdout, sys.stderr = self.streams


class _Silence:
    encoding = "utf-8"

    def write(self, text: str) -> int:
        return len(text)

    def flush(self) -> None:
        return None

    def isatty(self) -> bool:
        return False


_silence: Any = _Silence()


def flush() -> None:
    """Hand on what was printed so far."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BaseException:  # a learner may have closed or replaced it; nothing is lost but their prints
            continue


# ------------------------------------------------------------------------------------------------------- exceptions as data

_str, _type = str, type


def describe_exception(error: BaseException) -> wire.Raised:
    """The exception as plain data; an exception that misbehaves while being printed is still only data."""
    try:
        text = wire.clean_text(_str(error))
    except BaseException:
        text = "(its text cannot be printed)"
    try:
        frames = list(_frames(error))
    except BaseException:
        frames = []
    return wire.Raised(_class_names(error), text, frames)


def _class_names(error: BaseException) -> list[str]:
    name = type.__dict__["__name__"].__get__
    return [wire.clean_text(name(cls), 80) for cls in type.__dict__["__mro__"].__get__(_type(error))[:10]]


def _frames(error: BaseException) -> Iterator[wire.Frame]:
    """The learner's own lines, the outermost first; of a deep recursion each line once, with a count."""
    found: list[wire.Frame] = []
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename in texts:
            found.append(_line_frame(trace))
            _fold(found)
        trace = trace.tb_next
    return iter(found if len(found) <= MAX_FRAMES else found[:4] + found[4 - MAX_FRAMES :])


def _line_frame(trace: types.TracebackType) -> wire.Frame:
    code, number = trace.tb_frame.f_code, trace.tb_lineno
    lines = texts[code.co_filename]
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return wire.Frame(code.co_filename, number, wire.clean_text(code.co_name, 80), wire.clean_text(line, 200))


def _fold(found: list[wire.Frame]) -> None:
    """Where the last frames repeat those before them, count them there instead: functions that call one another, up to three."""
    for length in (1, 2, 3):
        last, before = found[-length:], found[-2 * length : -length]
        if len(before) == length and all(map(_is_same_line, last, before)):
            counted = [wire.Frame(f.file, f.line, f.function, f.source, f.times + 1) for f in before]
            found[-2 * length :] = counted
            return


def _is_same_line(last: wire.Frame, before: wire.Frame) -> bool:
    return (last.file, last.line, last.function) == (before.file, before.line, before.function) and last.times == 1


# --------------------------------------------------------------------------------------------------------------------- serving


def answer(session: LoadedSubmission, request: wire.Request) -> wire.Reply:
    if isinstance(request, wire.Scan):
        return session.scan(request)
    if isinstance(request, wire.Load):
        return session.load(request)
    return session.call(request)


_read, _write, _frame = os.read, os.write, wire.frame


def _next_frame(descriptor: int) -> memoryview:
    """The payload of a frame; nearly always all of it comes at once. Raises EOFError."""
    data = bytearray()
    while len(data) < 4 or len(data) < 4 + int.from_bytes(data[:4], "little"):
        more = _read(descriptor, 1 << 16)
        if not more:
            raise EOFError
        data += more
    return memoryview(data)[4:]


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[_write(descriptor, view) :]


def serve(requests: int, replies: int, confine: Callable[[], None]) -> None:
    """Answer frames from `requests` on `replies` until the judge hangs up. `confine` runs once, before the first frame is read."""
    confine()
    session = LoadedSubmission()
    while True:
        try:
            request = wire.read_request(_next_frame(requests))
        except EOFError:
            return
        try:
            reply = _frame(answer(session, request))
        except Exception as problem:  # what was returned cannot be handed over
            reply = _frame(wire.CallReply([describe_exception(problem)]))
        _write_all(replies, reply)


def open_streams() -> None:
    """Python's own streams onto the descriptors of this process: what is printed is UTF-8 and arrives line by line."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stderr = open(  # noqa: SIM115
        1, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )
