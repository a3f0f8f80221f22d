"""Any array that came out wrong is drawn beside what is expected, wherever it stands in what was returned."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

RECURRENT = """\
import numpy as np


def rnn_forward(x, h0, p):
    h, states = h0, []
    for x_t in x:
        h = np.tanh(x_t @ p["Wx"] + h @ p["Wh"].T + p["b"])
        states.append(h)
    return np.array(states)


def rnn_backward(dh, cache):
    x, h0, h, p = cache
    return {"dx": np.zeros_like(x), "dh0": h0, "Wx": p["Wx"], "Wh": p["Wh"], "b": p["b"]}
"""
TRANSPOSED = (
    "import numpy as np\n\n\ndef affine_forward(x, w, b):\n    out = (x @ w + b).T\n    return out, (x, w, b)\n"
)


@pytest.mark.parametrize(
    ("name", "text", "titles"),
    [
        # the plane where the difference is largest, and a part of a dict
        ("ex50_rnn.py", RECURRENT, ["rnn_forward, four steps at [1]", "rnn_backward, four steps: dx at [0]"]),
        ("ex05_affine_forward.py", TRANSPOSED, ["affine_forward, by hand: out"]),
    ],
)
def test_an_array_that_failed_is_drawn(nncli: Run, tmp_path: Path, name: str, text: str, titles: list[str]) -> None:
    (tmp_path / name).write_text(text)
    shown = nncli("draw", name).stdout
    assert [title for title in titles if title not in shown] == []


def test_a_shape_that_failed_is_drawn_over_the_one_that_is_expected(nncli: Run, tmp_path: Path) -> None:
    (tmp_path / "ex05_affine_forward.py").write_text(TRANSPOSED)
    shown = nncli("draw", "ex05_affine_forward.py").stdout
    assert "     got  [  4][  3]\nexpected  [  3][  4]" in shown
