"""Pictures of exercise 66: the same fit before and after, on rings, spirals and checkers."""

from grader.exercise.view import *


def on_circles(radius, angle):
    return radius[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def rings(rng):
    y = (np.arange(200) % 5 < 2).astype(int)
    angle = np.where(y, rng.uniform(-np.pi, np.pi, 200), rng.uniform(-2.2, 2.2, 200))
    radius = np.where(y, rng.uniform(0.2, 1, 200), rng.uniform(1.3, 2.3, 200))
    return {"P": on_circles(radius, angle), "y": y, "reach": 2.6}


def spirals(rng):
    y = (np.arange(160) % 2).astype(int)
    radius = rng.uniform(0.3, 2, 160)
    return {"P": on_circles(radius, 4 * radius + np.pi * y + 0.25 * rng.normal(size=160)), "y": y, "reach": 2.2}


def checkers(rng):
    P = rng.uniform(0.1, 1, (120, 2)) * rng.choice([-1.0, 1.0], (120, 2))
    return {"P": P, "y": (P[:, 0] * P[:, 1] > 0).astype(int), "reach": 1.1}


def fit_view(shape, points, features):
    before = features == "x and y"
    return View(
        f"{shape}, a line in {features}" if before else f"{shape}, a line in {features}, seen in x and y",
        "region",
        "decisions",
        inputs=lambda rng: {**points(rng), "features": features},
        x="x",
        y="y",
        says=f"What your fit decides on {shape} in x and y: one straight line, which cannot part them."
        if before
        else f"The same fit on {shape} with other features ({features}): the border is no straight line in x and y any more.",
    )


SHAPES = (
    ("rings", rings, "squares"),
    ("spirals", spirals, "unwound points"),
    ("checkers", checkers, "the product of both"),
)
views = [fit_view(shape, points, features) for shape, points, after in SHAPES for features in ("x and y", after)]
