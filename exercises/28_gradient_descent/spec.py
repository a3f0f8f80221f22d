"""Exercise 28: gradient_descent, CONVERGENCE."""

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
            mistake("boundary_read_as_convergence", "The factor is -1: it jumps between 1 and -1 for ever.",
                    {"1.0": "converges"}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
