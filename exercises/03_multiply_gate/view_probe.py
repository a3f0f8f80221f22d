"""A learner's gate as a graph of three nodes."""


def gate_graph(learner, target, /, x, y, dz):
    gate = learner.MultiplyGate()
    z = gate.forward(x, y)
    dx, dy = gate.backward(dz)
    return {"nodes": ["x", "y", "x*y"], "edges": [[0, 2], [1, 2]], "values": [x, y, z], "gradients": [dx, dy, dz]}
