"""Central differences for the tests: written here, so that they share nothing with the code under test."""

from __future__ import annotations

import numpy as np
import pytest


def by_differences(f, x, h=1e-5):
    """df/dx at x (any shape) for f: array -> number, one entry at a time."""
    x = np.asarray(x, dtype=np.float64)
    gradient = np.empty_like(x)
    for i in range(x.size):
        nudge = np.zeros(x.size)
        nudge[i] = h
        nudge = nudge.reshape(x.shape)
        gradient.reshape(-1)[i] = (f(x + nudge) - f(x - nudge)) / (2 * h)
    return gradient


@pytest.fixture
def check_gradient():
    """check_gradient(f, x, got): got is the gradient of f at x, as far as central differences can tell."""

    def check(f, x, got):
        expected = by_differences(f, x)
        assert np.shape(got) == expected.shape
        assert np.all(np.abs(got - expected) <= 1e-6 * np.maximum(1, np.abs(expected)))

    return check


@pytest.fixture
def rng():
    """A generator that starts every test from the same numbers."""
    return np.random.default_rng(20)
