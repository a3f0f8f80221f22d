"""Exercise 27 beside PyTorch: the loss, and the gradients that autograd finds."""

from grader.beside.torch_run import TorchRun

SIZES = {"WH": (4, 3), "bH": (4,), "WO": (2, 4), "bO": (2,)}


def batch(rng):
    Y = rng.uniform(size=(5, 2))
    p = {name: rng.normal(size=size) for name, size in SIZES.items()}
    return {"X": rng.normal(size=(5, 3)), "Y": Y / Y.sum(axis=1, keepdims=True), "p": p}


def in_torch(torch, X, Y, p):
    linear = torch.nn.functional.linear
    leaves = {name: torch.tensor(array, requires_grad=True) for name, array in p.items()}
    hidden = torch.sigmoid(linear(torch.tensor(X), leaves["WH"], leaves["bH"]))
    scores = linear(hidden, leaves["WO"], leaves["bO"])
    J = torch.nn.functional.cross_entropy(scores, torch.tensor(Y), reduction="sum")
    J.backward()
    return {"J": J.item(), **{f"d{name}": leaf.grad.numpy() for name, leaf in leaves.items()}}


runs = [TorchRun("two layers, cross-entropy summed", "two_layer_forward", "loss_and_gradients", batch, in_torch)]
