"""Exercise 34: network, bump, staircase."""

from grader.exercise.spec import *

FUNCTIONS = {
    "sine": lambda x: np.sin(2 * np.pi * x),
    "parabola": lambda x: x**2 + 1,
    "decay": lambda x: 2 * np.exp(-3 * x),
}
STEEPEST = {"sine": 2 * np.pi, "parabola": 2.0, "decay": 6.0}  # the largest |f'| on [0, 1]
NEAR = 1e-10  # from a step: a steep curve is no step there
GRID = (np.arange(10_000) + 0.37) / 10_000
X = [-1.9, -1.1, -0.45, 0.1, 0.35, 0.8, 1.15, 2.2, 2.75]
AROUND = [-1.7, -0.2, 0.45, 1.3, 2.6, 3.8, 4.4, 5.9]
network = reference.networks.network
phi = lambda t: np.where(t >= 0, 1.0, 0.0)
staircase = lambda f, N: reference.networks.staircase(FUNCTIONS[f], N)
heights = lambda f, N: FUNCTIONS[f]((np.arange(N) + 0.5) / N)  # f at the middle of each piece


def follows(output, f, N):
    """Three arrays of length N whose network is nowhere on the grid further from f than 1.02 S/(2N)."""
    found = [part.shape if isinstance(part, np.ndarray) else type(part).__name__ for part in output]
    if isinstance(output, np.ndarray) or found != [(N,)] * 3:
        got = f"{type(output).__name__} of {', '.join(map(str, found))}"
        return f"v, w and b are three arrays of shape ({N},); got {got}"
    gaps, bound = np.abs(network(GRID, *output) - FUNCTIONS[f](GRID)), 1.02 * STEEPEST[f] / (2 * N)
    if np.all(gaps <= bound):
        return None
    place = GRID[gaps.argmax()]
    return f"the network is {gaps.max():.4g} away from f at x = {place:.4g}; at most {bound:.4g} is allowed"


def first_height_missing(f, N):
    v, w, b = staircase(f, N)
    return np.where(np.arange(N) == 0, 0.0, v), w, b


with_v = lambda v: lambda f, N: (v(f, N), *staircase(f, N)[1:])  # the right steps with other heights
with_b = lambda b: lambda f, N: (*staircase(f, N)[:2], b(N))  # the right heights with other biases


def too_many_units(f, N):
    h, left = heights(f, N), np.arange(N) / N
    return np.concatenate([h, -h]), np.ones(2 * N), np.concatenate([-left, -left - 1 / N])


def same_network(view, weights):
    """As many weights, and a network with the same values on the grid: v, w and b themselves may differ."""
    if [np.shape(part) for part in view.got] != [np.shape(part) for part in weights]:
        return False
    return np.allclose(network(GRID, *view.got), network(GRID, *weights), rtol=1e-6, atol=1e-9)


def built(version):
    return Seen(lambda e: all(same_network(view, version(**view.inputs)) for view in e.plain), version)


def paired(x, v, w, b):
    """Unit i sees x[i] alone."""
    out, n = np.zeros(len(x)), min(len(x), len(v))
    out[:n] = v[:n] * phi(w[:n] * x[:n] + b[:n])
    return out


SMOOTH = "A steep sigmoid has a slope where the step has none: compare with 0 instead."
steep = lambda t: np.exp(-np.logaddexp(0, -1000 * t))


def in_between(near):
    """Right far from the steps; close to them a number that no sum of steps gives."""

    def condition(e):
        fits = all(view.right for view in e.plain if view.name != near)
        return fits and np.any(np.abs(e[near].array - np.round(e[near].array)) > 1e-3)

    return condition


exercise = Exercise(
    Target(
        "network", points=2, reference=network,
        cases={
            "the sum of the slide": dict(x=[0, 2, 4], v=[1, 1], w=[1, -1], b=[-1, 3]),
            "four units": dict(x=X, v=[2, -0.5, 1.5, -3], w=[1, -2, 0.5, 3], b=[-0.4, 1.7, 0.6, -2.3]),
            "one unit": dict(x=X, v=[-0.7], w=[-1], b=[0.9]),
            "close to the steps": dict(x=[-1 - NEAR, -1 + NEAR, 0.5 - NEAR, 0.5 + NEAR], v=[3, -2], w=[1, 2], b=[1, -1]),
        },
        mistakes=[
            mistake("smooth_step", SMOOTH, Seen(in_between("close to the steps"),
                                                lambda x, v, w, b: steep(np.outer(x, w) + b) @ v)),
            mistake("weights_of_sum_missing", "Each step has its height v_i.",
                    lambda x, v, w, b: phi(np.outer(x, w) + b).sum(axis=1)),
            mistake("slope_for_height", "The step is multiplied by its height v_i, not by w_i.",
                    lambda x, v, w, b: phi(np.outer(x, w) + b) @ w, lambda x, v, w, b: phi(np.outer(x, w) + b) @ (v * w)),
            mistake("bias_subtracted", "b_i is added inside the step.", lambda x, v, w, b: phi(np.outer(x, w) - b) @ v),
            mistake("one_unit_for_each_x", "Every x meets every unit: two loops, or np.outer(x, w) + b.", paired),
            mistake("bias_multiplied", "w_i multiplies x alone; b_i is added after that.",
                    lambda x, v, w, b: phi((x[:, None] + b) * w) @ v),
            mistake("step_missing", "Without φ the sum is a straight line.",
                    lambda x, v, w, b: (np.outer(x, w) + b) @ v),
            mistake("step_outside", "Apply φ to each unit, then sum.",
                    lambda x, v, w, b: phi((np.outer(x, w) + b) @ v)),
            mistake("slope_ignored", "w_i turns and scales the input of unit i.",
                    lambda x, v, w, b: phi(x[:, None] + b) @ v),
        ],
    ),
    Target(
        "bump", points=2, reference=reference.networks.bump,
        cases={
            "from one to three": dict(x=AROUND, a=1.0, b=3.0),
            "from minus one to a half": dict(x=AROUND, a=-1.0, b=0.5),
            "a wide bump": dict(x=AROUND, a=0.7, b=5.1),
            "close to the edges": dict(x=[-1 - NEAR, -1 + NEAR, 2 - NEAR, 2 + NEAR], a=-1.0, b=2.0),
        },
        mistakes=[
            mistake("smooth_step", SMOOTH, Seen(in_between("close to the edges"),
                                                lambda x, a, b: steep(x - a) + steep(b - x) - 1)),
            mistake("one_not_subtracted", "That is 1 outside and 2 inside, as on the slide; subtract 1.",
                    lambda x, a, b: phi(x - a) + phi(-x + b)),
            mistake("edges_exchanged", "Switch on at a, off at b.", lambda x, a, b: phi(x - b) + phi(-x + a) - 1),
            mistake("steps_subtracted", "Either add the falling step and subtract 1, or subtract the rising step at b.",
                    lambda x, a, b: phi(x - a) - phi(-x + b)),
            mistake("second_step_missing", "The bump must end at b.", lambda x, a, b: phi(x - a)),
        ],
    ),
    Target(
        "staircase", points=4, probe="weights", reference=staircase, judged=follows,
        cases={
            "a sine with ten units": dict(f="sine", N=10),
            "a sine with a hundred units": dict(f="sine", N=100),
            "a parabola with seven units": dict(f="parabola", N=7),
            "a decay with thirteen units": dict(f="decay", N=13),
        },
        mistakes=[
            mistake("heights_not_differenced", "Steps add up: each v_i is the change from the piece before.",
                    built(with_v(heights))),
            mistake("first_height_missing", "The first step lifts from 0 to the first value.",
                    built(first_height_missing)),
            mistake("bias_sign", "φ(x + b) switches on at x = -b: take b_i = -x_i.",
                    built(with_b(lambda N: np.arange(N) / N))),
            mistake("left_edges", "The middle of each piece halves the error.",
                    built(with_v(lambda f, N: np.diff(FUNCTIONS[f](np.arange(N) / N), prepend=0.0)))),
            mistake("right_edges", "The middle of each piece halves the error.",
                    built(with_v(lambda f, N: np.diff(FUNCTIONS[f](np.arange(1, N + 1) / N), prepend=0.0)))),
            mistake("edges_not_scaled", "The steps lie at i/N, inside [0, 1].",
                    built(with_b(lambda N: -np.arange(float(N))))),
            mistake("too_many_units", "One unit per piece is enough: the next step starts from the height reached.",
                    built(too_many_units)),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
