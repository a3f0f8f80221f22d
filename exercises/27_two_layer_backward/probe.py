"""Both functions one after the other, for the run beside PyTorch."""


def loss_and_gradients(learner, target, /, X, Y, p):
    J, cache = learner.two_layer_forward(X, Y, p)
    grads = learner.two_layer_backward(p, cache)
    return {"J": J, **{f"d{name}": grads[name] for name in ("WH", "bH", "WO", "bO")}}
