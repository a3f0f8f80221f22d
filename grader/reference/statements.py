"""Eight statements about the forward pass, as the slides print them: which are wrong, and what is right.

Sources: "Burtch, Intro to Neural Nets, week 2 (2022)": Multiplication, Addition + Broadcast; "Protopapas & Glickman,
CS109B lecture 5": activation table, Link function; "Schniter, ECE 4300 unit 8 (2020)": hidden- and output-layer
activations, Loss functions for training; "Introduction to Neural Networks II": The softmax function in Python.
"""

from __future__ import annotations

from typing import Final

from grader.arrays import ArrayLike
from grader.reference.activations import sigmoid, softmax, tanh
from grader.reference.decisions import p_y0_of_scores as p_y0_of_scores
from grader.reference.floats import FloatArray, as_float

VERDICT: Final = {
    "broadcast_length": "wrong",
    "entry_2_2": "right",
    "tanh_definition": "right",
    "tanh_from_sigmoid": "wrong",
    "p_y0": "right",
    "softmax_entry": "wrong",
    "hard_decision": "wrong",
    "softmax_output": "wrong",
}


def broadcast_length(m: int, n: int) -> int:
    """Length of an axis after A + B where A has m and B has n entries on it, 0 if NumPy raises an error; m, n >= 1.

    The Burtch slide asks for divisible lengths; only a length of 1 is repeated.
    """
    return max(m, n) if m == n or 1 in (m, n) else 0


def entry_2_2(X: ArrayLike, Y: ArrayLike) -> float:
    """Entry [2, 2] of X @ Y, counted from 0: row 2 of X times column 2 of Y."""
    return float(as_float(X)[2, :] @ as_float(Y)[:, 2])


def tanh_definition(z: float) -> float:
    """(e^z - e^-z) / (e^z + e^-z)."""
    return float(tanh(z))


def tanh_from_sigmoid(z: float) -> float:
    """tanh(z) = 2 sigmoid(2 z) - 1; the ECE 4300 slide's 2 sigmoid(z) - 1 is tanh(z/2)."""
    return float(2 * sigmoid(2 * z) - 1)


def p_y0(phi: float) -> float:
    """P(y = 0) = 1 / (1 + e^phi) for a score phi."""
    return float(p_y0_of_scores(phi))


def softmax_entry(z: ArrayLike, k: int) -> float:
    """e^z_k / sum_l e^z_l for z (K,); the ECE 4300 slide has a minus in the denominator's exponent."""
    return float(softmax(z)[k])


def hard_decision(z: float) -> int:
    """1 if the score is positive, else 0: the labels are 0 and 1, so sgn(z) on the ECE 4300 slide cannot be right."""
    return int(z > 0)


def softmax_output() -> FloatArray:
    """softmax of [2.0, 1.0, 0.5]; the output printed on the slide belongs to other scores."""
    return softmax([2.0, 1.0, 0.5])
