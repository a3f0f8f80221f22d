"""Does the error bar hold, and how wide is it? Operations that were not used while the checker was written.

    python benchmarks/gradcheck/bars.py [--seed 0] [--each 200]

The true slope is computed in extended precision (numpy.longdouble, 18 digits on x86). An element fails if it
lies outside value +- error by more than 4 units in the last place of float64 (the rounding of the point itself).
"""

from __future__ import annotations

import argparse

import numpy as np

from grader.gradcheck import slope

LONG = np.longdouble


def operations():
    """name: (function of a float64 x, its derivative in longdouble, draw of x)."""
    normal = lambda size: lambda rng: size * rng.normal()  # noqa: E731
    return {
        "arctan(3x)": (lambda x: np.arctan(3 * x), lambda x: 3 / (1 + 9 * x * x), normal(2)),
        "x sin x": (lambda x: x * np.sin(x), lambda x: np.sin(x) + x * np.cos(x), normal(5)),
        "exp(-x^2)": (lambda x: np.exp(-x * x), lambda x: -2 * x * np.exp(-x * x), normal(1.5)),
        "log(1 + x^2)": (lambda x: np.log1p(x * x), lambda x: 2 * x / (1 + x * x), normal(3)),
        "x^7 - x": (lambda x: x**7 - x, lambda x: 7 * x**6 - 1, normal(1)),
        "sinh": (np.sinh, np.cosh, normal(4)),
        "1 / (1 + x^2)": (lambda x: 1 / (1 + x * x), lambda x: -2 * x / (1 + x * x) ** 2, normal(2)),
        "sqrt(1 + x^2)": (lambda x: np.sqrt(1 + x * x), lambda x: x / np.sqrt(1 + x * x), normal(50)),
        "sin(20x) / 20": (lambda x: np.sin(20 * x) / 20, lambda x: np.cos(20 * x), normal(2)),
        "cos x + 1e6": (lambda x: np.cos(x) + 1e6, lambda x: -np.sin(x), normal(2)),
        "mean of 500 tanh": (tanh_mean, tanh_mean_slope, normal(1)),
        "log-sum-exp of 3": (lambda x: np.logaddexp(np.logaddexp(x, 2 * x), 0.5), lse_slope, normal(3)),
        "two kinks away": (lambda x: np.maximum(x - 1, 0) + np.abs(x + 1) + x * x, kinks_slope, normal(1)),
        "kink 1e-6 to 1e-2 away": (lambda x: np.maximum(x, 0) + np.cos(x), lambda x: (x > 0) - np.sin(x), near),
        "cbrt of 1 + x^2": (lambda x: np.cbrt(1 + x * x), lambda x: 2 * x / (3 * np.cbrt(1 + x * x) ** 2), normal(3)),
        "in float32": (lambda x: np.cos(np.float32(x)), lambda x: -np.sin(x), normal(1)),
    }


def near(rng):
    return rng.choice([-1, 1]) * 10.0 ** rng.uniform(-6, -2)


def tanh_mean(x):
    return np.mean(np.tanh(x * np.linspace(-1, 2, 500)))


def tanh_mean_slope(x):
    w = np.linspace(-1, 2, 500).astype(LONG)
    return np.mean(w / np.cosh(w * x) ** 2)


def lse_slope(x):
    a, b, c = np.exp(x), np.exp(2 * x), np.exp(LONG(0.5))
    return (a + 2 * b) / (a + b + c)


def kinks_slope(x):
    return (x > 1) + np.sign(x + 1) + 2 * x


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--each", type=int, default=200)
    options = parser.parse_args()
    rng, widths, held, total = np.random.default_rng(options.seed), [], 0, 0
    for name, (function, derivative, draw) in operations().items():
        mine, fine = [], 0
        for _ in range(options.each):
            x = float(draw(rng))
            found, true = slope(lambda a, f=function: float(f(a[0])), np.array([x]), 0), derivative(LONG(x))
            fine += bool(abs(LONG(found.value) - true) <= found.error + 4 * 2.0**-52 * abs(true))
            mine.append(found.error / abs(float(true)))
        print(f"{name:26}{fine:6} of {options.each} bars hold, median width {np.median(mine):.1e} of the slope")
        widths, held, total = widths + mine, held + fine, total + options.each
    print(f"all: {held} of {total} = {100 * held / total:.2f} %, median width {np.median(widths):.1e}")


if __name__ == "__main__":
    main()
