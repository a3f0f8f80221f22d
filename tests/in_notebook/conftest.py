"""A real kernel, driven as Jupyter drives it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

RIGHT_SOFTMAX = """
import numpy as np

def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
WRONG_SOFTMAX = RIGHT_SOFTMAX.replace("(-1, keepdims=True)", "()")


@dataclass
class Ran:
    """What a cell gave: its printed text, the text and HTML of its results, and its error as IPython showed it."""

    printed: str = ""
    text: str = ""
    html: str = ""
    error: str = ""


class RealKernel:
    """A kernel of its own process, and the cells sent to it one after the other."""

    def __init__(self, folder: Path) -> None:
        manager = pytest.importorskip("jupyter_client.manager", reason="needs ipykernel: pip install 'nncli[notebook]'")
        pytest.importorskip("ipykernel", reason="needs ipykernel: pip install 'nncli[notebook]'")
        environment = {k: v for k, v in os.environ.items() if k != "CI"}
        environment |= {"NNCLI_STATE": str(folder / ".state"), "NNCLI_REQUIRE_ISOLATION": "none"}
        self.sockets = (
            tempfile.TemporaryDirectory()
        )  # ports are found free first and taken later: two kernels may find the same
        ways = {} if os.name == "nt" else {"transport": "ipc", "ip": f"{self.sockets.name}/kernel"}
        self.manager = manager.KernelManager(**ways)
        self.manager.start_kernel(cwd=str(folder), env=environment)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, source: str, cell: str = "", while_busy: Callable[[], Any] | None = None) -> Ran:
        """Run a cell; `cell` is the identifier under which Jupyter knows it, `while_busy` is called once it runs."""
        content = {"code": source, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        message = self.client.session.msg("execute_request", content, metadata={"cellId": cell} if cell else {})
        self.client.shell_channel.send(message)
        ran = Ran()
        while True:
            reply = self.client.get_iopub_msg(timeout=90)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, content = reply["msg_type"], reply["content"]
            if kind == "status" and content["execution_state"] == "idle":
                return ran
            if kind == "execute_input" and while_busy:
                while_busy()
            self._take(ran, kind, content)

    @staticmethod
    def _take(ran: Ran, kind: str, content: dict[str, Any]) -> None:
        if kind == "stream":
            ran.printed += content["text"]
        elif kind == "error":
            ran.error = "\n".join(content["traceback"])
        elif kind in ("execute_result", "display_data"):
            ran.text += content["data"].get("text/plain", "")
            ran.html += content["data"].get("text/html", "") + content["data"].get("text/markdown", "")

    def close(self) -> None:
        """End the kernel."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.sockets.cleanup()


@pytest.fixture
def kernel(tmp_path: Path) -> Iterator[RealKernel]:
    """A kernel in an empty folder, in which nncli is imported."""
    made = RealKernel(tmp_path)
    made.run("import nncli")
    yield made
    made.close()
