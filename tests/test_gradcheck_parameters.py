"""`nncli gradcheck` on classes that keep their parameters, and on recurrent steps with an upstream gradient per output."""

from __future__ import annotations

from pathlib import Path

import pytest

LAYER = """
import numpy as np

class Linear:
    def __init__(self, n_in, n_out):
        self.W, self.b = np.random.randn(n_in, n_out), np.zeros(n_out)

    def forward(self, x):
        self.x = x
        return x @ self.W + self.b

    def backward(self, dout):
        {keep}
        return {returned}
"""
W, B = "self.x.T @ dout", "dout.sum(axis=0)"
KEPT = {
    "attributes": (f"self.dW, self.db = {W}, {B}", "dout @ self.W.T"),
    "attributes named grad": (f"self.grad_W, self.b_grad = {W}, {B}", "dout @ self.W.T"),
    "a dict": (f"self.grads = {{'W': {W}, 'b': {B}}}", "dout @ self.W.T"),
    "a tuple": ("pass", f"(dout @ self.W.T, {W}, {B})"),
    "a returned dict": ("pass", f"{{'dx': dout @ self.W.T, 'dW': {W}, 'db': {B}}}"),
}
LSTM = """
import numpy as np

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def lstm_step_forward(x, prev_h, prev_c, Wx, Wh, b):
    i, f, o, g = np.split(x @ Wx + prev_h @ Wh + b, 4, axis=1)
    i, f, o, g = sigmoid(i), sigmoid(f), sigmoid(o), np.tanh(g)
    next_c = f * prev_c + i * g
    return o * np.tanh(next_c), next_c, (x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c)

def lstm_step_backward(dnext_h, dnext_c, cache):
    x, prev_h, prev_c, Wx, Wh, i, f, o, g, next_c = cache
    t = np.tanh(next_c)
    dc = dnext_c + dnext_h * o * (1 - t * t)
    di, df, do, dg = dc * g * i * (1 - i), dc * prev_c * f * (1 - f), dnext_h * t * o * (1 - o), dc * i * (1 - g * g)
    da = np.concatenate([di, df, do, dg], axis=1)
    return da @ Wx.T, da @ Wh.T, dc * f, x.T @ da, prev_h.T @ da, da.sum(axis=0)
"""


@pytest.fixture
def check(nncli, tmp_path: Path):
    """check(text, *words) -> (exit status, what was shown in one line)."""

    def run(text: str, *words: str) -> tuple[int, str]:
        (tmp_path / "mylayer.py").write_text(text)
        result = nncli("gradcheck", str(tmp_path / "mylayer.py"), *words)
        return result.returncode, " ".join((result.stdout + result.stderr).split())

    return run


@pytest.mark.parametrize("keep, returned", KEPT.values(), ids=KEPT)
def test_the_gradients_of_a_classes_own_parameters_are_found(check, keep: str, returned: str) -> None:
    status, shown = check(LAYER.format(keep=keep, returned=returned))
    assert status == 0
    assert "dW (3, 5) agrees" in shown and "db (5,) agrees" in shown


@pytest.mark.parametrize("keep, returned", KEPT.values(), ids=KEPT)
def test_a_wrong_gradient_of_a_parameter_disagrees(check, keep: str, returned: str) -> None:
    halved = [text.replace(B, f"{B} / 2") for text in (keep, returned)]
    status, shown = check(LAYER.format(keep=halved[0], returned=halved[1]))
    assert status == 1
    assert "all 5 entries of the gradient of b are 0.5 x the measured slope" in shown
    assert "only b is wrong" in shown


def test_a_parameter_without_a_gradient_is_named(check) -> None:
    status, shown = check(LAYER.format(keep=f"self.dW = {W}", returned="dout @ self.W.T"))
    assert status == 0
    assert "b: found no gradient of it, so none is checked: return it, or keep it as self.db" in shown


def test_the_parameters_of_layers_inside_a_network_are_checked(check) -> None:
    network = """
class Network:
    def __init__(self, n_in, n_hidden, n_out):
        self.first, self.second = Linear(n_in, n_hidden), Linear(n_hidden, n_out)

    def forward(self, x):
        return self.second.forward(self.first.forward(x))

    def backward(self, dout):
        return self.first.backward(self.second.backward(dout))
"""
    status, shown = check(LAYER.format(keep=KEPT["attributes"][0], returned="dout @ self.W.T") + network)
    assert status == 0
    assert "dfirst.W (3, 5) agrees" in shown and "dsecond.b (2,) agrees" in shown


def test_a_step_with_two_outputs_gets_an_upstream_gradient_for_each(check) -> None:
    status, shown = check(LSTM)
    assert status == 0
    assert "dWh (5, 20) agrees" in shown


def test_an_upstream_gradient_that_is_forgotten_disagrees(check) -> None:
    status, shown = check(LSTM.replace("dc = dnext_c +", "dc ="))
    assert status == 1
    assert "dprev_c (4, 5) disagrees" in shown


def test_an_output_too_few_is_told(check) -> None:
    status, shown = check(LSTM.replace("return o * np.tanh(next_c), next_c, (", "return o * np.tanh(next_c), ("))
    assert status != 0
    assert "returned 2 values, expected 2 outputs and the cache" in shown


GAIN = """
import numpy as np

class Scale:
    def __init__(self, n_features):
        self.g, self.w = np.START(n_features), np.full(n_features, 2.0)

    def forward(self, x):
        self.x = x
        return GAIN * self.w * x

    def backward(self, dout):
        KEEP
        self.dw = (dout * GAIN * self.x).sum(axis=0)
        return dout * GAIN * self.w
"""


def test_a_gain_of_the_name_g_is_a_parameter(check) -> None:
    text = GAIN.replace("START", "ones").replace("GAIN", "self.g")
    right = text.replace("KEEP", "self.dg = (dout * self.w * self.x).sum(axis=0)")
    status, shown = check(right)
    assert status == 0 and "dg (3,) agrees" in shown
    assert check(right.replace("self.dg = (", "self.dg = 2 * ("))[0] == 1


def test_a_place_for_a_gradient_of_the_name_g_is_no_parameter(check) -> None:
    text = GAIN.replace("START", "zeros").replace("GAIN", "3").replace("KEEP", "self.g = dout.sum(axis=0)")
    status, shown = check(text)
    assert status == 0 and "found no gradient" not in shown
