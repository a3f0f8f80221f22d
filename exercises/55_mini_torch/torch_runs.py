"""Exercise 55 beside PyTorch: one network of the learner's layers, and the same one of torch.nn, from one state."""

from grader.beside.torch_run import TorchRun

SIZES = {"0.weight": (5, 3), "0.bias": (5,), "2.weight": (4, 5), "2.bias": (4,)}


def network(rng):
    state = {name: rng.normal(size=size) for name, size in SIZES.items()}
    return {"state": state, "x": rng.normal(size=(6, 3)), "dout": rng.normal(size=(6, 4))}


def in_torch(torch, state, x, dout):
    nn = torch.nn
    net = nn.Sequential(nn.Linear(3, 5), nn.Sigmoid(), nn.Linear(5, 4), nn.ReLU()).double()
    net.load_state_dict({name: torch.tensor(array) for name, array in state.items()})
    leaf = torch.tensor(x, requires_grad=True)
    out = net(leaf)
    out.backward(torch.tensor(dout))
    grads = {f"{name}.grad": parameter.grad.numpy() for name, parameter in net.named_parameters()}
    return {"state_dict": list(net.state_dict()), "out": out.detach().numpy(), "dx": leaf.grad.numpy(), **grads}


runs = [TorchRun("Sequential(Linear, Sigmoid, Linear, ReLU)", "Sequential", "own_network", network, in_torch)]
