"""Exercise 20: the basic functions of three slides, to be repaired. STUB holds what the slides print."""

import math

from grader.exercise.spec import *

tables = reference.tables
sigmoid = lambda h: 1 / (1 + math.exp(-h))
loss = lambda p, y: -y * math.log(p) - (1 - y) * math.log(1 - p)
dldp_both_minus = lambda p, y: -y / p - (1 - y) / (1 - p)
beta0_both_plus = lambda h, y: sigmoid(h) * (1 - sigmoid(h)) * dldp_both_minus(sigmoid(h), y)


STUB = {
    "derx1": lambda a, x: -a,
    "grad_A": raising(NameError("name 'x4' is not defined")),
    "xi6": lambda W, X: math.log(sigmoid(W * X)),
    "L_B": lambda y, x: (1 - y) * x,
    "grad_B": lambda W, X, y: -(1 - y) * X * sigmoid(W * X),
    "dL_dp": dldp_both_minus,
    "dL_dbeta1": lambda X, h, y: X * beta0_both_plus(h, y),
    "dL_dbeta0": beta0_both_plus,
}


SHORT = ("x4", "x5", "L", "xi6", "L_B", "dL_dbeta0")  # a name to mend, or one factor


def function(name, cases, slope=None):
    """A target of one point, of half a point where little is to do."""
    return Target(name, 0.5 if name in SHORT else 1, getattr(tables, name), cases, slope=slope, unstarted=STUB.get(name))


exercise = Exercise(
    function("x4", {"above one": dict(x=2.5), "below one": dict(x=0.4)}),
    function("x5", {"a probability": dict(x=0.73), "more than one": dict(x=2.5)}),
    function("L", {"a positive": dict(y=1.0, x=-0.31), "a soft label": dict(y=0.3, x=-1.7)}),
    function("derx1", {"W = .5, X = 2": dict(a=0.5, x=2.0), "W = -1.4, X = .7": dict(a=-1.4, x=0.7)},
             slope=Slope(of=lambda a, x: -a * x, wrt="a")),
    function("grad_A", {"W = .5, X = 2, y = 1": dict(W=0.5, X=2.0, y=1.0),
                        "W = -1.4, X = .7, y = 0": dict(W=-1.4, X=0.7, y=0.0),
                        "W = .4, X = 1.3, y = .3": dict(W=0.4, X=1.3, y=0.3)},
             slope=Slope(of=lambda W, X, y: -y * math.log(sigmoid(W * X)), wrt="W")),
    function("xi6", {"W = .4, X = 1.3": dict(W=0.4, X=1.3), "W = -1.4, X = .7": dict(W=-1.4, X=0.7)}),
    function("L_B", {"a negative": dict(y=0.0, x=-0.31), "a soft label": dict(y=0.3, x=-1.7)}),
    function("grad_B", {"W = .4, X = 1.3, y = 0": dict(W=0.4, X=1.3, y=0.0),
                        "W = -1.4, X = .7, y = .3": dict(W=-1.4, X=0.7, y=0.3),
                        "W = .5, X = 2, y = 1": dict(W=0.5, X=2.0, y=1.0)},
             slope=Slope(of=lambda W, X, y: -(1 - y) * math.log(1 - sigmoid(W * X)), wrt="W")),
    function("dL_dp", {"p = .7, y = 0": dict(p=0.7, y=0.0),
                       "p = .7, y = 1": dict(p=0.7, y=1.0),
                       "p = .2, y = .3": dict(p=0.2, y=0.3)},
             slope=Slope(of=loss, wrt="p")),
    function("dL_dbeta1", {"X = 2, h = .5, y = 0": dict(X=2.0, h=0.5, y=0.0),
                           "X = 2, h = .5, y = 1": dict(X=2.0, h=0.5, y=1.0),
                           "X = -1.3, h = -.8, y = .3": dict(X=-1.3, h=-0.8, y=0.3)},
             slope=Slope(of=lambda beta0, beta1, X, y: loss(sigmoid(beta0 + beta1 * X), y), wrt="beta1",
                         at=lambda X, h, y: {"beta0": h, "beta1": 0.0, "X": X, "y": y})),
    function("dL_dbeta0", {"h = .5, y = 0": dict(h=0.5, y=0.0),
                           "h = .5, y = 1": dict(h=0.5, y=1.0),
                           "h = -.8, y = .3": dict(h=-0.8, y=0.3)},
             slope=Slope(of=lambda h, y: loss(sigmoid(h), y), wrt="h")),
    relative=1e-6, exceptions_alike=True,
    mistakes=[
        mistake("derx1_value", "That is xi1 itself, not its derivative.", derx1=lambda a, x: -a * x),
        mistake("lb_uses_y", "Part B is the part for y = 0: its factor is 1 - y.", L_B=lambda y, x: -y * x),
        mistake("gradb_of_log_p", "This differentiates log p; part B contains log(1 - p).",
                grad_B=lambda W, X, y: -(1 - y) * X * (1 - sigmoid(W * X))),
        mistake("dldp_denominator", "The second term has 1 - p below it, as its logarithm has.",
                dL_dp=lambda p, y: -y / p + (1 - y) / p),
        mistake("dldp_first_term", "The term for y = 0 is missing.", dL_dp=lambda p, y: -y / p),
        mistake("dldp_is_dldh", "That is dL/dh, after multiplying by p(1 - p).", dL_dp=lambda p, y: p - y),
        mistake("beta1_input_missing", "dh/dbeta1 = X; that factor is missing.",
                dL_dbeta1=lambda X, h, y: sigmoid(h) - y),
        mistake("beta1_slope_twice", "p(1 - p) is already in p - y; it cancels the denominator.",
                dL_dbeta1=lambda X, h, y: X * (sigmoid(h) - y) * sigmoid(h) * (1 - sigmoid(h))),
        mistake("label_forgotten", "The loss has the label as a factor, and so has its derivative.",
                grad_A=lambda W, X, y: -X * (1 - sigmoid(W * X)), grad_B=lambda W, X, y: X * sigmoid(W * X)),
        mistake("input_forgotten", "The chain ends with the derivative of W*X with respect to W, which is X.",
                grad_A=lambda W, X, y: -y * (1 - sigmoid(W * X)), grad_B=lambda W, X, y: (1 - y) * sigmoid(W * X)),
        mistake("probability_for_complement", "The slope of log p is 1 - p for the score, that of log(1 - p) is -p.",
                grad_A=lambda W, X, y: -y * X * sigmoid(W * X), grad_B=lambda W, X, y: (1 - y) * X * (1 - sigmoid(W * X))),
        mistake("score_for_probability", "h is the score; the probability is p = sigma(h).",
                dL_dbeta1=lambda X, h, y: X * (h - y), dL_dbeta0=lambda h, y: h - y),
        mistake("sigmoid_slope_missing", "Between p and h stands the sigmoid: multiply by p(1 - p).",
                dL_dbeta1=lambda X, h, y: X * (-y / sigmoid(h) + (1 - y) / (1 - sigmoid(h))),
                dL_dbeta0=lambda h, y: -y / sigmoid(h) + (1 - y) / (1 - sigmoid(h))),
        mistake("logarithm_missing", "xi6 is the logarithm of 1 - p.", xi6=lambda W, X: 1 - sigmoid(W * X)),
        mistake("beta0_is_one", "dh/dbeta0 = 1; dL/dbeta0 still needs dL/dh.", dL_dbeta0=lambda h, y: 1.0),
    ],
)
