"""Exercise 28: gradient_descent, CONVERGENCE, landscape, path_on_map."""

from grader.exercise.spec import *

BOWL = np.array([[3, 1, -0.5], [1, 2, 0.4], [-0.5, 0.4, 4]])
CENTRE = np.array([1, -2, 0.5])
GRADIENTS = {
    "coupled": lambda w: np.array([2 * (w[0] + w[1] - 3) + w[0], 2 * (w[0] + w[1] - 3)]),
    "bowl": lambda w: BOWL @ w - CENTRE,
    "square": lambda w: 2 * w,
}
descent = lambda grad, w0, lr, steps: reference.optimisers.gradient_descent(GRADIENTS[grad], w0, lr, steps)


def walked(move):
    """The trajectory with w = move(w, grad, lr, walked so far) as the step."""

    def version(grad, w0, lr, steps):
        rows = [np.array(w0, dtype=float)]
        for _ in range(steps):
            rows.append(move(rows[-1], GRADIENTS[grad], lr, rows))
        return np.array(rows)

    return version


def one_by_one(w, grad, lr, rows):
    w = w.copy()
    for i in np.ndindex(w.shape):
        w[i] -= lr * grad(w)[i]
    return w


def rows_of(chosen):
    """Some rows only: of an array, or from a list, which may be empty: NumPy makes that an array of shape (0,)."""
    version = lambda **inputs: chosen(descent(**inputs))
    return [version, lambda **inputs: np.array(list(version(**inputs)))]


def aliased(**inputs):
    """The last row in every place; a plain number is not changed in place, so its walk is then right."""
    return np.repeat(descent(**inputs)[-1:], inputs["steps"] + 1, axis=0)


def is_only_a_beginning(view):
    """Fewer rows than asked for, and these are the first ones of the right walk."""
    rows, right = view.array, np.asarray(view.expected)
    return 0 < len(rows) < len(right) and np.allclose(rows, right[: len(rows)], rtol=1e-6, atol=1e-9)


def stopped(**inputs):
    """The walk up to the first step that is hardly one."""
    rows = descent(**inputs)
    small = [k for k in range(1, len(rows)) if np.linalg.norm(rows[k] - rows[k - 1]) < 1e-6]
    return rows[: small[0]] if small else rows


def ends_early(e):
    wrong = [view for view in e.plain if not view.right]
    arriving = ("a walk that arrives", "a start at the minimum", "a walk that nearly arrives")
    return all(view.name in arriving and is_only_a_beginning(view) for view in wrong)



HEIGHTS = {
    "bowl": lambda w: (w[0] ** 2 + 9 * w[1] ** 2) / 2 + 1,
    "coupled": lambda w: w[0] ** 2 + w[0] * w[1] + 2 * w[1] ** 2 - w[0],
}
OUTSIDE = [[-3.1, 0.3], [2.2, 2.9]]
landscape = lambda f, w0, w1: reference.optimisers.landscape(HEIGHTS[f], w0, w1)
on_map = reference.optimisers.path_on_map


def axes(columns, rows):
    """The values of both weights."""
    return {"w0": np.linspace(-2, 1.5, columns), "w1": np.linspace(-1, 2, rows)}


def near_grid(columns, rows, points):
    """A path of inner grid points, each coordinate moved by less than half a step, and two points outside."""

    def inputs(rng):
        w0, w1 = axes(columns, rows).values()
        inner = np.stack([w0[rng.integers(1, columns - 1, points)], w1[rng.integers(1, rows - 1, points)]], axis=1)
        signs = np.where(np.arange(2 * points) % 3 == 0, 1, -1).reshape(points, 2)
        moved = inner + signs * rng.uniform(0.1, 0.4, (points, 2)) * [w0[1] - w0[0], w1[1] - w1[0]]
        return {"path": np.vstack([moved, OUTSIDE]), "w0": w0, "w1": w1}

    return inputs


def diagonal(f, w0, w1):
    return np.array([HEIGHTS[f]((a, b)) for a, b in zip(w0, w1, strict=False)])


def position(path, w0, w1, edges=True, scale_of_w1=None):
    """Rows and columns as numbers with fractions, those outside moved to the edge."""
    scale = w1 if scale_of_w1 is None else scale_of_w1
    row, column = ((path[:, i] - w[0]) / (w[1] - w[0]) for i, w in ((1, scale), (0, w0)))
    if edges:
        row, column = np.clip(row, 0, len(w1) - 1), np.clip(column, 0, len(w0) - 1)
    return np.stack([row, column], axis=1)


exercise = Exercise(
    Target(
        "gradient_descent", points=5, probe="walk", reference=descent,
        cases={
            "two coupled weights": dict(grad="coupled", w0=[0.5, -1.5], lr=0.1, steps=4),
            "three weights": dict(grad="bowl", w0=[1.2, -0.7, 2.1], lr=0.15, steps=3),
            "one weight": dict(grad="square", w0=2.0, lr=0.3, steps=3),
            "a whole-number start": whole(grad="coupled", w0=ints([3, -2]), lr=0.1, steps=2),
            "no steps": dict(grad="coupled", w0=[0.5, -1.5], lr=0.1, steps=0),
            "a walk that arrives": dict(grad="square", w0=1.5, lr=0.5, steps=6),
            "a start at the minimum": dict(grad="coupled", w0=[0.0, 3.0], lr=0.1, steps=4),
            "a walk that nearly arrives": dict(grad="square", w0=[2.0, -1.0], lr=0.49999, steps=9),
            "a point of a bowl": dict(grad="bowl", w0=away(3), lr=0.2, steps=5),
        },
        mistakes=[
            mistake("stopped_early", "The walk has steps + 1 rows also where it has arrived: stay there, do not stop.",
                    Seen(ends_early, stopped)),
            mistake("ascent", "The gradient points uphill; subtract it.",
                    walked(lambda w, grad, lr, rows: w + lr * grad(w))),
            mistake("updated_one_by_one",
                    "Take the gradient once per step, at the old point, and move all coordinates together.",
                    walked(one_by_one)),
            mistake("gradient_not_refreshed", "The slope changes on the way; evaluate it at the current w.",
                    walked(lambda w, grad, lr, rows: w - lr * grad(rows[0]))),
            mistake("rate_missing", "Multiply the gradient by the learning rate.",
                    walked(lambda w, grad, lr, rows: w - grad(w))),
            mistake("rate_squared", "The learning rate enters once.",
                    walked(lambda w, grad, lr, rows: w - lr * lr * grad(w))),
            mistake("start_missing", "Row 0 is the starting point.", *rows_of(lambda rows: rows[1:])),
            mistake("last_missing", "The trajectory ends after the last step: steps + 1 rows.",
                    *rows_of(lambda rows: rows[:-1])),
            mistake("last_point_only", "The whole walk is asked for, every point of it, not its last one.",
                    lambda **inputs: descent(**inputs)[-1]),
            mistake("rows_aliased", "You stored the same array each time and changed it in place; store copies.",
                    aliased, lambda **inputs: aliased(**inputs) if np.ndim(inputs["w0"]) else descent(**inputs)),
            mistake("gradients_accumulated", "Each step uses the present gradient only.",
                    walked(lambda w, grad, lr, rows: w - lr * sum(map(grad, rows)))),
            mistake("rate_shrinks", "The learning rate is the same in every step.",
                    walked(lambda w, grad, lr, rows: w - lr / len(rows) * grad(w)),
                    walked(lambda w, grad, lr, rows: w - lr / (1 + len(rows)) * grad(w))),
            mistake("step_normalised", "The step is proportional to the slope; do not divide by its length.",
                    walked(lambda w, grad, lr, rows: w - lr * grad(w) / np.linalg.norm(grad(w)))),
        ],
    ),
    Constant(
        "CONVERGENCE", 2, reference.optimisers.CONVERGENCE, word(),
        mistakes=[
            mistake("overshoot_denied", "Each step multiplies w by 1 - 2*lr = -1.2: it overshoots further every time.",
                    {"1.1": "converges"}),
            mistake("sign_change_read_as_divergence", "w changes sign each step but shrinks by the factor 0.8.",
                    {"0.9": "diverges"}),
            mistake("sign_change_read_as_oscillation",
                    "w changes sign each step but shrinks by the factor 0.8: it comes closer and closer to 0.",
                    {"0.9": "oscillates"}),
            mistake("boundary_read_as_convergence", "The factor is -1: it jumps between 1 and -1 for ever.",
                    {"1.0": "converges"}),
            mistake("boundary_read_as_divergence", "The factor is -1: |w| stays 1, it grows at no step.", {"1.0": "diverges"}),
            mistake("growth_read_as_oscillation", "w jumps from side to side, but each jump is 1.2 times the one before.",
                    {"1.1": "oscillates"}),
        ],
    ),
    Target(
        "landscape", points=1, probe="heights", reference=landscape,
        cases={
            "heights of a bowl": dict(f="bowl", **axes(4, 6)),
            "heights with coupled weights": dict(f="coupled", **axes(5, 3)),
        },
        mistakes=[
            mistake("axes_exchanged", "Weight 0 runs along the columns, like x in a drawing.",
                    lambda f, w0, w1: landscape(f, w0, w1).T),
            mistake("weights_exchanged", "Weight 0 is the first entry of what f receives.",
                    lambda f, w0, w1: np.array([[HEIGHTS[f]((b, a)) for a in w0] for b in w1])),
            mistake("rows_flipped", "Row 0 is the smallest w1; flipping is a matter of drawing.",
                    lambda f, w0, w1: landscape(f, w0, w1)[::-1]),
            mistake("diagonal_only", "Every value of w0 meets every value of w1: two loops.", diagonal),
        ],
    ),
    Target(
        "path_on_map", points=1, reference=on_map,
        cases={"seven points inside": case(8, near_grid(8, 5, 7)), "a finer map": case(9, near_grid(15, 22, 9))},
        mistakes=[
            mistake("column_first", "An array is indexed by [row, column]: weight 1 gives the row.",
                    lambda path, w0, w1: on_map(path, w0, w1)[:, ::-1]),
            mistake("rounded_down", "Take the nearest value, not the one below.",
                    lambda **inputs: np.floor(position(**inputs)).astype(int)),
            mistake("rounded_up", "Take the nearest value, not the next one above.",
                    lambda **inputs: np.ceil(position(**inputs)).astype(int)),
            mistake("off_the_map", "A negative index counts from the end: keep points outside on the edge.",
                    lambda **inputs: np.rint(position(**inputs, edges=False)).astype(int)),
            mistake("not_whole", "Rows and columns are whole numbers: round to the nearest.", position),
            mistake("one_scale_for_both", "Each weight has its own range and step.",
                    lambda path, w0, w1: np.stack([np.abs(w0 - path[:, i, None]).argmin(axis=1) for i in (1, 0)], axis=1),
                    lambda path, w0, w1: np.rint(position(path, w0, w1, scale_of_w1=w0)).astype(int)),
            mistake("counted_from_one", "Rows and columns are counted from 0.",
                    lambda path, w0, w1: on_map(path, w0, w1) + 1),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
