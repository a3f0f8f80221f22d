"""Derivations for tests: the node with a sigmoid, softmax, two layers, and the normal equations of a line."""

from __future__ import annotations

from grader.derivation.declaration import (
    DerivationProblem,
    carried_out,
    chain,
    derivative_inside_sum,
    in_terms_of,
    one_fraction,
    short_form,
    slip,
    solved_for,
)
from grader.derivation.problem import PreparedProblem, prepare_derivation
from grader.derivation.steps.checker import grade_derivation
from grader.derivation.steps.results import DerivationResult

POSITIVE, SHARE = (0.3, 2.4), (0.05, 0.95)
NODE = {"z": "w*x + b", "φ": "sigma(z)", "L": "-(y*log(phi) + (1 - y)*log(1 - phi))"}
NODE_RANGES = {"w": (-1.5, 1.5), "x": POSITIVE, "b": (-1.0, 1.0), "y": SHARE}
POWER = {**NODE, "φ": "(1 + exp(-z))**-1"}
SOFTMAX = {"p[k]": "exp(z[k])/sum(l, exp(z[l]))", "L": "-sum(k, y[k]*log(p[k]))"}
LAYERS = {"zH": "wH*x + bH", "uH": "sigma(zH)", "zO": "wO*uH + bO", "J": "log(1 + exp(zO)) - y*zO"}
LAYER_RANGES = {
    "wH": (-1.5, 1.5),
    "x": POSITIVE,
    "bH": (-1.0, 1.0),
    "wO": (-2.0, 2.0),
    "bO": (-1.0, 1.0),
    "y": SHARE,
}
LINE = {
    "N": "sum(i, 1)",
    "x̄": "sum(i, x[i])/N",
    "ȳ": "sum(i, y[i])/N",
    "RSS": "sum(i, (y[i] - b0 - b1*x[i])**2)",
}
LINE_RANGES = {"x[i]": (0.5, 3.0), "y[i]": (-2.0, 2.0), "b0": (-2.0, 2.0), "b1": (-2.0, 2.0)}
SOFTMAX_SLIPS = [
    slip("diagonal_jacobian", "Every probability depends on every score.", "d(p[k], z[j])", "p[k]*(1 - p[k])"),
    slip("off_diagonal_lost", "For other k it is -p[k]*p[j].", "d(p[k], z[j])", "[k==j]*p[k]*(1 - p[k])"),
    slip("index_of_softmax", "The second factor holds p[j].", "d(p[k], z[j])", "p[k]*([k==j] - p[k])"),
    slip("delta_lost", "1 stands only where k = j.", "d(p[k], z[j])", "p[k]*(1 - p[j])"),
]
LAYER_SLIPS = [
    slip("slope_at_activation", "uH already is the sigmoid.", "d(uH, zH)", "sigma(uH)*(1 - sigma(uH))"),
    slip("slope_times_score", "The slope is not multiplied by zH.", "d(uH, zH)", "uH*(1 - uH)*zH"),
]

PROBLEMS: dict[str, PreparedProblem] = {
    problem.name: prepare_derivation(problem)
    for problem in (
        DerivationProblem("dL_dphi", "d(L, φ)", NODE_RANGES, NODE, [carried_out(), one_fraction(12)]),
        DerivationProblem("dphi_dz", "d((1 + exp(-z))**-1, z)", NODE_RANGES, POWER, [carried_out(), in_terms_of("φ")]),
        DerivationProblem(
            "dL_dw", "d(L, w)", NODE_RANGES, NODE, [chain("L", "φ", "z", "w"), carried_out(), short_form(6)]
        ),
        DerivationProblem(
            "dL_dz",
            "d(-sum(k, y[k]*log(p[k])), z[j])",
            {"z[k]": (-2.0, 2.0), "y[k]": (0.1, 1.0)},
            SOFTMAX,
            [derivative_inside_sum(), carried_out(), short_form(4)],
            SOFTMAX_SLIPS,
            shares=("y",),
        ),
        DerivationProblem(
            "dJ_dwH",
            "d(J, wH)",
            LAYER_RANGES,
            LAYERS,
            [chain("J", "zO", "uH", "zH", "wH"), carried_out(), short_form(16)],
            LAYER_SLIPS,
        ),
        DerivationProblem("b0", "0 = d(RSS, b0)", LINE_RANGES, LINE, [carried_out(), solved_for("b0")], unknown="b0"),
    )
}

RIGHT = {
    "dL_dphi": """
        = -(y·d(log(φ), φ) + (1 - y)·d(log(1 - φ), φ))
        = -(y/φ + (1 - y)·(-1)/(1 - φ))       # inner derivative of 1 - φ is -1
        = -y/φ + (1 - y)/(1 - φ)
        = (-y·(1 - φ) + (1 - y)·φ)/(φ·(1 - φ))
        = (-y + y·φ + φ - y·φ)/(φ·(1 - φ))
        = (φ - y)/(φ·(1 - φ))
    """,
    "dphi_dz": """
        = -(1 + exp(-z))**-2 · d(1 + exp(-z), z)
        = -(1 + exp(-z))**-2 · exp(-z)·(-1)
        = exp(-z)/(1 + exp(-z))²
        = φ·exp(-z)/(1 + exp(-z))
        = φ·(1 - φ)
    """,
    "dL_dw": """
        = d(L, φ)·d(φ, z)·d(z, w)
        = (φ - y)/(φ·(1 - φ)) · φ·(1 - φ) · x
        = (φ - y)·x
    """,
    "dL_dz": """
        = -Σ(k, y[k]·d(log(p[k]), z[j]))
        = -Σ(k, y[k]/p[k]·d(p[k], z[j]))
        = -Σ(k, y[k]/p[k]·p[k]·([k==j] - p[j]))
        = -Σ(k, y[k]·([k==j] - p[j]))
        = -y[j] + p[j]·Σ(k, y[k])
        = p[j] - y[j]                          # the labels add up to 1
    """,
    "dJ_dwH": """
        = d(J, zO)·d(zO, uH)·d(uH, zH)·d(zH, wH)
        = (exp(zO)/(1 + exp(zO)) - y)·wO·uH·(1 - uH)·x
        = (σ(zO) - y)·wO·uH·(1 - uH)·x
    """,
    "b0": """
        0 = Σ(i, 2·(y[i] - b0 - b1·x[i])·d(y[i] - b0 - b1·x[i], b0))
        0 = Σ(i, 2·(y[i] - b0 - b1·x[i])·(-1))
        0 = Σ(i, y[i] - b0 - b1·x[i])
        0 = Σ(i, y[i]) - N·b0 - b1·Σ(i, x[i])
        N·b0 = Σ(i, y[i]) - b1·Σ(i, x[i])
        b0 = ȳ - b1·x̄
    """,
}


def right_lines(name: str) -> tuple[str, ...]:
    """The lines of the right derivation of this name."""
    return tuple(line.strip() for line in RIGHT[name].strip().split("\n"))


def grade(name: str, *lines: str) -> DerivationResult:
    """These lines graded as the derivation of this name."""
    return grade_derivation(PROBLEMS[name], "\n".join(lines))


def names_only(*names: str) -> DerivationProblem:
    """A problem that knows these names and asks for nothing."""
    return DerivationProblem("names", names[0].replace("[k]", "[j]"), dict.fromkeys(names, (0.5, 1.5)))
