"""Beside the learner's gates: one gate is used twice, while another of its kind is used in between."""


def two_gates(learner, target, /, x, y, dz, x2, y2, dz2):
    """z, then what backward returned, value by value; the same for the second pair of inputs."""
    gate, other = getattr(learner, target)(), getattr(learner, target)()
    z = gate.forward(x, y)
    other.forward(x2, y2)
    d = gate.backward(dz)
    z2 = gate.forward(x2, y2)
    return z, *values(d), z2, *values(gate.backward(dz2))


def values(returned):
    return returned if isinstance(returned, (tuple, list)) else (returned,)
