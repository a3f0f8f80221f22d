"""Exercise 18: Dual, derivative, gradient."""

import math

import numpy as np

from grader import reference
from grader.exercise.spec import Exercise, Seen, Target, Tolerance, mistake, plain, raising, raw
from grader.reference.dual import Dual

TWELVE_DIGITS = Tolerance(1e-12, 1e-12)
a, b, base = (2.5, 0.7), (-1.2, 1.3), (1.7, -0.4)
MULTIPLY, DIVIDE, POWERS, ON_THE_RIGHT = "multiply", "divide", "powers", "a number on the right"
ON_THE_LEFT, FUNCTIONS = "a number on the left", "exp, log, sigmoid"


def evaluated(dual):
    """What the probe returns for a class `dual`."""

    def version(a, b, compute):
        duals = {"A": dual(*a), "B": dual(*b)}
        results = {text: eval(text, dict(duals)) for text in compute} | duals
        return {text: {"v": u.v, "d": u.d} for text, u in results.items()}

    return version


def with_methods(**methods):
    """A Dual with other methods, evaluated."""
    return evaluated(type("WrongDual", (Dual,), {f"__{name}__": method for name, method in methods.items()}))


def product(d, v=lambda u, w: u.v * w.v):
    return with_methods(mul=lambda u, w: Dual(v(u, w), d(u, w)))


def quotient(d):
    return with_methods(truediv=lambda u, w: Dual(u.v / w.v, d(u, w)))


def on_seeded(method):
    """The method, with a plain number taken as (c, 1)."""
    return lambda u, w: method(u, w if isinstance(w, Dual) else Dual(w, 1.0))


class WithoutChainRule(Dual):
    """exp, log and sigmoid with their outer derivative only."""

    def exp(self):
        return Dual(math.exp(self.v), math.exp(self.v))

    def log(self):
        return Dual(math.log(self.v), 1 / self.v)

    def sigmoid(self):
        return Dual(self.v, 1.0).sigmoid()


def stub(a, b, compute):
    """What the stub gives: it has no methods for a number on the left."""
    raise TypeError if compute[0] == "3 + A" else NotImplementedError


def reflected_missing(e):
    unwritten = e[ON_THE_RIGHT].raises(NotImplementedError)
    return e[ON_THE_LEFT].raises(TypeError, "unsupported operand") and not unwritten


def derivative(f, x):
    return reference.dual.derivative(eval(f), x)


def small_step(f, x, h=1e-6):
    def value(u):
        return u.v if isinstance(u, Dual) else u

    return (value(eval(f)(Dual(x + h))) - value(eval(f)(Dual(x - h)))) / (2 * h)


def only_nearly_right(e):
    near = all(abs(view.array - view.expected) <= 0.01 * max(1, abs(view.expected)) for view in e.cases)
    return near and any(not view.right for view in e.cases)


def seeded(seed):
    """A version that gives input j the derivative seed(i, j) in pass i."""

    def version(f, xs):
        passes = [[Dual(x, float(seed(i, j))) for j, x in enumerate(xs)] for i in range(len(xs))]
        return np.array([eval(f)(*duals).d for duals in passes])

    return version


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        Target(
            "Dual",
            points=7,
            probe="expressions",
            reference=evaluated(Dual),
            tolerance=TWELVE_DIGITS,
            unstarted=stub,
            cases=[
                plain(1, "add, subtract, negate", a=a, b=b, compute=["A + B", "A - B", "-A"]),
                plain(2, MULTIPLY, a=a, b=b, compute=["A * B", "A * A"]),
                plain(3, DIVIDE, a=a, b=b, compute=["A / B", "B / A"]),
                plain(4, POWERS, a=base, b=b, compute=["A**3", "A**0.5", "A**-2", "B**2"]),
                plain(5, ON_THE_RIGHT, a=a, b=b, compute=["A + 3", "A - 3", "A * 3", "A / 4"]),
                plain(6, ON_THE_LEFT, a=a, b=b, compute=["3 + A", "3 - A", "3 * A", "4 / A"]),
                plain(
                    7,
                    FUNCTIONS,
                    a=base,
                    b=b,
                    compute=[f"A.{g}()" for g in ("exp", "log", "sigmoid")] + ["B.exp()", "B.sigmoid()"],
                ),
            ],
        ),
        Target(
            "derivative",
            points=1,
            probe="derivative",
            reference=derivative,
            tolerance=TWELVE_DIGITS,
            cases=[
                plain(8, "a cube and an exponential", f="lambda u: u*u*u + u.exp()", x=1.3),
                plain(9, "a logistic loss", f="lambda u: -((u*2).sigmoid().log())", x=0.5),
                plain(10, "a quotient", f="lambda u: (1 + u**2)/(3 - u)", x=0.8),
                plain(11, "a constant", f="lambda u: 4.0", x=1.7),
                plain(12, "numbers on the left", f="lambda u: 2/u + 5*u - 1", x=-1.5),
            ],
        ),
        Target(
            "gradient",
            points=2,
            probe="gradient",
            reference=seeded(lambda i, j: i == j),
            tolerance=TWELVE_DIGITS,
            cases=[
                plain(
                    13,
                    "a squared residual",
                    f="lambda W1, b1, W2, b2: (W2*(W1*2 + b1) + b2 - 1)**2",
                    xs=raw([0.5, 0.1, -0.3, 0.2]),
                ),
                plain(14, "three inputs", f="lambda x, y, z: x*y + y*z.exp()", xs=raw([1.4, -0.6, 0.3])),
                plain(15, "an unused input", f="lambda x, y: x*3", xs=raw([2.5, -1.5])),
                plain(16, "one input", f="lambda u: u**3", xs=raw([2.0])),
            ],
        ),
    ],
    mistakes=[
        mistake(
            "product_of_derivatives",
            "The derivative of a product is a*b' + b*a', not the product of the derivatives.",
            {"Dual": product(lambda u, w: u.d * w.d)},
            on=MULTIPLY,
        ),
        mistake(
            "one_term_of_product",
            "Both factors may move; the term a*b' is missing.",
            {"Dual": product(lambda u, w: u.d * w.v)},
            on=MULTIPLY,
        ),
        mistake(
            "factors_swapped",
            "Each derivative is multiplied by the other factor.",
            {"Dual": product(lambda u, w: u.v * u.d + w.v * w.d)},
            on=MULTIPLY,
        ),
        mistake(
            "product_minus",
            "The minus sign belongs to the quotient rule; a product adds.",
            {"Dual": product(lambda u, w: w.v * u.d - u.v * w.d)},
            on=MULTIPLY,
        ),
        mistake(
            "epsilon_squared_kept",
            "e^2 = 0: the product of the two derivative parts is dropped.",
            {"Dual": product(lambda u, w: u.v * w.d + w.v * u.d, v=lambda u, w: u.v * w.v + u.d * w.d)},
            on=MULTIPLY,
        ),
        mistake(
            "quotient_sign",
            "The derivative of the numerator comes first: (a'*b - a*b')/b^2.",
            {"Dual": quotient(lambda u, w: (u.v * w.d - u.d * w.v) / w.v**2)},
            on=DIVIDE,
        ),
        mistake(
            "quotient_not_squared",
            "Divide by the square of the denominator.",
            {"Dual": quotient(lambda u, w: (u.d * w.v - u.v * w.d) / w.v)},
            on=DIVIDE,
        ),
        mistake(
            "power_not_lowered",
            "The exponent goes down by one: n*a^(n-1).",
            {"Dual": with_methods(pow=lambda u, n: Dual(u.v**n, n * u.v**n * u.d))},
            on=POWERS,
        ),
        mistake(
            "chain_rule_missing",
            "That is the outer derivative; multiply by the derivative d that came in.",
            {"Dual": evaluated(WithoutChainRule)},
            on=FUNCTIONS,
        ),
        mistake(
            "constant_seeded",
            "A constant does not move: its derivative is 0.",
            {
                "Dual": with_methods(
                    add=on_seeded(Dual.__add__),
                    sub=on_seeded(Dual.__sub__),
                    mul=on_seeded(Dual.__mul__),
                    truediv=on_seeded(Dual.__truediv__),
                )
            },
            on=ON_THE_RIGHT,
        ),
        mistake(
            "reflected_missing",
            "`3 * u` asks the right operand: define `__radd__`, `__rsub__`, `__rmul__`, `__rtruediv__`.",
            {
                "Dual": Seen(
                    reflected_missing,
                    raising(TypeError("unsupported operand type(s) for +: 'int' and 'Dual'")),
                )
            },
            on=ON_THE_LEFT,
        ),
        mistake(
            "reflected_order",
            "In `__rsub__` and `__rtruediv__` the plain number is the left operand.",
            {"Dual": with_methods(rsub=Dual.__sub__, rtruediv=Dual.__truediv__)},
            on=ON_THE_LEFT,
        ),
        mistake(
            "still_a_difference",
            "This is a small step, so it carries a small error; seed d = 1 and read off d.",
            {"derivative": Seen(only_nearly_right, small_step)},
        ),
        mistake(
            "all_seeded",
            "Seeding all inputs at once gives the sum of the partial derivatives; one pass per input.",
            {"gradient": seeded(lambda i, j: True)},
        ),
        mistake(
            "seeds_left_on",
            "Switch the earlier seeds off again before the next pass.",
            {"gradient": seeded(lambda i, j: j <= i)},
        ),
    ],
)
