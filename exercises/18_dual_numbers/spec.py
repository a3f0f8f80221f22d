"""Exercise 18: Dual, derivative, gradient."""

from grader.exercise.spec import *

from .versions import *

TWELVE_DIGITS = Tolerance(1e-12, 1e-12)
a, b, base = (2.5, 0.7), (-1.2, 1.3), (1.7, -0.4)
SIGNS, MULTIPLY, DIVIDE, POWERS = "add, subtract, negate", "multiply", "divide", "powers"
FUNCTIONS, ALONE = "exp, log, sigmoid", "a Dual without a derivative"

PAIR = "Every operation returns a new Dual, Dual(value, derivative), not a pair of numbers."

exercise = Exercise(
    Target(
        "Dual", points=7, probe="expressions", reference=evaluated(Dual), tolerance=TWELVE_DIGITS,
        unstarted=stub,
        cases={
            SIGNS: dict(a=a, b=b, compute=["A + B", "A - B", "-A"]),
            MULTIPLY: dict(a=a, b=b, compute=["A * B", "A * A"]),
            DIVIDE: dict(a=a, b=b, compute=["A / B", "B / A"]),
            POWERS: dict(a=base, b=b, compute=["A**3", "A**0.5", "A**-2", "B**2"]),
            ON_THE_RIGHT: dict(a=a, b=b, compute=["A + 3", "A - 3", "A * 3", "A / 4"]),
            ON_THE_LEFT: dict(a=a, b=b, compute=["3 + A", "3 - A", "3 * A", "4 / A"]),
            ALONE: dict(a=a, b=b, compute=["A * Dual(3.0)", "Dual(2.0) / B"]),
            FUNCTIONS: dict(a=base, b=b, compute=["A.exp()", "A.log()", "A.sigmoid()", "B.exp()", "B.sigmoid()"]),
        },
        mistakes=[
            mistake("pair_returned", PAIR, Seen(lambda e: any(view.raises(TypeError, "where a Dual is expected") for view in e.cases),
                                                raising(TypeError("A * B gives tuple, where a Dual is expected"))), always=True),
            mistake("product_of_derivatives",
                    "The derivative of a product is a*b' + b*a', not the product of the derivatives.",
                    product(lambda u, w: u.d * w.d), on=MULTIPLY),
            mistake("one_term_of_product", "Both factors may move; the term a*b' is missing.",
                    product(lambda u, w: u.d * w.v), on=MULTIPLY),
            mistake("factors_swapped", "Each derivative is multiplied by the other factor.",
                    product(lambda u, w: u.v * u.d + w.v * w.d), on=MULTIPLY),
            mistake("product_minus", "The minus sign belongs to the quotient rule; a product adds.",
                    product(lambda u, w: w.v * u.d - u.v * w.d), on=MULTIPLY),
            mistake("epsilon_squared_kept", "e^2 = 0: the product of the two derivative parts is dropped.",
                    product(lambda u, w: u.v * w.d + w.v * u.d, v=lambda u, w: u.v * w.v + u.d * w.d), on=MULTIPLY),
            mistake("quotient_sign", "The derivative of the numerator comes first: (a'*b - a*b')/b^2.",
                    quotient(lambda u, w: (u.v * w.d - u.d * w.v) / w.v**2), on=DIVIDE),
            mistake("quotient_not_squared", "Divide by the square of the denominator.",
                    quotient(lambda u, w: (u.d * w.v - u.v * w.d) / w.v), on=DIVIDE),
            mistake("power_not_lowered", "The exponent goes down by one: n*a^(n-1).",
                    with_methods(pow=lambda u, n: Dual(u.v**n, n * u.v**n * u.d)), on=POWERS),
            mistake("power_without_chain_rule", "n*a^(n-1) is the outer derivative; multiply by the derivative d that came in.",
                    with_methods(pow=lambda u, n: Dual(u.v**n, n * u.v ** (n - 1))), on=POWERS),
            mistake("minus_keeps_d", "-u moves the other way: its derivative is -d.",
                    with_methods(neg=lambda u: Dual(-u.v, u.d)),
                    with_methods(neg=lambda u: Dual(-u.v, u.d), sub=lambda u, w: Dual(u.v - w.v, u.d + w.d)),
                    on=SIGNS),
            mistake("constants_not_wrapped", "A plain number has no v and no d: make it a Dual first, as in Dual(other).",
                    Seen(lambda e: e[ON_THE_RIGHT].raises("AttributeError", "has no attribute")
                         and e[MULTIPLY].right and e[SIGNS].outcome is not e[ON_THE_RIGHT].outcome, plain_numbers_refused),
                    on=ON_THE_RIGHT),
            mistake("chain_rule_missing", "That is the outer derivative; multiply by the derivative d that came in.",
                    evaluated(WithoutChainRule), *[only_without_chain_rule(name) for name in ("exp", "log", "sigmoid")],
                    on=FUNCTIONS),
            mistake("outer_derivative_missing",
                    "d is handed on as it came in: multiply it by the derivative of the function itself, e^a, 1/a or s(1 - s).",
                    *[with_functions(**{name: with_d_as_it_came(name)}) for name in ("exp", "log", "sigmoid")],
                    on=FUNCTIONS),
            mistake("value_for_exponential", "The derivative of e^a is e^a: multiply d by the exponential, not by a.",
                    with_functions(exp=lambda u: Dual(np.exp(u.v), u.v * u.d)), on=FUNCTIONS),
            mistake("exponential_as_power", "a*e^(a-1) is the rule of a power, whose base moves; e^a has the derivative e^a.",
                    with_functions(exp=lambda u: Dual(np.exp(u.v), u.v * np.exp(u.v - 1) * u.d)), on=FUNCTIONS),
            mistake("constant_seeded", "A constant does not move: its derivative is 0.",
                    constants_seeded(), on=ON_THE_RIGHT),
            mistake("reflected_missing",
                    "`3 * u` asks the right operand: define `__radd__`, `__rsub__`, `__rmul__`, `__rtruediv__`.",
                    Seen(reflected_missing, raising(TypeError("unsupported operand type(s) for +: 'int' and 'Dual'"))),
                    on=ON_THE_LEFT),
            mistake("reflected_order", "In `__rsub__` and `__rtruediv__` the plain number is the left operand.",
                    with_methods(rsub=Dual.__sub__, rtruediv=Dual.__truediv__), with_methods(rsub=Dual.__sub__),
                    with_methods(rtruediv=Dual.__truediv__), on=ON_THE_LEFT),
        ],
    ),
    Target(
        "derivative", points=1, probe="derivative", reference=derivative, tolerance=TWELVE_DIGITS,
        cases={
            "a cube and an exponential": dict(f="lambda u: u*u*u + u.exp()", x=1.3),
            "a logistic loss": dict(f="lambda u: -((u*2).sigmoid().log())", x=0.5),
            "a quotient": dict(f="lambda u: (1 + u**2)/(3 - u)", x=0.8),
            "a constant": dict(f="lambda u: 4.0", x=1.7),
            "numbers on the left": dict(f="lambda u: 2/u + 5*u - 1", x=-1.5),
        },
        mistakes=[
            mistake("pair_returned", PAIR, Seen(pair_is_seen, raising(TypeError("can't multiply sequence by non-int of type 'float'"))),
                    always=True),
            mistake("still_a_difference",
                    "This is a small step, so it carries a small error; seed d = 1 and read off d.",
                    Seen(only_nearly_right, small_step)),
            mistake("value_returned", "That is the value of f; its derivative stands in the attribute d of the result.",
                    Seen(value_is_seen, lambda f, x: f_value(f, x))),
            mistake("not_seeded", "x itself moves: give it the derivative d = 1.",
                    Seen(lambda e: all(view.got == 0 for view in e.cases if view.name != "a constant"), lambda f, x: 0.0)),
        ],
    ),
    Target(
        "gradient", points=2, probe="gradient", reference=seeded(lambda i, j: i == j), tolerance=TWELVE_DIGITS,
        cases={
            "a squared residual": dict(f="lambda W1, b1, W2, b2: (W2*(W1*2 + b1) + b2 - 1)**2",
                                       xs=raw([0.5, 0.1, -0.3, 0.2])),
            "three inputs": dict(f="lambda x, y, z: x*y + y*z.exp()", xs=raw([1.4, -0.6, 0.3])),
            "an unused input": dict(f="lambda x, y: x*3", xs=raw([2.5, -1.5])),
            "one input": dict(f="lambda u: u**3", xs=raw([2.0])),
        },
        mistakes=[
            mistake("pair_returned", PAIR, Seen(pair_is_seen, raising(TypeError("can't multiply sequence by non-int of type 'float'"))),
                    always=True),
            mistake("all_seeded",
                    "Seeding all inputs at once gives the sum of the partial derivatives; one pass per input.",
                    seeded(lambda i, j: True), lambda f, xs: seeded(lambda i, j: True)(f, xs)[0]),
            mistake("seeds_left_on", "Switch the earlier seeds off again before the next pass.", seeded(lambda i, j: j <= i)),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
