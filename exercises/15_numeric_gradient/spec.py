"""Exercise 15: numerical_gradient, rel_error, observed_order, COST."""

from grader.exercise.spec import *

C = np.array([[2, -3, 0.5], [1.5, 4, -2.5]])
FUNCTIONS = {
    "cubic": lambda v: v[0] ** 3 + v[0] * v[1] + np.exp(v[1]),
    "waves": lambda M: np.sum(C * np.sin(M)) + M[0, 1] * M[1, 2] ** 2,
    "powers": lambda v: 2 * v[0] ** 2 + v[1] ** 3 - v[0] * v[2],
    "growth": lambda v: np.exp(2 * v[0]),
}
point, matrix = [1.5, -0.7], normal((3, 2))
gradient = lambda f, x, h=1e-5: reference.differences.numerical_gradient(FUNCTIONS[f], x, h)


def measured(entry):
    """A version whose entries are entry(f, x, step, h), with step equal to h at the entry and 0 elsewhere."""

    def version(f, x, h=1e-5):
        x, steps = x.astype(float), h * np.eye(x.size).reshape(x.size, *x.shape)
        return np.array([entry(FUNCTIONS[f], x, step, h) for step in steps]).reshape(x.shape)

    return version


def in_place(f, x, h, put_back):
    """The gradient with x itself nudged, an array of floats or not; it may forget to put the old value back."""
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        above = FUNCTIONS[f](x)
        x[i] = x[i] - 2 * h if not put_back else old - h
        g[i] = (above - FUNCTIONS[f](x)) / (2 * h)
        x[i] = old if put_back else x[i]
    return g


def row_by_row(f, x, h=1e-5):
    """All entries of a row moved together, and one slope written into each. `old = x[i]` is a view there, and moves with the row."""
    x, g = x.astype(float), np.zeros(x.shape)
    for i in range(len(x)):
        old = x[i]
        x[i] = old + h
        right = FUNCTIONS[f](x)
        x[i] = old - h
        g[i] = (right - FUNCTIONS[f](x)) / (2 * h)
        x[i] = old
    return g


def row_at_once(f, x, h=1e-5):
    """The slope of a whole row moved together, written into each of its entries."""
    x = x.astype(float)
    rows = [h * (np.arange(len(x)) == i).reshape(-1, *[1] * (x.ndim - 1)) for i in range(len(x))]
    return np.array([np.full(x.shape[1:], (FUNCTIONS[f](x + row) - FUNCTIONS[f](x - row)) / (2 * h)) for row in rows])


def equals_of(version, view):
    wanted = version(**view.inputs)
    return view.array.shape == wanted.shape and np.allclose(view.array, wanted, rtol=1e-6)


def seen_on_matrix(version):
    """Right for a vector, and these values for a matrix."""
    return Seen(lambda e: e["two numbers"].right and not e["a matrix"].right and equals_of(version, e["a matrix"]), version)


def whole_numbers_lost(e):
    view = e["whole numbers"]
    return isinstance(view.got, np.ndarray) and view.got.dtype.kind == "f" and not view.right


ratio = lambda size, over=np.max: lambda a, b: over(np.abs(a - b) / size(a, b))  # |a - b| divided by size(a, b)



def errors_of(order, noise, hs):
    """A case: errors of a rule of this order at the steps hs, not quite on a straight line."""
    return lambda rng: {"hs": np.array(hs),
                        "errors": rng.uniform(0.5, 2) * np.array(hs) ** order * (1 + noise * rng.normal(size=len(hs)))}


fitted = lambda right, up: lambda hs, errors: np.polyfit(right(hs), up(errors), 1)[0]  # the slope of a line
as_is = lambda values: values
between = lambda i, j: lambda hs, errors: np.log(errors[i] / errors[j]) / np.log(hs[i] / hs[j])
order = reference.differences.observed_order


exercise = Exercise(
    Target(
        "numerical_gradient", points=4, probe="differentiated", reference=gradient,
        cases={
            "two numbers": dict(f="cubic", x=point, h=0.01),
            "a matrix": dict(f="waves", x=normal((2, 3)), h=0.01),
            "whole numbers": whole(f="powers", x=ints([3, -2, 4]), h=0.01),
            "one number": dict(f="growth", x=[0.3], h=0.02),
            "the default step": dict(f="cubic", x=point),
        },
        mistakes=[
            mistake("forward_difference",
                    "This is the slide's one-sided form; its error shrinks like h, the two-sided form's "
                    "like h squared.",
                    measured(lambda f, x, step, h: (f(x + step) - f(x)) / h)),
            mistake("backward_difference", "One-sided to the left; use both sides.",
                    measured(lambda f, x, step, h: (f(x) - f(x - step)) / h)),
            mistake("two_missing", "The two points are 2h apart, so divide by 2h.",
                    measured(lambda f, x, step, h: (f(x + step) - f(x - step)) / h)),
            mistake("second_point_not_moved", "From x + h it is 2h to x - h; after `x -= h` the second point is x itself.",
                    measured(lambda f, x, step, h: (f(x + step) - f(x)) / (2 * h))),
            mistake("step_not_divided", "This is the change of f; divide it by the distance 2h.",
                    measured(lambda f, x, step, h: f(x + step) - f(x - step)),
                    measured(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2)),
            mistake("divided_then_multiplied", "`a / 2 * h` means (a/2)*h; write `a / (2 * h)`.",
                    measured(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2 * h)),
            mistake("all_entries_moved",
                    "Move one entry at a time; moving all gives the sum of the partial derivatives.",
                    measured(lambda f, x, step, h: (f(x + h) - f(x - h)) / (2 * h)),
                    lambda f, x, h=1e-5: (FUNCTIONS[f](x + h) - FUNCTIONS[f](x - h)) / (2 * h)),
            mistake("rows_moved", "x may be a matrix: move one entry at a time, for instance with np.ndindex(x.shape).",
                    *map(seen_on_matrix, (row_by_row, row_at_once))),
            mistake("entry_not_restored",
                    "Put the old value back before the next entry, or later entries are measured at another point.",
                    lambda f, x, h=1e-5: in_place(f, x.astype(float), h, put_back=False)),
            mistake("step_ignored", "The step is the argument h.", lambda f, x, h=1e-5: gradient(f, x)),
            mistake("integer_steps", "An int array cannot hold 3.01; make a float copy first.",
                    Seen(whole_numbers_lost, lambda f, x, h=1e-5: in_place(f, x, h, put_back=True)), tag="int"),
        ],
    ),
    Target(
        "rel_error", points=2, reference=reference.differences.rel_error,
        cases={
            "two vectors": dict(a=[1, -2, 3.5], b=[1.1, -2.2, 3]),
            "opposite signs": dict(a=[2, -0.5], b=[-2, 0.5]),
            "both zero": extreme(a=[0, 0, 0], b=[0, 0, 0]),
            "one small wrong entry": dict(a=[0.001, 5, 700], b=[0.002, 5, 700]),
            "below the floor": extreme(a=[1e-10], b=[3e-10]),
            "another matrix": dict(a=matrix, b=matrix + 0.01 * normal((3, 2))),
            "two plain numbers": dict(a=3.0, b=3.003),
        },
        mistakes=[
            mistake("absolute_error", "Divide by the size of the numbers, or large gradients always look wrong.",
                    ratio(lambda a, b: 1)),
            mistake("mean_not_max", "One wrong entry hides in a mean; take the maximum.",
                    ratio(lambda a, b: np.maximum(1e-8, np.abs(a) + np.abs(b)), np.mean)),
            mistake("sum_not_max", "The sum grows with the number of entries; take the maximum.",
                    ratio(lambda a, b: np.maximum(1e-8, np.abs(a) + np.abs(b)), np.sum)),
            mistake("absolute_value_missing", "Take the absolute value of the difference: its sign says nothing of its size.",
                    lambda a, b: np.max((a - b) / np.maximum(1e-8, np.abs(a) + np.abs(b)))),
            mistake("one_size_only", "The denominator is the sum of both sizes, |a| + |b|.",
                    ratio(lambda a, b: np.maximum(1e-8, np.abs(a))), ratio(lambda a, b: np.maximum(1e-8, np.abs(b))),
                    ratio(lambda a, b: np.abs(a)), ratio(lambda a, b: np.abs(b))),
            mistake("denominator_cancels", "With opposite signs a + b is zero; add the absolute values.",
                    ratio(lambda a, b: np.maximum(1e-8, np.abs(a + b)))),
            mistake("norms", "One norm for all entries hides a small wrong entry; compare entry by entry.",
                    lambda a, b: np.linalg.norm(a - b) / np.maximum(1e-8, np.linalg.norm(a) + np.linalg.norm(b))),
            mistake("larger_in_denominator",
                    "That form is also in use; here the denominator is the sum of the two sizes.",
                    ratio(lambda a, b: np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))),
            mistake("floor_missing", "Two zeros agree; the floor 1e-8 keeps the ratio defined.",
                    ratio(lambda a, b: np.abs(a) + np.abs(b)), tag="extreme"),
        ],
    ),
    Target(
        "observed_order", points=1, reference=order,
        cases={
            "a one-sided rule": errors_of(1, 0.03, [0.1, 0.03, 0.01, 0.002]),
            "a two-sided rule": errors_of(2, 0.02, [0.2, 0.05, 0.02]),
            "a higher order": errors_of(4, 0.02, [0.4, 0.2, 0.15, 0.05, 0.03]),
        },
        mistakes=[
            mistake("logarithms_missing", "A power becomes a straight line only when both axes are logarithmic.",
                    fitted(as_is, as_is)),
            mistake("axes_exchanged", "log error goes up, log h goes to the right.",
                    lambda hs, errors: fitted(np.log, np.log)(errors, hs)),
            mistake("one_axis_logarithmic", "Take the logarithm of h too.", fitted(as_is, np.log)),
            mistake("two_points_only", "Use all points: fit a line.", between(0, 1)),
            mistake("ends_only", "Use all points: fit a line.", between(0, -1)),
            mistake("through_origin", "The factor c shifts the line: fit an intercept too.",
                    lambda hs, errors: np.log(hs) @ np.log(errors) / (np.log(hs) @ np.log(hs))),
            mistake("intercept_returned", "`np.polyfit` gives the slope first, then the intercept; the order is the slope.",
                    lambda hs, errors: np.polyfit(np.log(hs), np.log(errors), 1)[1]),
            mistake("slopes_averaged", "Fit one line to all points; the mean of the slopes from point to point is another number.",
                    lambda hs, errors: np.mean(np.diff(np.log(errors)) / np.diff(np.log(hs)))),
            mistake("whole_number", "Return the slope as measured.", lambda hs, errors: np.round(order(hs, errors))),
        ],
    ),
    Constant(
        "COST", points=1, answers=reference.differences.COST, answer=number,
        mistakes=[
            mistake("orders_exchanged",
                    "In the two-sided form the terms with h^2 of Taylor's series cancel: its error has order 2.",
                    {"forward_order": 2, "central_order": 1}),
            mistake("one_point_shared", "The two-sided form needs two new points for each parameter; nothing is shared.",
                    {"central_evaluations": 1001}),
            mistake("base_not_counted", "f(x) itself is needed too: once.", {"forward_evaluations": 1000}),
            mistake("base_counted_each_time", "f(x) is the same for every parameter: evaluate it once.",
                    {"forward_evaluations": 2000}),
            mistake("linear_gain", "Order 2: a step ten times smaller makes the error a hundred times smaller.",
                    {"central_gain": 10}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
