"""Optimisers with groups of parameters, each group with settings of its own.

Sources: "Ravi, Building Simple Neural Networks": Using an Optimizer in PyTorch, torch.optim, Basic SGD Optimizer;
"Schniter, ECE 4300 unit 8 (2020)": 3) Select the optimizer and loss criterion, Fine-tuning the implementation; the
rules are those of torch.optim.SGD (dampening 0, no Nesterov) and torch.optim.Adam.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy as np

from grader.reference.floats import FloatArray
from grader.reference.framework.modules import Parameter

Group: TypeAlias = dict[str, Any]
Params: TypeAlias = "Sequence[Parameter] | Sequence[Group]"


def fill_groups(params: Params, defaults: Group) -> list[Group]:
    """One dict for each group, with every setting; a list of Parameters is one group."""
    listed = list(params)
    if not listed or not isinstance(listed[0], dict):
        listed = [{"params": listed}]
    return [{**defaults, **group, "params": list(group["params"])} for group in listed]  # type: ignore[dict-item, index]


class GroupOptimiser:
    """What SGD and Adam share: groups, the closure, and a walk over the Parameters that have a gradient."""

    def __init__(self, params: Params, **defaults: Any) -> None:
        self.param_groups = fill_groups(params, defaults)
        self.steps = 0
        self.kept: dict[int, Any] = {}  # what is kept from step to step, by the Parameter's id

    def step(self, closure: Callable[[], Any] | None = None) -> Any:
        """Call the closure once if there is one, then update; returns the closure's value."""
        value = closure() if closure else None
        self.steps += 1
        for parameter, group in self._with_gradient():
            gradient: Any = parameter.grad
            self.update(parameter, gradient + group["weight_decay"] * parameter.data, group)
        return value

    def _with_gradient(self) -> Iterator[tuple[Parameter, Group]]:
        for group in self.param_groups:
            yield from ((parameter, group) for parameter in group["params"] if parameter.grad is not None)

    def update(self, parameter: Parameter, d: FloatArray, group: Group) -> None:
        """Move one Parameter by its gradient d, to which the decay was added."""
        raise NotImplementedError

    def zero_grad(self) -> None:
        """Make every gradient an array of zeros."""
        for group in self.param_groups:
            for parameter in group["params"]:
                parameter.grad = np.zeros_like(parameter.data)


class SGD(GroupOptimiser):
    """v = momentum * v + d, data - lr * v; v starts at 0."""

    def __init__(self, params: Params, lr: float, momentum: float = 0.0, weight_decay: float = 0.0) -> None:
        super().__init__(params, lr=lr, momentum=momentum, weight_decay=weight_decay)

    def update(self, parameter: Parameter, d: FloatArray, group: Group) -> None:
        """One step of gradient descent with momentum."""
        v = group["momentum"] * self.kept.get(id(parameter), 0.0) + d
        self.kept[id(parameter)] = v
        parameter.data = parameter.data - group["lr"] * v


class Adam(GroupOptimiser):
    """Kingma and Ba (2015), algorithm 1; t counts the steps of the optimiser."""

    def __init__(
        self,
        params: Params,
        lr: float = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(params, lr=lr, weight_decay=weight_decay)
        self.betas, self.eps = betas, eps

    def update(self, parameter: Parameter, d: FloatArray, group: Group) -> None:
        """One step of Adam."""
        (b1, b2), t = self.betas, self.steps
        m, v = self.kept.get(id(parameter), (0.0, 0.0))
        m, v = b1 * m + (1 - b1) * d, b2 * v + (1 - b2) * d**2
        self.kept[id(parameter)] = m, v
        root = np.sqrt(v / (1 - b2**t)) + self.eps
        parameter.data = parameter.data - group["lr"] * (m / (1 - b1**t)) / root
