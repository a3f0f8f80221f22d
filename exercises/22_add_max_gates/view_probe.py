"""The graph of f with the numbers of a learner's gates and gradients."""


def f_graph(learner, target, /, x, y, z):
    f, dx, dy, dz = learner.f_and_grads(x, y, z)
    add, largest = learner.AddGate(), learner.MaxGate()
    values = [x, y, z, float(add.forward(x, y)), float(largest.forward(y, z)), f]
    return {
        "nodes": ["x", "y", "z", "+", "max", "f"],
        "edges": [[0, 3], [1, 3], [1, 4], [2, 4], [3, 5], [4, 5]],
        "values": values,
        "gradients": [dx, dy, dz, float("nan"), float("nan"), 1.0],
    }
