"""The learner's side: read the file, run each case, hand back plain values. This process knows no right answer.

It serves one submission: Scan, then Load, then any number of Calls, each a frame in and a frame out (see wire.py). Whatever the
learner's code does - prints, raises, patches NumPy, exits - the judge reads values only, and keeps the clock.
"""

from __future__ import annotations

import marshal
import os
import sys
import time
import types
from collections.abc import Callable, Sequence
from importlib.machinery import ModuleSpec
from typing import Any

from grader import wire
from grader.worker import probes, source, stand_ins, tracebacks

MODULE_NAME = "submission"
AWAITS = 0x80  # of a code object's flags: it is a coroutine (inspect.CO_COROUTINE)
LIBRARIES = frozenset({"numpy"})  # beside the standard library
BUILD_FACTS = "_sysconfigdata"  # of the standard library, under another name on every platform
LARGE = 4096  # bytes of a file; a smaller one is compiled as fast as it is handed on
ADVICE = "only NumPy and the standard library are available here"


class Beside:
    """Imports the helper files that came with the submission, and says plainly what is not there."""

    def __init__(self, modules: dict[str, bytes]) -> None:
        self.modules = modules

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: Any = None) -> ModuleSpec | None:
        top, _, rest = fullname.partition(".")
        name = rest if top == MODULE_NAME else fullname  # `from .helper import f` in the submission itself
        if name in self.modules or self._is_package(name):
            # It loads like a Loader; importlib.abc, which has the class, takes long to load itself.
            return self._spec(fullname, name)
        if top in sys.stdlib_module_names or top in LIBRARIES or top.startswith(BUILD_FACTS):
            return None
        if top in stand_ins.PACKAGES:
            return ModuleSpec(fullname, stand_ins.Loader(), is_package=True)  # type: ignore[arg-type]
        raise ModuleNotFoundError(f"No module named {fullname!r}: {ADVICE}", name=fullname)

    def _is_package(self, name: str) -> bool:
        return any(module.startswith(f"{name}.") for module in self.modules)

    def _spec(self, fullname: str, name: str) -> ModuleSpec:
        loader: Any = self
        return ModuleSpec(fullname, loader, origin=f"{name}.py", loader_state=name, is_package=self._is_package(name))

    def create_module(self, spec: ModuleSpec) -> None:
        """None: an ordinary module will do."""

    def exec_module(self, module: types.ModuleType) -> None:
        spec = module.__spec__
        name = str(spec.loader_state if spec else module.__name__)
        place = f"{name}.py"
        try:
            cell = wire.Cell(place, source.decode_source(self.modules.get(name, b"")))
        except source.UnreadableSource as problem:
            raise SyntaxError(f"{place}: {problem}") from None
        _run(cell, compile(cell.source, place, "exec", dont_inherit=True), module.__dict__)


def _run(cell: wire.Cell, code: types.CodeType, namespace: dict[str, Any]) -> None:
    tracebacks.keep_source(cell)
    waiting = eval(code, namespace)
    if code.co_flags & AWAITS:
        _event_loop().run_until_complete(waiting)


_loops: list[Any] = []


def _event_loop() -> Any:
    """The loop of a notebook's cells: a task that one of them starts may be awaited in another."""
    import asyncio  # here, since few notebooks wait for anything

    if not _loops:
        _loops.append(asyncio.new_event_loop())
        asyncio.set_event_loop(_loops[0])
    return _loops[0]


def _signatures(codes: list[types.CodeType]) -> dict[str, list[str]]:
    """The parameters of what a file defines, a later definition in the place of an earlier one."""
    every = [pair for code in codes for pair in source.signatures_of(code)][-wire.MAX_NAMES :]
    clean = wire.clean_text
    return {
        clean(name, 200): [clean(one, 200) for one in parameters[: wire.MAX_PARAMETERS]] for name, parameters in every
    }


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
        known = [wire.clean_text(name, 200) for name in list(names)[: wire.MAX_NAMES]]
        return wire.Scanned(known, "", _signatures(self.codes), self._marshalled(len(request.content)))

    def _marshalled(self, size: int) -> bytes:
        """The code of a large .py file, for the next workers; of any other nothing."""
        if size < LARGE or len(self.codes) != 1 or self.cells[0].notebook:
            return b""
        code = marshal.dumps(self.codes[0])
        return code if len(code) <= wire.MAX_CODE else b""

    def load(self, request: wire.Load) -> wire.Loaded | wire.Raised:
        if request.probe:
            exec(marshal.loads(request.probe), self.probes)
        sys.meta_path.insert(0, Beside(request.modules))
        sys.modules[MODULE_NAME] = self.module
        self.module.__dict__.update(__file__=request.name, __path__=[], __package__=MODULE_NAME)
        stand_ins.open_notebook(self.module.__dict__, request.modules)
        try:
            self.cells = self.cells or source.cells(request.name, request.content)
            if not self.codes and request.code:
                self.codes = [marshal.loads(request.code)]
            self.codes = self.codes or [source.compile_source(cell) for cell in self.cells]
            for cell, code in zip(self.cells, self.codes, strict=True):
                _run(cell, code, self.module.__dict__)
        except BaseException as error:
            return tracebacks.describe_exception(error)
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
            function = probes.resolve(self.module, request.target)
            if request.probe:
                output = self.probe(request.probe)(self.module, request.target, **handed)
            else:
                keywords = {name: handed.pop(name) for name in request.keywords}
                output = function(*handed.values(), **keywords)
            value = wire.describe(output)
            return wire.Returned(value, [wire.describe(after) for after in inputs.values()])
        except BaseException as error:
            return tracebacks.describe_exception(error)
        finally:
            flush()

    def probe(self, name: str) -> Callable[..., Any]:
        function: Callable[..., Any] = self.probes[name] if name in self.probes else getattr(probes, name)
        return function


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


# --------------------------------------------------------------------------------------------------------------------- serving


def answer(session: LoadedSubmission, request: wire.Request) -> wire.Reply:
    if isinstance(request, wire.Scan):
        return session.scan(request)
    if isinstance(request, wire.Load):
        return session.load(request)
    return session.call(request)


_read, _write, _frame, _now = os.read, os.write, wire.frame, time.monotonic
MOST_UNSENT, LONGEST_UNSENT = 1 << 15, 0.05  # bytes and seconds of answers that wait for the next one


class _Frames:
    """The frames that come through a pipe, one after the other; nearly always all of one comes at once, and often several do."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor, self.data = descriptor, bytearray()

    @property
    def has_more(self) -> bool:
        """The next frame is here already."""
        return len(self.data) >= 4 and len(self.data) >= 4 + int.from_bytes(self.data[:4], "little")

    def next(self) -> bytes:
        """The payload of the next frame. Raises EOFError."""
        while not self.has_more:
            more = _read(self.descriptor, 1 << 16)
            if not more:
                raise EOFError
            self.data += more
        end = 4 + int.from_bytes(self.data[:4], "little")
        payload = bytes(self.data[4:end])
        del self.data[:end]
        return payload


def _write_all(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[_write(descriptor, view) :]


def serve(requests: int, replies: int, confine: Callable[[], None]) -> None:
    """Answer frames from `requests` on `replies` until the judge hangs up. `confine` runs once, before the first frame is read.

    Requests that came together are answered together, unless that takes a while: to wake the judge takes as long as most answers.
    """
    confine()
    session, frames = LoadedSubmission(), _Frames(requests)
    unsent, since = b"", 0.0
    while True:
        try:
            request = wire.read_request(frames.next())
        except EOFError:
            return
        since = since if unsent else _now()
        try:
            unsent += _frame(answer(session, request))
        except Exception as problem:  # what was returned cannot be handed over
            unsent += _frame(wire.CallReply([tracebacks.describe_exception(problem)]))
        if not frames.has_more or len(unsent) > MOST_UNSENT or _now() - since > LONGEST_UNSENT:
            _write_all(replies, unsent)
            unsent = b""


def open_streams() -> None:
    """Python's own streams onto the descriptors of this process: what is printed is UTF-8 and arrives line by line."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as the process
    sys.stdout = sys.stderr = open(  # noqa: SIM115
        1, "w", encoding="utf-8", errors="backslashreplace", buffering=1, closefd=False
    )
