"""Exercise 39: init_scale, init_params, signal."""

from grader.exercise.spec import *
from grader.reference.deep import initialisation

from .versions import *


def rule(changed, scale):
    """A version that differs from init_scale in this kind: scale(n_in, n_out)."""
    return lambda kind, n_in, n_out: scale(n_in, n_out) if kind == changed else initialisation.init_scale(kind, n_in, n_out)


def sizes(kind):
    return lambda rng: {"sizes": [400, 100, 60], "kind": kind, "seed": list(rng.bit_generator.seed_seq.entropy)}


def network(N, g, *sizes):
    """Inputs and layers, W before b."""

    def inputs(rng):
        X = rng.normal(size=(N, sizes[0]))
        layers = [(rng.normal(size=(n, m)) * np.sqrt(2 / n), 0.1 * rng.normal(size=m)) for n, m in pairwise(sizes)]
        return {"X": X, "params": layers, "g": g}

    return inputs


HE, XAVIER = ("he", "he, widening"), ("xavier", "xavier, widening")

exercise = Exercise(
    Target(
        "init_scale", points=2, reference=initialisation.init_scale,
        cases={
            "lecun": dict(kind="lecun", n_in=300, n_out=120),
            "xavier": dict(kind="xavier", n_in=300, n_out=120),
            "xavier, widening": dict(kind="xavier", n_in=7, n_out=50),
            "he": dict(kind="he", n_in=300, n_out=120),
            "he, widening": dict(kind="he", n_in=7, n_out=50),
            "an unknown kind": error(ValueError, kind="glorious", n_in=3, n_out=4),
        },
        mistakes=[
            mistake("root_missing", "These are variances; the factor before a standard normal number is their root.",
                    lambda kind, n_in, n_out: init_scale(kind, n_in, n_out) ** 2),
            mistake("uniform_bound",
                    "That is the bound of the uniform form; its standard deviation is smaller by sqrt(3).",
                    lambda kind, n_in, n_out: init_scale(kind, n_in, n_out) * np.sqrt(3)),
            mistake("he_two_missing", "ReLU switches half of the units off; the factor 2 makes up for it.",
                    rule("he", lambda n_in, n_out: np.sqrt(1 / n_in)), on=HE),
            mistake("he_fan_out", "A unit adds up n_in inputs; divide by n_in.",
                    rule("he", lambda n_in, n_out: np.sqrt(2 / n_out)), on=HE),
            mistake("he_is_xavier", "That is Xavier's rule, made for tanh.",
                    rule("he", lambda n_in, n_out: np.sqrt(2 / (n_in + n_out))), on=HE),
            mistake("xavier_two_missing", "Xavier divides by the mean of n_in and n_out: 2/(n_in + n_out).",
                    rule("xavier", lambda n_in, n_out: np.sqrt(1 / (n_in + n_out))), on=XAVIER),
            mistake("xavier_fan_in", "That is LeCun's rule; Xavier counts both ends.",
                    rule("xavier", lambda n_in, n_out: np.sqrt(1 / n_in)), on=XAVIER),
        ],
    ),
    Target(
        "init_params", points=3, probe="starts", reference=started(init_params), judged=start_is_right,
        cases={"three sizes, he": sizes("he"), "three sizes, xavier": sizes("xavier")},
        mistakes=[
            mistake("layout_out_in", "Here W is (in, out), so that x @ W fits.",
                    Seen(out_in, of_layers(lambda rng, n, m, s: s * rng.normal(size=(m, n))))),
            mistake("all_zero",
                    "With zeros all units of a layer stay alike, and a ReLU network does not move at all; "
                    "draw random weights.",
                    Seen(lambda e: every_weight(e, lambda W, s: not W.any()),
                         of_layers(lambda rng, n, m, s: np.zeros((n, m))))),
            mistake("biases_random", "Only the weights must differ; biases start at 0.",
                    Seen(biases_random, of_layers(normal_weights, lambda rng, n: 0.1 * rng.normal(size=n)))),
            mistake("scale_missing", "Multiply the normal numbers by init_scale.",
                    Seen(lambda e: every_weight(e, lambda W, s: is_near(W, 1)),
                         of_layers(lambda rng, n, m, s: rng.normal(size=(n, m))))),
            mistake("scale_squared", "Multiply by the standard deviation, not by the variance.",
                    Seen(lambda e: every_weight(e, lambda W, s: is_near(W, s * s)),
                         of_layers(lambda rng, n, m, s: s * s * rng.normal(size=(n, m))))),
            mistake("uniform_drawn",
                    "Uniform numbers from -s to s have the standard deviation s/sqrt(3); draw normal numbers.",
                    Seen(lambda e: every_weight(e, lambda W, s: is_near(W, s / np.sqrt(3))),
                         of_layers(lambda rng, n, m, s: rng.uniform(-s, s, (n, m))))),
            mistake("layers_alike", "The generator is made anew for every layer; use the one you are given.",
                    Seen(layers_alike, of_layers(lambda rng, n, m, s: normal_weights(np.random.default_rng(0), n, m, s)))),
            mistake("rng_ignored", "Draw from the rng you are given.", Seen(rng_ignored, started(unseeded))),
            mistake("made_anew", "The generator was made anew inside; use the rng you are given.",
                    Seen(made_anew, started(seeded_inside))),
        ],
    ),
    Target(
        "signal", points=2, probe="through", reference=measured(),
        cases={
            "three layers of ReLU": case(9, network(6, "relu", 5, 7, 4, 3)),
            "two layers of tanh": case(10, network(4, "tanh", 3, 6, 2)),
        },
        mistakes=[
            mistake("scores_measured", "Measure what the next layer receives: after g.",
                    measured(of=lambda z, a: float(z.std()))),
            mistake("activation_missing", "Apply g in every layer.",
                    measured(of=lambda z, a: float(z.std()), passed=lambda z, a: z)),
            mistake("variance_measured", "Take the root: the standard deviation has the unit of the signal.",
                    measured(of=lambda z, a: float(a.var()))),
            mistake("per_unit", "One number over all entries of the layer.",
                    measured(of=lambda z, a: float(a.std(axis=0).mean()))),
            mistake("input_listed", "One number per layer, after it.", input_listed),
            mistake("not_fed_forward", "Feed each layer with the output of the layer before it.", not_fed_forward),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
