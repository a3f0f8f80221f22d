"""Exercise 17: grad_rss, fit_line."""

from grader.exercise.spec import *

nine, near_sixty = normal(9), uniform(50, 60, 8)
nine_noisy = 1.5 - 2 * nine + 0.3 * normal(9)
grad_rss = reference.scalar.grad_rss
residuals = lambda b0, b1, x, y: y - b0 - b1 * x


def gradient_vanishes(line, x, y):
    """Far from zero a rounding error of the slope is multiplied by a large sum, hence the measure."""
    gradient = grad_rss(*line, x, y)
    measure = 2 * np.sum((np.abs(y) + np.abs(line[0]) + np.abs(line[1] * x)) * np.maximum(1, np.abs(x)))
    if not max(map(abs, gradient)) > 1e4 * max(map(slack, line)) * measure:
        return None
    return f"at this line the gradient of RSS is ({gradient[0]:.6g}, {gradient[1]:.6g}), not (0, 0)"


def line(slope, sign=-1):
    """A version with the slope slope(x, y, dx, dy), where dx and dy are without their means."""

    def version(x, y):
        b1 = slope(x, y, x - x.mean(), y - y.mean())
        return y.mean() + sign * b1 * x.mean(), b1

    return version


right_slope = lambda x, y, dx, dy: np.sum(dx * dy) / np.sum(dx**2)

POINTS = {"x[i]": (0.5, 3), "y[i]": (-2, 2)}
MEANS = {"N": "sum(i, 1)", "x̄": "sum(i, x[i])/N", "ȳ": "sum(i, y[i])/N"}
RSS = "sum(i, (y[i] - b0 - b1*x[i])**2)"


exercise = Exercise(
    Target(
        "grad_rss", points=1, reference=grad_rss, parts=("b0", "b1"),
        slope=Slope(of=lambda **inputs: np.sum(residuals(**inputs) ** 2), wrt={"b0": "b0", "b1": "b1"}),
        cases={
            "five points": dict(b0=0.2, b1=0.4, x=[1.5, -2, 3, 0.5, 2.5], y=[2, -1, 4, 0.5, 3.5]),
            "nine points": dict(b0=-0.7, b1=1.3, x=nine, y=nine_noisy),
            "one point": dict(b0=0.3, b1=-1.6, x=[2.5], y=[-0.4]),
        },
        mistakes=[
            mistake("slide_sign",
                    'The slide loses the inner derivative -1 in this line; "= 0" hides it there, '
                    "a descent step does not.",
                    b0=lambda **inputs: 2 * np.sum(residuals(**inputs))),
            mistake("x_missing", "b1 is multiplied by x_i, so each residual is weighted by its x_i.",
                    b1=lambda **inputs: -2 * np.sum(residuals(**inputs))),
            mistake("product_of_sums", "Multiply r_i by its own x_i first, then sum.",
                    b1=lambda **inputs: -2 * np.sum(residuals(**inputs)) * np.sum(inputs["x"])),
            mistake("own_coefficient", "Differentiating b1*x_i with respect to b1 leaves x_i, not b1.",
                    b1=lambda **inputs: -2 * np.sum(residuals(**inputs) * inputs["b1"])),
            mistake("divided_by_n", "RSS is a sum; dividing by N gives the gradient of the MSE.",
                    lambda **inputs: tuple(entry / len(inputs["x"]) for entry in grad_rss(**inputs))),
            mistake("square_kept", "The derivative of r^2 is 2r.",
                    lambda **i: (-2 * np.sum(residuals(**i) ** 2), -2 * np.sum(residuals(**i) ** 2 * i["x"]))),
        ],
    ),
    Target(
        "fit_line", points=2, reference=reference.scalar.fit_line, parts=("b0", "b1"),
        properties=(Property("at the fitted line the gradient of RSS is (0, 0)", gradient_vanishes),),
        cases={
            "points on a line": dict(x=[-1.5, 0.5, 2, 4], y=[4.3, 1.9, 0.1, -2.3]),
            "noisy points": dict(x=nine, y=nine_noisy),
            "far from zero": dict(x=near_sixty, y=4 + 0.7 * near_sixty + normal(8)),
            "two points": dict(x=[1.2, 3.7], y=[-0.8, 2.9]),
            "all x equal": error(ValueError, x=[2, 2, 2], y=[1, 2, 4]),
        },
        mistakes=[
            mistake("through_origin", "That slope belongs to a line through the origin; subtract the means first.",
                    line(lambda x, y, dx, dy: np.sum(x * y) / np.sum(x**2))),
            mistake("n_missing", "Both products of means carry a factor n.",
                    line(lambda x, y, *_: (np.sum(x * y) - x.mean() * y.mean()) / (np.sum(x**2) - x.mean() ** 2))),
            mistake("intercept_sign", "The line passes through (xbar, ybar): ybar = b0 + b1*xbar.",
                    line(right_slope, sign=1)),
            mistake("slope_left_out", "The line passes through (xbar, ybar): b0 = ybar - b1*xbar, not ybar.",
                    b0=lambda x, y: np.mean(y)),
            mistake("roles_swapped", "Divide by the spread of x; this slope predicts x from y.",
                    line(lambda x, y, dx, dy: np.sum(dx * dy) / np.sum(dy**2))),
            mistake("correlation", "The correlation has no unit; divide by the spread of x only.",
                    line(lambda x, y, *_: np.corrcoef(x, y)[0, 1])),
            mistake("mixed_counts", "`np.cov` divides by n - 1 and `np.var` by n; use one count for both.",
                    line(lambda x, y, *_: np.cov(x, y)[0, 1] / np.var(x))),
            mistake("flat_line_accepted", "If all x are equal no slope is defined; raise ValueError.",
                    Seen(lambda e: e["all x equal"].value is not None, line(right_slope)), tag="error"),
        ],
    ),
    Derivation(
        "b0", 1, "0 = d(RSS, b0)", unknown="b0",
        ranges={**POINTS, "b0": (-2, 2), "b1": (-2, 2)},
        definitions={**MEANS, "RSS": RSS},
        waypoints=[carried_out(), solved_for("b0")],
        slips=[
            slip("n_missing", "b0 stands in every term, so it is added up N times: Σ(i, b0) is N·b0.",
                 "sum(i, y[i] - b0 - b1*x[i])", "sum(i, y[i]) - b0 - b1*sum(i, x[i])"),
        ],
    ),
    Derivation(
        "b1", 2, "0 = d(RSS, b1)", unknown="b1",
        ranges={**POINTS, "b1": (-2, 2)},
        definitions={**MEANS, "b0": "ȳ - b1*x̄", "RSS": RSS},
        waypoints=[carried_out(), solved_for("b1")],
        slips=[
            slip("x_missing", "b1 is multiplied by x[i], so each residual is weighted by its x[i].",
                 "d(y[i] - b0 - b1*x[i], b1)", "-1"),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
