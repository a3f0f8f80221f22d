"""Workers of a zygote that was forked from the process that goes on as the judge, as a command has them, lent to these tests.

The process is started as a command starts itself anew, with all that this one has to hand over. As the judge it hands its zygote on,
and stays, with the environment and the words in its memory.
"""

from __future__ import annotations

import array
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from grader.sandbox.handover import hand_over, invert
from grader.sandbox.spawn import clean_environment, common_command
from grader.sandbox.zygotes import Zygotes

LINE = "NNCLI_TEST_LINE"
REST = """
import array, os, socket, sys
line = socket.socket(fileno=int(os.environ['NNCLI_TEST_LINE']))
line.sendmsg([b'z' if zygote else b'-'], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, array.array('i', zygote[:1]))] if zygote else [])
line.recv(1)
"""


@contextmanager
def judge_with_zygote(token: bytes, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], int | None]]:
    """A process that is judge, and its end of the line to the zygote that it has forked; None where it has none. `words` are added to
    its command line.
    """
    ours, theirs = socket.socketpair()
    os.environ[LINE] = str(theirs.fileno())
    handed = hand_over(token)
    del os.environ[LINE]
    command = [*common_command(handed, invert(token), False, REST), *words]
    process = subprocess.Popen(command, env=clean_environment(), pass_fds=(handed, theirs.fileno()))
    os.close(handed)
    theirs.close()
    told, ancillary, _, _ = ours.recvmsg(1, socket.CMSG_SPACE(4))
    descriptors = array.array("i", b"".join(data for _, _, data in ancillary))
    assert told in (b"z", b"-"), "the process has ended"
    yield process, descriptors[0] if descriptors else None
    ours.close()
    process.wait()


@contextmanager
def forked_workers() -> Iterator[tuple[Zygotes, int]]:
    """Workers of such a zygote, and the number of the judge's process."""
    with judge_with_zygote(os.urandom(32)) as (process, line):
        assert line is not None, "no zygote was forked"
        zygotes = Zygotes((line, None))
        yield zygotes, process.pid
        zygotes.close()
