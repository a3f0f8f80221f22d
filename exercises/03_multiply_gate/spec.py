"""Exercise 3: MultiplyGate.backward."""

import numpy as np

from grader import reference
from grader.exercise.spec import (
    Exercise,
    NotDefined,
    OwnForward,
    Pair,
    Seen,
    Slope,
    Target,
    away,
    mistake,
    plain,
    raising,
    state,
    whole,
)

BACKWARD = "MultiplyGate.backward"
TWO_GATES = [["g", "forward", 2.0, -3.0], ["h", "forward", 0.5, 4.0], ["g", "backward", 5.0], ["h", "backward", -1.5]]
A_SECOND_FORWARD = [["g", "forward", 7.0, 11.0], ["g", "forward", 2.0, -3.0], ["g", "backward", 5.0]]
BACKWARD_TWICE = [["g", "forward", 2.0, -3.0], ["g", "backward", 5.0], ["g", "backward", -2.0]]


def routed(x, y, dz):
    """What a max gate does."""
    return np.where(x > y, dz, 0.0), np.where(x > y, 0.0, dz)


exercise = Exercise(
    targets=[
        Target(
            BACKWARD,
            points=3,
            probe="forward_then_backward",
            reference=reference.gates.multiply_backward,
            parts=("dx", "dy"),
            slope=Slope(of=lambda x, y, dz: np.sum(dz * x * y), wrt={"dx": "x", "dy": "y"}),
            own=OwnForward(Pair("MultiplyGate", inputs=("x", "y"), how="class"), upstream="dz"),
            keeps={"forward": lambda x, y, dz: x * y},
            keeps_advice="forward is given and must still return x * y; put the stub's forward back",
            cases=[
                plain(1, "two numbers", x=2.0, y=-3.0, dz=5.0),
                plain(2, "other numbers", x=away(), y=away(), dz=away()),
                plain(3, "arrays", x=away((2, 3)), y=away((2, 3)), dz=away((2, 3))),
                plain(4, "one input is zero", x=0.0, y=5.0, dz=-1.5),
                whole(5, "whole numbers", x=3, y=-4, dz=2.5),
                state(6, "two gates", "calls", [-6.0, 2.0, (-15.0, 10.0), (-6.0, -0.75)], script=TWO_GATES),
                state(7, "a second forward", "calls", [77.0, -6.0, (-15.0, 10.0)], script=A_SECOND_FORWARD),
                state(8, "backward twice", "calls", [-6.0, (-15.0, 10.0), (6.0, -4.0)], script=BACKWARD_TWICE),
            ],
        ),
    ],
    mistakes=[
        mistake(
            "method_outside_class",
            "Indent `def backward(self, dz)` so that it belongs to the class.",
            {BACKWARD: Seen(lambda e: e.all_raise(NotDefined) and "backward" in e.names, raising(NotDefined(BACKWARD)), ("backward",))},
        ),
        mistake("swapped", "Moving x by 1 moves x*y by y, so dx = y * dz.", {BACKWARD: lambda x, y, dz: (x * dz, y * dz)}),
        mistake(
            "upstream_forgotten",
            "These are the gate's local derivatives; the chain rule multiplies each by dz.",
            {BACKWARD: lambda x, y, dz: (y, x)},
        ),
        mistake(
            "swapped_and_upstream_forgotten",
            "The inputs change places, and each is multiplied by dz.",
            {BACKWARD: lambda x, y, dz: (x, y)},
        ),
        mistake("add_rule", "Handing dz on unchanged is what an add gate does.", {BACKWARD: lambda x, y, dz: (dz, dz)}),
        mistake("max_rule", "Routing dz to one input is what a max gate does.", {BACKWARD: routed}),
        mistake(
            "divided",
            "The derivative of a product multiplies by the other factor.",
            {BACKWARD: lambda x, y, dz: (dz / y, dz / x)},
        ),
        mistake(
            "times_output",
            "Multiply by the other input, not by the output.",
            {BACKWARD: lambda x, y, dz: (x * y * dz, x * y * dz)},
        ),
        mistake(
            "upstream_added",
            "The chain rule multiplies local and upstream gradients.",
            {BACKWARD: lambda x, y, dz: (y + dz, x + dz)},
        ),
        mistake(
            "same_for_both",
            "Each input gets the other one as its factor.",
            {BACKWARD: [lambda x, y, dz: (y * dz, y * dz), lambda x, y, dz: (x * dz, x * dz)]},
        ),
        mistake(
            "one_value_returned",
            "The gate has two inputs: return a pair (dx, dy).",
            {
                BACKWARD: [
                    lambda x, y, dz: y * dz,
                    lambda x, y, dz: x * dz,
                    lambda x, y, dz: y * dz + x * dz,
                    lambda x, y, dz: x * y * dz,
                ]
            },
        ),
        mistake(
            "state_on_class",
            "Keep x and y on self; what is stored on the class is shared by all gates.",
            {BACKWARD: lambda script: [-6.0, 2.0, (20.0, 2.5), (-6.0, -0.75)]},
            tag="state",
            on="two gates",
        ),
        mistake(
            "first_values_kept",
            "Each forward must overwrite the stored inputs.",
            {BACKWARD: lambda script: [77.0, -6.0, (55.0, 35.0)]},
            tag="state",
            on="a second forward",
        ),
        mistake(
            "gradients_accumulated",
            "Return this call's gradient only.",
            {BACKWARD: lambda script: [-6.0, (-15.0, 10.0), (-9.0, 6.0)]},
            tag="state",
            on="backward twice",
        ),
    ],
)
