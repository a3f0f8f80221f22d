"""Exercise 22: AddGate, MaxGate and f_and_grads."""

from grader.exercise.spec import *

gates = reference.gates


def gate(forward, backward):
    """What the probe sees of a gate with these two methods, `backward` being told x and y."""

    def version(x, y, dz, x2, y2, dz2):
        return forward(x, y), *backward(x, y, dz), forward(x2, y2), *backward(x2, y2, dz2)

    return version


adding = lambda backward: gate(gates.add_forward, backward)
routing = lambda backward: gate(gates.max_forward, backward)


def shared_memory(x, y, dz, x2, y2, dz2):
    """The other gate's inputs stand where this one's stood."""
    max_forward, max_backward = gates.max_forward, gates.max_backward
    return max_forward(x, y), *max_backward(x2, y2, dz), max_forward(x2, y2), *max_backward(x2, y2, dz2)


def first_route_kept(x, y, dz, x2, y2, dz2):
    """In the second gate the winner of the first."""
    return gates.max_forward(x, y), *gates.max_backward(x, y, dz), gates.max_forward(x2, y2), *gates.max_backward(x, y, dz2)


def f_and(gradient):
    """A wrong gradient, a function of a = x + y, b = max(y, z), [y > z] and [z > y], beside the right f."""

    def version(x, y, z):
        a, b = x + y, max(y, z)
        return a * b, *gradient(a, b, float(y > z), float(z > y))

    return version


first, second = away((2, 3)), away((2, 3))
GATE_CASES = {
    "two numbers": dict(x=2.5, y=-1.5, dz=0.7, x2=-0.4, y2=3.2, dz2=-2.3),
    "a negative upstream": dict(x=-0.6, y=1.8, dz=-1.9, x2=4.2, y2=2.6, dz2=0.45),
    "arrays": dict(x=first, y=first + away((2, 3)), dz=away((2, 3)),
                   x2=second, y2=second + away((2, 3)), dz2=away((2, 3))),
}


def gate_target(name, points, forward, backward, mistakes):
    return Target(
        name, points=points, probe="two_gates", reference=gate(forward, backward), cases=GATE_CASES,
        parts=("z", "dx", "dy", "z2", "dx2", "dy2"),
        slope=Slope(of=lambda x, y, dz, x2, y2, dz2: np.sum(dz * forward(x, y)) + np.sum(dz2 * forward(x2, y2)),
                    wrt={"dx": "x", "dy": "y", "dx2": "x2", "dy2": "y2"}),
        own=OwnForward(Pair(name, inputs=("x", "y"), how="class"), upstream="dz"), mistakes=mistakes,
    )


exercise = Exercise(
    gate_target(
        "AddGate", 1, gates.add_forward, gates.add_backward,
        mistakes=[
            mistake("add_multiply_rule", "That is the rule of a product; a sum hands dz on unchanged.",
                    adding(lambda x, y, dz: (y * dz, x * dz))),
            mistake("add_own_input", "The size of the inputs does not matter for a sum: its local gradients are 1.",
                    adding(lambda x, y, dz: (x * dz, y * dz))),
            mistake("add_upstream_forgotten", "1 is the local gradient; multiply it by dz.",
                    adding(lambda x, y, dz: (np.ones_like(dz), np.ones_like(dz))), adding(lambda x, y, dz: (1.0, 1.0))),
            mistake("add_halved", "The gradient is copied, not shared out: each input moves z by the full amount.",
                    adding(lambda x, y, dz: (dz / 2, dz / 2))),
        ],
    ),
    gate_target(
        "MaxGate", 3, gates.max_forward, gates.max_backward,
        mistakes=[
            mistake("max_upstream_forgotten", "That is the local gradient; multiply it by dz.",
                    routing(lambda x, y, dz: (1.0 * (x > y), 1.0 * (y > x)))),
            mistake("max_to_smaller", "The larger input set the output, so it gets the gradient.",
                    routing(lambda x, y, dz: (dz * (y > x), dz * (x > y)))),
            mistake("max_to_both", "The smaller input did not move the output; its gradient is 0.",
                    routing(lambda x, y, dz: (dz, dz))),
            mistake("max_value_passed", "Route the upstream gradient dz, not the forward value.",
                    routing(lambda x, y, dz: (np.maximum(x, y) * (x > y), np.maximum(x, y) * (y > x)))),
            mistake("max_mask_from_upstream", "The route was decided in forward by x and y, not by the sign of dz.",
                    routing(lambda x, y, dz: (dz * (dz > 0), dz * (dz < 0)))),
            mistake("largest_of_all", "np.max looks for one number among all entries; np.maximum compares entry by entry.",
                    gate(lambda x, y: np.max([x, y]), gates.max_backward)),
            mistake("max_one_winner", "Each entry has its own winner; compare elementwise.",
                    routing(lambda x, y, dz: (dz, 0 * dz) if np.max(x) > np.max(y) else (0 * dz, dz))),
            mistake("first_route_kept", "Each forward decides anew: overwrite what is stored.",
                    first_route_kept),
            mistake("state_shared", "Store the inputs on self; two gates must not share their memory.",
                    shared_memory),
        ],
    ),
    Target(
        "f_and_grads", points=2, reference=gates.f_and_grads, parts=("f", "dx", "dy", "dz"),
        slope=Slope(of=lambda x, y, z: (x + y) * max(y, z), wrt={"dx": "x", "dy": "y", "dz": "z"}),
        own=OwnForward(),
        cases={
            "the slide point": dict(x=2.0, y=1.0, z=0.0),
            "z is larger": dict(x=4.0, y=-1.0, z=2.5),
            "a negative sum": dict(x=-3.5, y=1.2, z=-0.7),
        },
        mistakes=[
            mistake("product_not_switched",
                    "A product passes each factor the other factor; the slide's numbers are exchanged.",
                    f_and(lambda a, b, to_y, to_z: (a, a + b * to_y, b * to_z))),
            mistake("fan_out_first_path", "y feeds the sum and the max: add both contributions.",
                    dy=lambda x, y, z: max(y, z)),
            mistake("fan_out_second_path", "y feeds the sum and the max: add both contributions.",
                    dy=lambda x, y, z: (x + y) * float(y > z)),
            mistake("fan_out_one_path", "y feeds the sum and the max, both at once: add both contributions.",
                    dy=lambda x, y, z: x + y if y > z else max(y, z)),
            mistake("sum_follows_max", "The share through the sum is there whoever wins the max.",
                    dy=[lambda x, y, z: max(y, z) * float(y > z), lambda x, y, z: (x + y + max(y, z)) * float(y > z)]),
            mistake("max_feeds_both", "max lets the gradient through to its winner only.",
                    f_and(lambda a, b, to_y, to_z: (b, b + a, a)),
                    dy=lambda x, y, z: x + y + max(y, z), dz=lambda x, y, z: x + y),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
