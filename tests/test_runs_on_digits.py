"""Exercise 59 names a training run by what it reached. Real runs that go wrong: each is named rightly, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.authoring import rehearsal
from grader.exercise import catalogue
from grader.judging.judge import judge_case
from grader.judging.questions import Question, Sheets
from grader.reference.framework import digits
from grader.reference.optimisers import adam

ADAM = {"learning_rate": 0.02, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
SPREADS = (0.01, 0.1, 0.3, 1.0)
Train = Callable[..., "list[str]"]


def start(rng: np.random.Generator, spread: float) -> dict[str, Any]:
    shapes = {"W1": (40, 40), "b1": 40, "W2": (40, 10), "b2": 10}
    return {name: spread * rng.normal(size=shape) * (name[0] == "W") for name, shape in shapes.items()}


def loss_down_columns(params: Any, X: Any, y: Any) -> tuple[float, dict[str, Any]]:
    """A softmax over the examples of the batch."""
    z, U = digits.class_scores(params, X)
    p = np.exp(z - z.max(axis=0)) / np.exp(z - z.max(axis=0)).sum(axis=0)
    dz = (p - np.eye(10)[y]) / len(y)
    da = (dz @ params["W2"].T) * U * (1 - U)
    grads = {"W1": X.T @ da, "b1": da.sum(axis=0), "W2": U.T @ dz, "b2": dz.sum(axis=0)}
    return float(-np.mean(np.log(p[np.arange(len(y)), y]))), grads


@pytest.fixture
def train() -> Train:
    """train(seed, spread, ...) -> the names of the mistakes that the run is given; [] where it passes or is not named."""

    def run(
        seed: int,
        spread: float,
        *,
        loss: Any = digits.classifier_loss,
        plain: bool = False,
        sign: float = 1.0,
        broken: str = "",
    ) -> list[str]:
        entry = catalogue.find("59")
        sheet = Sheets(seed).of(entry)
        (question,) = sheet.questions["fit"]
        X, y = question.inputs["X"], question.inputs["y"]
        rng = np.random.default_rng(question.inputs["seed"])
        params = start(rng, spread)
        configs: dict[str, Any] = dict.fromkeys(params, ADAM)
        labels = y[rng.permutation(len(y))] if broken == "once" else y
        history = []
        for _ in range(20):
            order = rng.permutation(len(X))
            other = rng.permutation(len(X)) if broken == "each epoch" else order
            losses = []
            for k in range(0, len(X), 50):
                J, grads = loss(params, X[order[k : k + 50]], labels[other[k : k + 50]])
                for name, g in grads.items():
                    if plain:
                        params[name] = params[name] - 0.02 * g
                    else:
                        params[name], configs[name] = adam(params[name], sign * g, configs[name])
                losses.append(J)
            history.append(float(np.mean(losses)))
        return names_of(sheet, question, {"params": params, "history": history})

    return run


def names_of(sheet: Any, question: Question, output: Any) -> list[str]:
    result = judge_case(question, rehearsal.observe(question, output))
    given = rehearsal.names_given(sheet.exercise, question.target, [result], frozenset())
    return [mistake.slug for mistake in given]


@pytest.mark.parametrize("spread", SPREADS)
def test_a_right_run_is_given_no_name_whatever_the_spread_of_its_start(train: Train, spread: float) -> None:
    assert train(0, spread) == []


@pytest.mark.parametrize("spread", SPREADS)
def test_plain_descent_is_called_too_slow_or_nothing(train: Train, spread: float) -> None:
    assert train(1, spread, plain=True) in ([], ["steps_too_small"])


@pytest.mark.parametrize("broken", ["once", "each epoch"])
@pytest.mark.parametrize("spread", SPREADS)
def test_examples_apart_from_their_labels_are_noticed(train: Train, spread: float, broken: str) -> None:
    assert train(2, spread, broken=broken) == ["pairs_broken"]


@pytest.mark.parametrize("spread", SPREADS)
def test_a_softmax_over_the_batch_is_noticed(train: Train, spread: float) -> None:
    assert train(3, spread, loss=loss_down_columns) == ["softmax_down_columns"]


@pytest.mark.parametrize("spread", SPREADS)
def test_a_softmax_over_the_batch_without_adam_is_given_no_false_name(train: Train, spread: float) -> None:
    assert train(4, spread, loss=loss_down_columns, plain=True) in ([], ["softmax_down_columns"])


@pytest.mark.parametrize("spread", SPREADS)
def test_steps_uphill_are_noticed(train: Train, spread: float) -> None:
    assert train(5, spread, sign=-1.0) == ["loss_rises"]
