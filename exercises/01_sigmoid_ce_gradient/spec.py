"""Exercise 1: the gradient of one sigmoid node with cross-entropy."""

import math

from grader.exercise.spec import *

node, sigmoid = reference.scalar, reference.activations.sigmoid
GIVEN = {
    "the node with y = 1": dict(phi=0.7, y=1.0, x=2.5),
    "the node with y = 0": dict(phi=0.7, y=0.0, x=2.5),
    "a soft label": dict(phi=0.7, y=0.3, x=-1.7),
    "the table at X = W = 3": dict(phi=1 / (1 + math.exp(-9)), y=1.0, x=3.0),
    "five examples": dict(phi=uniform(0.05, 0.95, 5), y=[1, 0, 0.3, 1, 0], x=away(5)),
    "whole-number labels": dict(phi=uniform(0.05, 0.95, 4), y=ints([1, 0, 0, 1]), x=ints([2, -3, 4, -2])),
}
NODE = {"w": (-1.5, 1.5), "x": (0.3, 2.4), "b": (-1, 1), "y": (0, 1)}
LOSS = "-(y*log(φ) + (1 - y)*log(1 - φ))"


def cases(*names, of=tuple(GIVEN)):
    """The cases, with the named inputs only."""
    chosen = {case: {name: GIVEN[case][name] for name in names} for case in of}
    return {case: whole(**inputs) if case == "whole-number labels" else inputs for case, inputs in chosen.items()}


def loss(phi, y):
    """The sum of L over the examples."""
    return np.sum(-(y * np.log(phi) + (1 - y) * np.log(1 - phi)))


score = lambda phi: np.log(phi / (1 - phi))  # the z whose sigmoid is phi
q = lambda phi: phi * (1 - phi)


def through_the_chain(slope):
    """A wrong dL/dphi, and what follows from it where the rest of the chain is right."""
    return {"dL_dphi": slope, **all_three(lambda phi, y: slope(phi, y) * q(phi))}


def all_three(slope):
    """A wrong dL/dz, and the gradients in w and b that follow from it."""
    return {"dL_dz": slope, "dL_db": slope, "dL_dw": lambda phi, y, x: slope(phi, y) * x}


exercise = Exercise(
    Target(
        "dL_dphi", 1, node.dL_dphi, cases("phi", "y"), slope=Slope(of=loss, wrt="phi"),
        mistakes=[
            mistake("one_term_only", "The loss has two terms and both depend on phi.",
                    lambda phi, y: -y / phi, lambda phi, y: (1 - y) / (1 - phi)),
            mistake("logs_not_differentiated",
                    "This is the loss; its derivative has 1/phi and 1/(1 - phi) in place of the logs.",
                    lambda phi, y: -(y * np.log(phi) + (1 - y) * np.log(1 - phi))),
            mistake("second_term_without_one_minus", "The second term has 1 - phi below it, as its logarithm has.",
                    lambda phi, y: -y / phi + (1 - y) / phi),
            mistake("signs_of_the_loss",
                    "The minus before the bracket stays, and log(1 - phi) has the inner derivative -1: -y/phi + (1 - y)/(1 - phi).",
                    lambda phi, y: y / phi + (1 - y) / (1 - phi), lambda phi, y: y / phi - (1 - y) / (1 - phi)),
            mistake("brackets_lost", "a / b * c divides by b only: put the denominator into brackets, phi * (1 - phi).",
                    lambda phi, y: (phi - y) / phi * (1 - phi)),
            mistake("denominator_phi_only", "Put both fractions over the common denominator phi(1 - phi).",
                    lambda phi, y: (phi - y) / phi),
            mistake("gave_dL_dz", "This is already dL/dz; dL/dphi comes before the step through the sigmoid.",
                    lambda phi, y: phi - y),
        ],
    ),
    Target(
        "dphi_dz", 1, node.dphi_dz, cases("phi", of=("the node with y = 1", "the table at X = W = 3", "five examples")),
        slope=Slope(of=lambda z: np.sum(sigmoid(z)), wrt="z", at=lambda phi: {"z": score(phi)}),
        mistakes=[
            mistake("sigmoid_applied_again", "The argument is phi, the value after the sigmoid; do not apply it twice.",
                    lambda phi: q(sigmoid(phi))),
            mistake("tanh_rule", "1 - a^2 belongs to tanh; the sigmoid's derivative is phi(1 - phi).",
                    lambda phi: 1 - phi**2),
            mistake("inner_derivative_forgotten", "d/dz of (1 + e^-z)^-1 also needs the derivative of e^-z.",
                    lambda phi: -(phi**2)),
        ],
    ),
    Target(
        "dL_dz", 0.5, node.dL_dz, cases("phi", "y"),
        slope=Slope(of=lambda z, y: loss(sigmoid(z), y), wrt="z", at=lambda phi, y: {"z": score(phi), "y": y}),
    ),
    Target(
        "dL_dw", 1, node.dL_dw, cases("phi", "y", "x"),
        slope=Slope(  # at w = 1 for every example
            of=lambda w, x, b, y: loss(sigmoid(w * x + b), y), wrt="w",
            at=lambda phi, y, x: {"w": np.ones_like(phi), "x": x, "b": score(phi) - x, "y": y},
        ),
    ),
    Target(
        "dL_db", 0.5, node.dL_db, cases("phi", "y"),
        slope=Slope(  # wherever w x stands, here at 0
            of=lambda b, y: loss(sigmoid(b), y), wrt="b", at=lambda phi, y: {"b": score(phi), "y": y},
        ),
        mistakes=[
            mistake("bias_gradient_is_one", "1 is dz/db; the chain rule still multiplies by dL/dz.",
                    lambda phi, y: 1.0, lambda phi, y: np.ones_like(phi)),
            mistake("bias_gradient_zero", "b is a variable here, not a constant: z moves by 1 when b moves by 1.",
                    lambda phi, y: 0.0, lambda phi, y: np.zeros_like(phi)),
        ],
    ),
    Derivation(
        "dL_dphi", 1, "d(L, φ)",
        ranges=NODE, definitions={"z": "w*x + b", "φ": "sigma(z)", "L": LOSS},
        waypoints=[carried_out(), one_fraction(12)],
    ),
    Derivation(
        "dphi_dz", 1, "d((1 + exp(-z))**-1, z)",
        ranges=NODE, definitions={"z": "w*x + b", "φ": "(1 + exp(-z))**-1"},
        waypoints=[carried_out(), in_terms_of("φ")],
    ),
    Derivation(
        "dL_dw", 2, "d(L, w)",
        ranges=NODE, definitions={"z": "w*x + b", "φ": "sigma(z)", "L": LOSS},
        waypoints=[chain("L", "φ", "z", "w"), carried_out(), short_form(6)],
        slips=[
            slip("tanh_rule", "1 - φ² is the slope of tanh; the sigmoid's is φ·(1 - φ).", "d(φ, z)", "1 - φ**2"),
            slip("sigmoid_applied_again", "φ is the sigmoid already: its slope is φ·(1 - φ).",
                 "d(φ, z)", "sigma(φ)*(1 - sigma(φ))"),
        ],
    ),
    mistakes=[
        mistake("slide_denominator",
                "The slide prints phi(1 - y) in the denominator; the common denominator of the two terms is "
                "phi(1 - phi).",
                **through_the_chain(lambda phi, y: (phi - y) / (phi * (1 - y)))),
        mistake("both_minus",
                "log(1 - phi) has the inner derivative -1, so its term becomes + (1 - y)/(1 - phi); "
                "with y = 1 only you cannot see it.",
                **through_the_chain(lambda phi, y: -y / phi - (1 - y) / (1 - phi))),
        mistake("extra_sigmoid_derivative",
                "phi - y already contains the sigmoid's derivative: it cancelled the denominator.",
                **all_three(lambda phi, y: (phi - y) * q(phi))),
        mistake("local_derivative_forgotten", "This is still dL/dphi; multiply by dphi/dz.",
                **all_three(lambda phi, y: (phi - y) / q(phi))),
        mistake("bracket_missing", "The input multiplies the whole difference: (phi - y)*x needs its brackets.",
                dL_dw=[lambda phi, y, x: phi * x - y, lambda phi, y, x: phi - y * x]),
        mistake("input_forgotten", "z = w x + b moves by x when w moves by 1.", dL_dw=lambda phi, y, x: phi - y),
        mistake("averaged_over_examples", "One gradient per example is asked for; averaging comes later.",
                dL_dw=lambda phi, y, x: np.mean((phi - y) * x), dL_db=lambda phi, y: np.mean(phi - y)),
    ],
)
