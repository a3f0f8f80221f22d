"""A learner's optimisers on Parameters whose gradients are set before each step, or computed by a closure."""

import numpy as np


def parameter(learner, data, grad=None):
    made = learner.Parameter(data)
    made.data, made.grad = data.copy(), None if grad is None else grad.copy()
    return made


def groups_of(learner, groups, data):
    """The groups as an optimiser takes them: a plain list where there is one without settings."""
    made = [
        {"params": [parameter(learner, array) for array in arrays], **own}
        for own, arrays in zip(groups, data, strict=True)
    ]
    flat = [one for group in made for one in group["params"]]
    return flat if groups == [{}] else made, flat


def steps(learner, target, /, groups, settings, data, gradients, factors):
    """The data of all Parameters after each step; before step k the lr of group j is multiplied by factors[k] = [j, factor]."""
    params, flat = groups_of(learner, groups, data)
    names = [f"group {g} place {k}" for g, arrays in enumerate(data) for k in range(len(arrays))]
    optimiser = getattr(learner, target)(list(params), **settings)
    trajectory = {}
    for number, (grads, (group, factor)) in enumerate(zip(gradients, factors, strict=True), 1):
        optimiser.param_groups[group]["lr"] *= factor
        for one, grad in zip(flat, grads, strict=True):
            one.grad = None if grad is None else grad.copy()
        optimiser.step()
        trajectory[f"step {number}"] = {name: np.array(one.data) for name, one in zip(names, flat, strict=True)}
    return trajectory


def with_closure(learner, target, /, data, goal, lr):
    """Three steps with a closure and one without: what step returned, the data after it, how often closure was called."""
    one, calls = parameter(learner, data, np.zeros(data.shape)), []
    optimiser = learner.SGD([one], lr)

    def closure():
        calls[-1] += 1
        one.grad = 2 * (one.data - goal)
        return float(((one.data - goal) ** 2).sum())

    found = {"losses": [], "weights": [], "calls": calls}
    for given in (closure, closure, closure, None):
        calls.append(0)
        found["losses"].append(optimiser.step(given) if given else optimiser.step())
        found["weights"].append(np.array(one.data))
    return found


def cleared(learner, target, /, data, grads):
    """The gradients after zero_grad, where None counts as zeros, and the data."""
    flat = [[parameter(learner, *pair) for pair in zip(*both, strict=True)] for both in zip(data, grads, strict=True)]
    optimiser = getattr(learner, target.partition(".")[0] or "SGD")([{"params": group} for group in flat], 0.1)
    optimiser.zero_grad()
    ours = [one for group in flat for one in group]
    return {
        "grads": [np.zeros(one.data.shape) if one.grad is None else np.array(one.grad) for one in ours],
        "data": [one.data for one in ours],
    }


# The same in the form of the run beside PyTorch.


def flat_steps(learner, target, /, **inputs):
    after = steps(learner, target, **inputs)
    return {f"{step}, {name}": data for step, arrays in after.items() for name, data in arrays.items()}


def closures(learner, target, /, data, goal, lr):
    found = with_closure(learner, target, data, goal, lr)
    losses = [None if loss is None else float(loss) for loss in found["losses"][:3]]
    return {
        "what step returned": None if None in losses else np.array(losses),
        "data after each step": np.array(found["weights"][:3]),
    }
