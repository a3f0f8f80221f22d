"""Exercise 19: TABLE_1, TABLE_2."""

import math

from grader.exercise.spec import *

POINTS: dict[str, dict[str, float]] = {"TABLE_1": {"X": 3, "y": 1, "W": 3}, "TABLE_2": {"X": 2, "y": 1, "W": 0.5}}
TRACES = {name: reference.tables.table_trace(**point) for name, point in POINTS.items()}
RIGHT = {name: reference.tables.fill(trace) for name, trace in TRACES.items()}
INNER = ("xi1", "xi2", "xi3", "xi4", "xi5")


def in_tables(wrong, tables=("TABLE_1", "TABLE_2")):
    """The wrong values wrong(t, X, y, W) of each table, with t the right one."""
    return {name: wrong(RIGHT[name], **POINTS[name]) for name in tables}


def one(key, value):
    """The tables with value(t, X, y, W) under one key."""
    return in_tables(lambda t, X, y, W: {key: value(t, X, y, W)})


def moved(to, source, names, sources=None):
    """The tables with the entries of column `to` taken from the column `source`."""
    pairs = list(zip(names, sources or names, strict=True))
    return in_tables(lambda t, X, y, W: {f"{to}.{name}": t[f"{source}.{other}"] for name, other in pairs})


def added(t, X, y, W):
    two = t["local.xi1"] + t["local.xi2"]
    return {"dxi_dW.xi2": two, "dxi_dW.xi3": two + t["local.xi3"]}


exercise = Exercise(
    *(Constant(name, points=4, answers=RIGHT[name], answer=number, carry=TRACES[name]) for name in POINTS),
    relative=1e-6, exceptions_alike=True,
    mistakes=[
        mistake("exponent_sign", "xi1 carries the minus sign: -W*X.", **one("value.xi1", lambda t, X, y, W: W * X)),
        mistake("log_base_ten", "The table's log is the natural one.",
                **one("value.xi5", lambda t, X, y, W: math.log10(t["value.xi4"]))),
        mistake("weight_for_input",
                "Differentiate -W*X with respect to W: X stays. At W = X = 3 nobody can see this slip.",
                **in_tables(lambda t, X, y, W: {"local.xi1": -W}, ("TABLE_2",))),
        mistake("reciprocal_sign", "1/xi falls when xi grows; the slide's value column drops this minus sign.",
                **one("local.xi4", lambda t, X, y, W: 1 / t["value.xi3"] ** 2)),
        mistake("reciprocal_not_squared", "The derivative of 1/xi is -1/xi^2.",
                **one("local.xi4", lambda t, X, y, W: -1 / t["value.xi3"])),
        mistake("log_derivative_inverted", "The derivative of log xi4 is 1/xi4.",
                **one("local.xi5", lambda t, X, y, W: t["value.xi4"])),
        mistake("log_derivative_of_result", "The derivative of log xi4 is 1 divided by xi4, what stands inside, not by the logarithm.",
                **one("local.xi5", lambda t, X, y, W: 1 / t["value.xi5"])),
        mistake("last_factor_missing", "From xi1 to W the gradient is multiplied by d xi1/dW, which is -X.",
                **one("dL_dxi.W", lambda t, X, y, W: t["dL_dxi.xi1"])),
        mistake("other_point", "This table is at another point: X, y and W stand above it.",
                TABLE_1={"value.xi1": RIGHT["TABLE_2"]["value.xi1"]}, TABLE_2={"value.xi1": RIGHT["TABLE_1"]["value.xi1"]}),
        mistake("weight_of_other_table", "W is 3 in the first table and 0.5 in the second.",
                TABLE_1={"value.xi1": -1.5}, TABLE_2={"value.xi1": -6.0}),
        mistake("loss_sign_dropped", "L = -y*xi5, so its derivative is -y.", **one("local.L", lambda t, X, y, W: y)),
        mistake("local_not_multiplied",
                "A row's total derivative is its local derivative times the total derivative of the row above.",
                **moved("dxi_dW", "local", (*INNER[1:], "L"))),
        mistake("locals_added", "Along a chain local derivatives are multiplied, not added.", **in_tables(added)),
        mistake("forward_column_copied",
                "The slide heads its forward column dL/dxi; it is dxi/dW. Start the backward column at the loss.",
                **moved("dL_dxi", "dxi_dW", INNER)),
        mistake("backward_column_copied", "This column asks how the row moves when W moves; start at xi1.",
                **moved("dxi_dW", "dL_dxi", INNER)),
        mistake("backward_not_multiplied", "Multiply each local derivative by the dL/dxi of the row below it.",
                **moved("dL_dxi", "local", ("W", *INNER[:4]), INNER)),
    ],
)
