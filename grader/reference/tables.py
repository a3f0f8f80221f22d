"""Values and gradients traced by hand, row by row, and the functions that the derivative slides get wrong.

A trace is a dict of formulas: each takes the entries before it, so a grader can also evaluate it on somebody's own
earlier entries. `filled` evaluates all of them in order.

Sources: "Protopapas & Glickman, CS109B lecture 5": Idea 1: Evaluate the derivative at X={3}, y=1, W=3, Forward mode,
Backward mode, Basic functions, Logistic Regression derivatives, Backpropagation: Logistic Regression Revisited;
"Burtch, Intro to Neural Nets, week 2 (2022)": Computation Graphs; "Introduction to Neural Networks II": f(x, y, z) =
(x + y) max(y, z).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Final, TypeAlias

from grader.reference.activations import sigmoid, softplus

Entries: TypeAlias = Mapping[str, float]
Trace: TypeAlias = dict[str, Callable[[Entries], float]]


def fill(trace: Trace) -> dict[str, float]:
    """Every entry of the trace, each computed from those before it."""
    entries: dict[str, float] = {}
    for key, formula in trace.items():
        entries[key] = float(formula(entries))
    return entries


# The table: xi1 = -W X, xi2 = e^xi1, xi3 = 1 + xi2, xi4 = 1/xi3, xi5 = log xi4, L = -y xi5.

ROWS: Final = ("xi1", "xi2", "xi3", "xi4", "xi5", "L")


def table_trace(X: float, y: float, W: float) -> Trace:
    """The 25 entries of the forward/backward table at X, y, W: value, local, dxi_dW (downwards), dL_dxi (upwards)."""
    return {
        "value.xi1": lambda t: -W * X,
        "value.xi2": lambda t: math.exp(t["value.xi1"]),
        "value.xi3": lambda t: 1 + t["value.xi2"],
        "value.xi4": lambda t: 1 / t["value.xi3"],
        "value.xi5": lambda t: math.log(t["value.xi4"]),
        "value.L": lambda t: -y * t["value.xi5"],
        "local.xi1": lambda t: -X,
        "local.xi2": lambda t: t["value.xi2"],
        "local.xi3": lambda t: 1.0,
        "local.xi4": lambda t: -1 / t["value.xi3"] ** 2,
        "local.xi5": lambda t: 1 / t["value.xi4"],
        "local.L": lambda t: -y,
        **_downwards(),
        **_upwards(),
    }


def _downwards() -> Trace:
    """Forward mode: the derivative of each row by W is its local derivative times that of the row above."""
    first: Trace = {"dxi_dW.xi1": lambda t: t["local.xi1"]}
    return first | {
        f"dxi_dW.{row}": lambda t, row=row, above=above: t[f"local.{row}"] * t[f"dxi_dW.{above}"]
        for above, row in pairwise(ROWS)
    }


def _upwards() -> Trace:
    """Backward mode: the derivative of L by each row is the local derivative of the row below times L's by that row."""
    names = ("W", *ROWS)
    first: Trace = {"dL_dxi.L": lambda t: 1.0}
    return first | {
        f"dL_dxi.{row}": lambda t, below=below: t[f"local.{below}"] * t[f"dL_dxi.{below}"]
        for row, below in reversed(list(pairwise(names)))
    }


def forward_backward_table(X: float, y: float, W: float) -> dict[str, float]:
    """The filled table at X, y, W; OverflowError for -W X from 710 on."""
    return fill(table_trace(X, y, W))


TABLE_1: Final = forward_backward_table(X=3, y=1, W=3)
TABLE_2: Final = forward_backward_table(X=2, y=1, W=0.5)


# Two graphs.


def j_trace(a: float, b: float, c: float, rate: float = 0.1) -> Trace:
    """J = 3(a b + c) forwards, backwards, and after one descent step with all gradients taken at the old point."""
    return {
        "u": lambda t: a * b,
        "z": lambda t: t["u"] + c,
        "J": lambda t: 3 * t["z"],
        "dJ_dz": lambda t: 3.0,
        "dJ_du": lambda t: t["dJ_dz"],
        "dJ_dc": lambda t: t["dJ_dz"],
        "dJ_da": lambda t: t["dJ_du"] * b,
        "dJ_db": lambda t: t["dJ_du"] * a,
        "a_new": lambda t: a - rate * t["dJ_da"],
        "b_new": lambda t: b - rate * t["dJ_db"],
        "c_new": lambda t: c - rate * t["dJ_dc"],
        "J_new": lambda t: 3 * (t["a_new"] * t["b_new"] + t["c_new"]),
    }


def f_trace(x: float, y: float, z: float) -> Trace:
    """f = (x + y) max(y, z) forwards and backwards; y is used twice, so its two shares add up."""
    return {
        "a": lambda t: x + y,
        "b": lambda t: max(y, z),
        "f": lambda t: t["a"] * t["b"],
        "df_da": lambda t: t["b"],
        "df_db": lambda t: t["a"],
        "da_dx": lambda t: 1.0,
        "da_dy": lambda t: 1.0,
        "db_dy": lambda t: float(y > z),
        "db_dz": lambda t: float(z > y),
        "df_dx": lambda t: t["df_da"] * t["da_dx"],
        "df_dy": lambda t: t["df_da"] * t["da_dy"] + t["df_db"] * t["db_dy"],
        "df_dz": lambda t: t["df_db"] * t["db_dz"],
    }


J_GRAPH: Final = fill(j_trace(a=5, b=4, c=2))
F_GRAPH_1: Final = fill(f_trace(x=2, y=1, z=0))
F_GRAPH_2: Final = fill(f_trace(x=4, y=-1, z=2.5))


# Part A of the slides: L_A = -y log p with p = sigmoid(W X). All arguments and results are floats.


def x4(x: float) -> float:
    """xi4 = 1/x; the slide calls this function, x5 and L by one name, der1."""
    return 1 / x


def x5(x: float) -> float:
    """xi5 = log x, for x > 0."""
    return math.log(x)


def L(y: float, x: float) -> float:
    """L_A = -y xi5."""
    return -y * x


def derx1(a: float, x: float) -> float:
    """d(-W x)/dW = -x, with a the weight W. (The slide returns -a, which only looks right where W = X.)"""
    return -x


def grad_A(W: float, X: float, y: float) -> float:
    """dL_A/dW = -y X e^(-W X) / (1 + e^(-W X)) = -y X (1 - p)."""
    return float(-y * X * sigmoid(-W * X))


# Part B of the slides: L_B = -(1 - y) log(1 - p).


def xi6(W: float, X: float) -> float:
    """log(1 - p) = -log(1 + e^(W X)). (The slide's expression is log p.)"""
    return float(-softplus(W * X))


def L_B(y: float, x: float) -> float:
    """L_B = -(1 - y) xi6, with the minus sign that the slide leaves out."""
    return -(1 - y) * x


def grad_B(W: float, X: float, y: float) -> float:
    """dL_B/dW = (1 - y) X p."""
    return float((1 - y) * X * sigmoid(W * X))


# Logistic regression revisited: p = sigmoid(h), h = beta0 + beta1 X, L = -y log p - (1 - y) log(1 - p).


def dL_dp(p: float, y: float) -> float:
    """-y/p + (1 - y)/(1 - p), 0 < p < 1. (The slide has two minus signs; y = 1 hides it.)"""
    return -y / p + (1 - y) / (1 - p)


def dL_dbeta1(X: float, h: float, y: float) -> float:
    """X (p - y)."""
    return float(X * (sigmoid(h) - y))


def dL_dbeta0(h: float, y: float) -> float:
    """p - y."""
    return float(sigmoid(h) - y)
