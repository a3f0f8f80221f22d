"""Seeded random numbers that are the same on every machine and NumPy, without importing numpy.random."""

from __future__ import annotations

import numpy as np

from grader.arrays import NDArray

Floats = NDArray[np.float64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)


class Draws:
    """A stream of random arrays: splitmix64 (Steele, Lea and Flood, 2014) over a counter."""

    def __init__(self, seed: int) -> None:
        self._key = _is_mixed(np.array([seed & (2**64 - 1)], dtype=np.uint64))[0]
        self._count = 0

    def uniform(self, low: float, high: float, size: int) -> Floats:
        """size numbers in [low, high), with 53 random bits each."""
        counter = np.arange(self._count, self._count + size, dtype=np.uint64)
        self._count += size
        with np.errstate(over="ignore"):
            bits = _is_mixed(self._key + counter * GOLDEN) >> np.uint64(11)
        return np.asarray(low + (high - low) * (bits.astype(np.float64) * 2.0**-53))

    def weights(self, size: int) -> Floats:
        """size numbers in (0.5, 1.5): never near zero, never two that cancel exactly."""
        return self.uniform(0.5, 1.5, size)

    def signs(self, size: int) -> Floats:
        """size numbers that are -1 or 1."""
        return np.where(self.uniform(0.0, 1.0, size) < 0.5, -1.0, 1.0)

    def normal(self, size: int) -> Floats:
        """size standard normal numbers (Box and Muller, 1958)."""
        radius = np.sqrt(-2 * np.log1p(-self.uniform(0.0, 1.0, size)))
        return np.asarray(radius * np.cos(2 * np.pi * self.uniform(0.0, 1.0, size)))


def _is_mixed(z: NDArray[np.uint64]) -> NDArray[np.uint64]:
    with np.errstate(over="ignore"):
        z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return z ^ (z >> np.uint64(31))
