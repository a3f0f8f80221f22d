"""Exercise 58 beside PyTorch: the same Parameters and gradients, given to torch.optim."""

import numpy as np

from grader.beside.torch_run import TorchRun

SHAPES = [[(3,), (2, 2)], [(4,)]]


def steps(groups, **settings):
    """Three steps over two groups; before the second the rate of the first falls."""

    def inputs(rng):
        data = [[rng.normal(size=shape) for shape in group] for group in SHAPES]
        gradients = [[rng.normal(size=shape) for group in SHAPES for shape in group] for _ in range(3)]
        factors = [[0, 1.0], [0, 0.3], [0, 1.0]]
        return {"groups": groups, "settings": settings, "data": data, "gradients": gradients, "factors": factors}

    return inputs


def flat_steps(optimiser):
    """What torch's optimiser of this name leaves in the Parameters after each step."""

    def run(torch, groups, settings, data, gradients, factors):
        leaves = [[torch.tensor(array, requires_grad=True) for array in group] for group in data]
        params = [{"params": group, **own} for group, own in zip(leaves, groups, strict=True)]
        made, found = getattr(torch.optim, optimiser)(params, **settings), {}
        ours = [(f"group {g} place {k}", leaf) for g, group in enumerate(leaves) for k, leaf in enumerate(group)]
        for number, (grads, (group, factor)) in enumerate(zip(gradients, factors, strict=True), 1):
            made.param_groups[group]["lr"] *= factor
            for (_, leaf), grad in zip(ours, grads, strict=True):
                leaf.grad = torch.tensor(grad)
            made.step()
            found |= {f"step {number}, {name}": leaf.detach().numpy().copy() for name, leaf in ours}
        return found

    return run


def with_goal(rng):
    return {"data": rng.normal(size=3), "goal": rng.normal(size=3), "lr": 0.1}


def closures_in_torch(torch, data, goal, lr):
    leaf = torch.tensor(data, requires_grad=True)
    made, goal = torch.optim.SGD([leaf], lr), torch.tensor(goal)
    losses, weights = [], []

    def closure():
        made.zero_grad()
        loss = ((leaf - goal) ** 2).sum()
        loss.backward()
        return loss

    for given in (closure, closure, closure):
        losses.append(float(made.step(given).detach()))
        weights.append(leaf.detach().numpy().copy())
    return {"what step returned": np.array(losses), "data after each step": np.array(weights)}


GROUPS = [{"lr": 0.02, "weight_decay": 0.3}, {}]
runs = [
    TorchRun("SGD, two groups, a rate that falls", "SGD", "flat_steps",
             steps(GROUPS, lr=0.1, momentum=0.8, weight_decay=0.04), flat_steps("SGD")),
    TorchRun("Adam, two groups, a rate that falls", "Adam", "flat_steps",
             steps(GROUPS, lr=0.1, betas=(0.8, 0.95), eps=1e-3), flat_steps("Adam")),
    TorchRun("SGD.step with a closure", "SGD", "closures", with_goal, closures_in_torch),
]  # fmt: skip
