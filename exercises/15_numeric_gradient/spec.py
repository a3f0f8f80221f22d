"""Exercise 15: numerical_gradient, rel_error."""

import numpy as np

from grader import reference
from grader.exercise.spec import Exercise, Seen, Target, extreme, ints, mistake, normal, plain, whole

GRADIENT, ERROR = "numerical_gradient", "rel_error"
C = np.array([[2, -3, 0.5], [1.5, 4, -2.5]])
FUNCTIONS = {
    "cubic": lambda v: v[0] ** 3 + v[0] * v[1] + np.exp(v[1]),
    "waves": lambda M: np.sum(C * np.sin(M)) + M[0, 1] * M[1, 2],
    "powers": lambda v: 2 * v[0] ** 2 + v[1] ** 3 - v[0] * v[2],
    "growth": lambda v: np.exp(2 * v[0]),
}
point, matrix = [1.5, -0.7], normal((3, 2))


def gradient(f, x, h=1e-5):
    return reference.differences.numerical_gradient(FUNCTIONS[f], x, h)


def measured(entry):
    """A version whose entries are entry(f, x, step, h), with step equal to h at the entry and 0 elsewhere."""

    def version(f, x, h=1e-5):
        x, steps = x.astype(float), h * np.eye(x.size).reshape(x.size, *x.shape)
        return np.array([entry(FUNCTIONS[f], x, step, h) for step in steps]).reshape(x.shape)

    return version


def in_place(x, put_back):
    """A version that nudges x itself, an array of floats or not, and may forget to put the old value back."""

    def version(f, h=1e-5):
        g = np.zeros(x.shape)
        for i in np.ndindex(x.shape):
            old = x[i]
            x[i] = old + h
            above = FUNCTIONS[f](x)
            x[i] = x[i] - 2 * h if not put_back else old - h
            g[i] = (above - FUNCTIONS[f](x)) / (2 * h)
            x[i] = old if put_back else x[i]
        return g

    return version


def whole_numbers_lost(e):
    view = e["whole numbers"]
    return isinstance(view.got, np.ndarray) and view.got.dtype.kind == "f" and not view.right


def ratio(size, over=np.max):
    """A version that divides |a - b| by size(a, b)."""
    return lambda a, b: over(np.abs(a - b) / size(a, b))


def norms(a, b):
    return np.linalg.norm(a - b) / max(1e-8, np.linalg.norm(a) + np.linalg.norm(b))


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            GRADIENT,
            points=4,
            probe="differentiated",
            reference=gradient,
            cases=[
                plain(1, "two numbers", f="cubic", x=point, h=0.01),
                plain(2, "a matrix", f="waves", x=normal((2, 3)), h=0.01),
                whole(3, "whole numbers", f="powers", x=ints([3, -2, 4]), h=0.01),
                plain(4, "one number", f="growth", x=[0.3], h=0.02),
                plain(5, "the default step", f="cubic", x=point),
            ],
        ),
        Target(
            ERROR,
            points=2,
            reference=reference.differences.rel_error,
            cases=[
                plain(6, "two vectors", a=[1, -2, 3.5], b=[1.1, -2.2, 3]),
                plain(7, "opposite signs", a=[2, -0.5], b=[-2, 0.5]),
                extreme(8, "both zero", a=[0, 0, 0], b=[0, 0, 0]),
                plain(9, "one small wrong entry", a=[0.001, 5, 700], b=[0.002, 5, 700]),
                extreme(10, "below the floor", a=[1e-10], b=[3e-10]),
                plain(11, "another matrix", a=matrix, b=matrix + 0.01 * normal((3, 2))),
                plain(12, "two plain numbers", a=3.0, b=3.003),
            ],
        ),
    ],
    mistakes=[
        mistake(
            "forward_difference",
            "This is the slide's one-sided form; its error shrinks like h, the two-sided form's like h squared.",
            {GRADIENT: measured(lambda f, x, step, h: (f(x + step) - f(x)) / h)},
        ),
        mistake(
            "backward_difference",
            "One-sided to the left; use both sides.",
            {GRADIENT: measured(lambda f, x, step, h: (f(x) - f(x - step)) / h)},
        ),
        mistake(
            "two_missing",
            "The two points are 2h apart, so divide by 2h.",
            {GRADIENT: measured(lambda f, x, step, h: (f(x + step) - f(x - step)) / h)},
        ),
        mistake(
            "step_not_divided",
            "This is the change of f; divide it by the distance 2h.",
            {GRADIENT: measured(lambda f, x, step, h: f(x + step) - f(x - step))},
        ),
        mistake(
            "divided_then_multiplied",
            "`a / 2 * h` means (a/2)*h; write `a / (2 * h)`.",
            {GRADIENT: measured(lambda f, x, step, h: (f(x + step) - f(x - step)) / 2 * h)},
        ),
        mistake(
            "all_entries_moved",
            "Move one entry at a time; moving all gives the sum of the partial derivatives.",
            {GRADIENT: measured(lambda f, x, step, h: (f(x + h) - f(x - h)) / (2 * h))},
        ),
        mistake(
            "entry_not_restored",
            "Put the old value back before the next entry, or later entries are measured at another point.",
            {GRADIENT: lambda f, x, h=1e-5: in_place(x.astype(float), put_back=False)(f, h)},
        ),
        mistake("step_ignored", "The step is the argument h.", {GRADIENT: lambda f, x, h=1e-5: gradient(f, x)}),
        mistake(
            "integer_steps",
            "An int array cannot hold 3.01; make a float copy first.",
            {GRADIENT: Seen(whole_numbers_lost, lambda f, x, h=1e-5: in_place(x, put_back=True)(f, h))},
            tag="int",
        ),
        mistake(
            "absolute_error",
            "Divide by the size of the numbers, or large gradients always look wrong.",
            {ERROR: ratio(lambda a, b: 1)},
        ),
        mistake(
            "mean_not_max",
            "One wrong entry hides in a mean; take the maximum.",
            {ERROR: ratio(lambda a, b: np.maximum(1e-8, np.abs(a) + np.abs(b)), np.mean)},
        ),
        mistake(
            "denominator_cancels",
            "With opposite signs a + b is zero; add the absolute values.",
            {ERROR: ratio(lambda a, b: np.maximum(1e-8, np.abs(a + b)))},
        ),
        mistake("norms", "One norm for all entries hides a small wrong entry; compare entry by entry.", {ERROR: norms}),
        mistake(
            "larger_in_denominator",
            "That form is also in use; here the denominator is the sum of the two sizes.",
            {ERROR: ratio(lambda a, b: np.maximum(1e-8, np.maximum(np.abs(a), np.abs(b))))},
        ),
        mistake(
            "floor_missing",
            "Two zeros agree; the floor 1e-8 keeps the ratio defined.",
            {ERROR: ratio(lambda a, b: np.abs(a) + np.abs(b))},
            tag="extreme",
        ),
    ],
)
