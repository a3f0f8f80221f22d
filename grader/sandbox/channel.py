"""The judge's end of the line to one worker: it sends a frame, receives one, keeps prints, and measures time on the judge's own clock.

Two classes with the same methods. `PolledChannel` waits on three non-blocking descriptors at once (Linux, macOS). `ThreadedChannel` does
the same with threads, for platforms whose pipes cannot be polled (Windows), and for fresh workers everywhere, so that it is tested
everywhere.
"""

from __future__ import annotations

import contextlib
import os
import select
import threading
import time
from collections.abc import Callable, Sequence
from typing import Protocol

from grader.wire.bounds import MAX_REPLY

KEPT_PRINTS = 64 * 2**10
MAX_PRINTS = 16 * 2**20
CHUNK = 1 << 16
MOST_TOGETHER = 1 << 20  # bytes of answers
UNASKED = "it sent an answer that nobody had asked for"


class TimedOut(Exception):
    """The worker did not answer within its time."""


class Ended(Exception):
    """The worker hung up; the text says why where the line knows it."""


Extend = Callable[[], float]  # asked when the time is over: how many seconds more the worker gets, 0 for none


def no_more() -> float:
    """No second more."""
    return 0.0


class Channel(Protocol):
    prints: Prints

    def exchange(self, frame: bytes, seconds: float, extend: Extend = no_more) -> bytes: ...

    def exchange_all(self, frames: Sequence[bytes], seconds: float) -> list[bytes]: ...

    def close(self) -> None: ...


class Prints:
    """What a worker printed: the first KEPT_PRINTS bytes are kept, more than MAX_PRINTS end it."""

    def __init__(self) -> None:
        self.kept, self.size = bytearray(), 0

    def add(self, data: bytes) -> None:
        self.size += len(data)
        self.kept += data[: max(KEPT_PRINTS - len(self.kept), 0)]

    def check(self) -> None:
        if self.size > MAX_PRINTS:
            raise Ended(f"it printed more than {MAX_PRINTS >> 20} MB")

    def text(self) -> str:
        text = self.kept.decode("utf-8", "replace")
        return text + "\n… (more was printed)" if self.size > len(self.kept) else text


class Frames:
    """Bytes as they arrive -> the payload of one frame, bounded before it is kept."""

    def __init__(self) -> None:
        self.buffer = bytearray()

    def add(self, data: bytes) -> bytes | None:
        """The payload once it is complete. Raises Ended for a frame that claims too much."""
        self.buffer += data
        return self.take()

    def take(self) -> bytes | None:
        """The next payload that is there as a whole. Raises Ended for a frame that claims too much."""
        if len(self.buffer) < 4:
            return None
        size = int.from_bytes(self.buffer[:4], "little")
        if size > MAX_REPLY:
            raise Ended("it sent a malformed answer")
        if len(self.buffer) < 4 + size:
            return None
        payload = bytes(self.buffer[4 : 4 + size])
        del self.buffer[: 4 + size]
        return payload


class PolledChannel:
    """Waits on requests, replies and prints at once; all three descriptors are this object's to close."""

    def __init__(self, requests: int, replies: int, prints: int) -> None:
        self.requests, self.replies, self.printed = requests, replies, prints
        self.prints, self.frames, self.unsent = Prints(), Frames(), memoryview(b"")
        self.sent_ahead = b""
        self.poll = select.poll()
        for descriptor in (requests, replies, prints):
            os.set_blocking(descriptor, False)
        self.poll.register(replies, select.POLLIN)
        self.poll.register(prints, select.POLLIN)

    def exchange(self, frame: bytes, seconds: float, extend: Extend = no_more) -> bytes:
        """The answer to `frame`, within `seconds` and what `extend` adds to them. Raises TimedOut or Ended."""
        if frame != self.sent_ahead:
            self._send(frame)
        self.sent_ahead = b""
        return self._receive(seconds, extend)

    def send_ahead(self, frame: bytes) -> None:
        """Send what will be asked first: `exchange` then only waits for the answer. Raises Ended."""
        self._send(frame)
        self.sent_ahead = frame

    def exchange_all(self, frames: Sequence[bytes], seconds: float) -> list[bytes]:
        """The answers to `frames`, which are sent together, each within `seconds` of the one before. Raises TimedOut or Ended."""
        payloads = [self.exchange(b"".join(frames), seconds)]
        while len(payloads) < len(frames):
            if sum(map(len, payloads)) > MOST_TOGETHER:
                raise Ended("its answers are too large to come together")
            payload = self.frames.take()
            payloads.append(self._receive(seconds) if payload is None else payload)
        self._check_silence()
        return payloads

    def _receive(self, seconds: float, extend: Extend = no_more) -> bytes:
        """The next answer, while what is left of the request is sent. Raises TimedOut or Ended."""
        deadline = time.monotonic() + seconds
        while True:
            left = deadline - time.monotonic()
            if left <= 0:
                if (left := extend()) <= 0:
                    raise TimedOut
                deadline = time.monotonic() + left
            for descriptor, _ in self.poll.poll(max(left * 1000, 1)):
                if descriptor == self.requests:
                    self.unsent = self._send_some(self.unsent)
                    if not self.unsent:
                        self.poll.unregister(self.requests)
                elif descriptor == self.printed:
                    self._keep_prints()
                elif (payload := self._receive_some()) is not None:
                    return payload

    def _send(self, frame: bytes) -> None:
        """Begin to send it. Raises Ended."""
        self._check_silence()
        self.unsent = self._send_some(memoryview(frame))  # a pipe mostly takes a frame at once
        if self.unsent:
            self.poll.register(self.requests, select.POLLOUT)

    def _check_silence(self) -> None:
        """Raises Ended for bytes that came before a request: a worker only replies, so the learner's code wrote them."""
        spoken = any(descriptor == self.replies and event & select.POLLIN for descriptor, event in self.poll.poll(0))
        if self.frames.buffer or spoken:
            raise Ended(UNASKED)

    def _send_some(self, unsent: memoryview) -> memoryview:
        """What is left of it. Where the worker is gone, nothing: its replies say so next."""
        try:
            return unsent[os.write(self.requests, unsent) :]
        except BlockingIOError:
            return unsent
        except OSError:
            return unsent[:0]

    def _receive_some(self) -> bytes | None:
        try:
            data = os.read(self.replies, CHUNK)
        except BlockingIOError:
            return None
        if not data:
            self._keep_prints()
            raise Ended
        return self.frames.add(data)

    def _keep_prints(self) -> None:
        while True:
            try:
                data = os.read(self.printed, CHUNK)
            except OSError:
                return
            if not data:
                with contextlib.suppress(KeyError):
                    self.poll.unregister(self.printed)
                return
            self.prints.add(data)
            self.prints.check()

    def close(self) -> None:
        with contextlib.suppress(Ended):
            self._keep_prints()
        for descriptor in (self.requests, self.replies, self.printed):
            os.close(descriptor)


class ThreadedChannel:
    """One thread for each direction. A thread whose pipe outlives the worker ends with its pipe, not with the line."""

    def __init__(self, requests: int, replies: int, prints: int) -> None:
        import queue  # for speed: where pipes can be polled, no thread is needed

        self.prints = Prints()
        self.asked = 0
        self.unsent: queue.Queue[bytes | None] = queue.Queue()
        self.answers: queue.Queue[bytes | Ended] = queue.Queue()
        threading.Thread(target=self._send, args=(requests,), daemon=True).start()
        threading.Thread(target=self._receive, args=(replies,), daemon=True).start()
        self.printer = threading.Thread(target=self._keep_prints, args=(prints,), daemon=True)
        self.printer.start()

    def exchange(self, frame: bytes, seconds: float, extend: Extend = no_more) -> bytes:
        """The answer to `frame`, within `seconds` and what `extend` adds to them. Raises TimedOut or Ended."""
        self.asked += 1
        self.unsent.put(frame)
        answer = self._await_answer(seconds, extend)
        if isinstance(answer, Ended):
            self.answers.put(answer)
            raise answer
        return answer

    def exchange_all(self, frames: Sequence[bytes], seconds: float) -> list[bytes]:
        """The answers to `frames`, one after the other, each within `seconds`. Raises TimedOut or Ended."""
        return [self.exchange(frame, seconds) for frame in frames]

    def _await_answer(self, seconds: float, extend: Extend) -> bytes | Ended:
        import queue

        while True:
            try:
                return self.answers.get(timeout=seconds)
            except queue.Empty:
                if (seconds := extend()) <= 0:
                    raise TimedOut from None

    def _send(self, requests: int) -> None:
        with contextlib.suppress(OSError), open(requests, "wb", buffering=0) as pipe:
            while (frame := self.unsent.get()) is not None:
                unsent = memoryview(frame)
                while unsent:
                    unsent = unsent[pipe.write(unsent) :]

    def _receive(self, replies: int) -> None:
        frames, answered = Frames(), 0
        try:
            with open(replies, "rb", buffering=0) as pipe:
                while data := pipe.read(CHUNK):
                    if answered == self.asked:
                        raise Ended(UNASKED)
                    if (payload := frames.add(data)) is not None:
                        self.answers.put(payload)
                        answered += 1
            self.answers.put(Ended())
        except (OSError, Ended) as end:
            self.answers.put(end if isinstance(end, Ended) else Ended())

    def _keep_prints(self, prints: int) -> None:
        try:
            with open(prints, "rb", buffering=0) as pipe:
                while data := pipe.read(CHUNK):
                    self.prints.add(data)
                    self.prints.check()
        except Ended as end:
            self.answers.put(end)
        except OSError:
            return

    def close(self) -> None:
        self.unsent.put(None)
        self.printer.join(timeout=0.2)
