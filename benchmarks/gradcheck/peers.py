"""Other gradient checkers on the same cases. Each is imported if it is there; each chooses its own upstream gradient.

A checker is a function (case, inputs, seed) -> True (it passed the gradient) or False (it flagged it); a crash counts
as a flag. All are called with their default tolerances.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Callable
from typing import Any

import numpy as np
from collection import Case, as_dict

Checker = Callable[[Case, dict[str, Any], int], bool]


def available() -> tuple[dict[str, Checker], list[str]]:
    """Checkers by name, and the names of libraries that are not installed."""
    found: dict[str, Checker] = {}
    absent: list[str] = []
    for library, build in (("torch", of_torch), ("jax", of_jax), ("autograd", of_autograd), ("scipy", of_scipy)):
        try:
            importlib.import_module(library)
        except ImportError:
            absent.append(library)
            continue
        found |= build()
    return found, absent


def vector(output: Any) -> np.ndarray:
    """The output of a case as one array (a tuple is laid end to end)."""
    if isinstance(output, tuple):
        return np.concatenate([np.ravel(part) for part in output]).astype(np.float64)
    return np.asarray(output, dtype=np.float64)


def upstream_like(output: Any, u: np.ndarray) -> Any:
    """An upstream gradient in the structure of the output."""
    if isinstance(output, tuple):
        cuts = np.cumsum([np.size(part) for part in output])[:-1]
        return tuple(part.reshape(np.shape(o)) for part, o in zip(np.split(u, cuts), output, strict=True))
    return float(u) if np.ndim(output) == 0 else u.reshape(np.shape(output))


def gradients(case: Case, inputs: dict[str, Any], u: np.ndarray) -> list[np.ndarray]:
    """The gradients of the case for one upstream gradient, in the order of the inputs."""
    names = list(inputs)
    given = {name: np.array(value) for name, value in inputs.items()}
    answer = as_dict(case.backward(upstream_like(case.forward(**given), np.asarray(u)), **given), names)
    return [answer[name] for name in names]


def of_torch() -> dict[str, Checker]:
    import torch

    def check(case: Case, inputs: dict[str, Any], seed: int, fast: bool) -> bool:
        names = list(inputs)

        class Wrapped(torch.autograd.Function):
            @staticmethod
            def forward(ctx, *tensors):
                ctx.save_for_backward(*tensors)
                arrays = {name: t.detach().numpy().copy() for name, t in zip(names, tensors, strict=True)}
                return torch.tensor(vector(case.forward(**arrays)))

            @staticmethod
            def backward(ctx, upstream):
                arrays = {name: t.detach().numpy().copy() for name, t in zip(names, ctx.saved_tensors, strict=True)}
                return tuple(torch.tensor(g) for g in gradients(case, arrays, upstream.detach().numpy()))

        tensors = [torch.tensor(inputs[name], dtype=torch.float64, requires_grad=True) for name in names]
        return bool(torch.autograd.gradcheck(Wrapped.apply, tensors, fast_mode=fast))

    return {
        "torch.autograd.gradcheck": lambda case, inputs, seed: check(case, inputs, seed, False),
        "torch.autograd.gradcheck fast": lambda case, inputs, seed: check(case, inputs, seed, True),
    }


def of_jax() -> dict[str, Checker]:
    import jax

    jax.config.update("jax_enable_x64", True)
    from jax.test_util import check_vjp

    def check(case: Case, inputs: dict[str, Any], seed: int) -> bool:
        names = list(inputs)

        def arrays(args):
            return {name: np.array(arg) for name, arg in zip(names, args, strict=True)}

        def forward(*args):
            return vector(case.forward(**arrays(args)))

        def with_vjp(*args):
            return forward(*args), lambda u: tuple(gradients(case, arrays(args), np.array(u)))

        check_vjp(forward, with_vjp, tuple(inputs[name] for name in names))
        return True

    return {"jax check_vjp (x64)": check}


def of_autograd() -> dict[str, Checker]:
    from autograd.extend import defvjp, primitive
    from autograd.test_util import check_grads

    def check(case: Case, inputs: dict[str, Any], seed: int) -> bool:
        names = list(inputs)

        @primitive
        def forward(*args):
            return vector(case.forward(**{name: np.array(a) for name, a in zip(names, args, strict=True)}))

        def vjp(k):
            def maker(answer, *args):
                arrays = {name: np.array(a) for name, a in zip(names, args, strict=True)}
                return lambda u: gradients(case, arrays, np.array(u))[k]

            return maker

        defvjp(forward, *(vjp(k) for k in range(len(names))))
        np.random.seed(seed)
        every = tuple(range(len(names)))
        check_grads(forward, every, modes=["rev"], order=1)(*(np.array(inputs[name], dtype=float) for name in names))
        return True

    return {"autograd check_grads": check}


def of_scipy() -> dict[str, Checker]:
    from scipy.optimize import check_grad

    def check(case: Case, inputs: dict[str, Any], seed: int, limit: float) -> bool:
        names, shapes = list(inputs), [np.shape(value) for value in inputs.values()]
        cuts = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]
        y = vector(case.forward(**{name: np.array(value) for name, value in inputs.items()}))
        u = np.random.default_rng(seed).normal(size=y.shape)

        def arrays(theta):
            parts = np.split(theta, cuts)
            return {name: p.reshape(s).copy() for name, p, s in zip(names, parts, shapes, strict=True)}

        def loss(theta):
            return float(np.sum(u * vector(case.forward(**arrays(theta)))))

        def slope(theta):
            return np.concatenate([g.ravel() for g in gradients(case, arrays(theta), u)])

        start = np.concatenate([np.ravel(inputs[name]) for name in names])
        return bool(check_grad(loss, slope, start) < limit)

    return {
        "scipy check_grad < 1e-6": lambda case, inputs, seed: check(case, inputs, seed, 1e-6),
        "scipy check_grad < 1e-4": lambda case, inputs, seed: check(case, inputs, seed, 1e-4),
    }


def verdict(checker: Checker, case: Case, inputs: dict[str, Any], seed: int) -> bool:
    """What a checker says; whatever it raises is a flag."""
    with contextlib.suppress(Exception), np.errstate(all="ignore"):
        return checker(case, inputs, seed)
    return False
