"""A forward pass and its backward pass: their names, and what each is called with."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

UPSTREAM, CACHE, OUTPUT = "<upstream>", "<cache>", "<output>"
How = Literal["functions", "class", "loss"]


class Pair(msgspec.Struct, frozen=True):
    """forward and backward by name, and what each is called with.

    how: "functions", "class" (forward is the class, made with `made_with`), or "loss": forward returns (loss, gradient, ...), and
    backward is "". inputs are forward's arguments in order, options those given by name; arguments are backward's: UPSTREAM, CACHE,
    OUTPUT, or the name of an input; UPSTREAM stands there once for each output. attributes are the parameters that an object of
    the class keeps, by path ("W", "params.W"): they are inputs too.
    """

    forward: str
    backward: str = ""
    inputs: tuple[str, ...] = ()
    arguments: tuple[str, ...] = (UPSTREAM,)
    how: How = "functions"
    made_with: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every input: the constructor's, the forward pass's, the optional ones."""
        return tuple(dict.fromkeys((*self.made_with, *self.inputs, *self.options)))

    @property
    def takes_upstream(self) -> bool:
        return self.how != "loss" and UPSTREAM in self.arguments

    @property
    def title(self) -> str:
        if self.how == "class":
            return f"{self.forward}.forward and {self.forward}.backward"
        return f"{self.forward} and {self.backward}" if self.backward else f"{self.forward}, which returns its gradient"

    @property
    def backward_name(self) -> str:
        return f"{self.forward}.backward" if self.how == "class" else self.backward or self.forward

    @property
    def forward_name(self) -> str:
        return f"{self.forward}.forward" if self.how == "class" else self.forward


class OwnForward(msgspec.Struct, frozen=True):
    """Where a gradient is wrong, it is also laid beside the slopes of the learner's own forward pass (see grader/pairs/own_forward.py).

    `pair` says how the learner's two halves are called; None where the target itself returns its loss, as its first part. Inputs and
    gradients are those of the target's `slope`. `upstream` names the case's input that is the upstream gradient, where there is one.
    """

    pair: Pair | None = None
    upstream: str = ""


def pair_data(pair: Pair) -> dict[str, Any]:
    """The pair as the probe is told of it."""
    names = ("inputs", "arguments", "made_with", "options", "attributes")
    lists = {name: list(getattr(pair, name)) for name in names}
    return {"forward": pair.forward, "backward": pair.backward, "how": pair.how, **lists}
