"""Exercise 10: errata of the forward pass."""

from grader.exercise.spec import *

right = reference.statements
LENGTHS = [(4, 3), (4, 2), (2, 4), (6, 3), (3, 6), (4, 4), (4, 1), (1, 5), (7, 7), (9, 3), (5, 2), (1, 6)]
SCORES = [2.0, 1.0, 0.5]
s = lambda t: 1 / (1 + np.exp(-t))


SLIDE = {
    "broadcast_length": lambda m, n: max(m, n) if m % n == 0 or n % m == 0 else 0,
    "tanh_from_sigmoid": lambda z: 2 * s(z) - 1,
    "softmax_entry": lambda z, k: np.exp(z[k]) / np.exp(-z).sum(),
    "hard_decision": np.sign,
    "softmax_output": lambda: [0.62842832, 0.2312239, 0.14034778],
}


def random_matrices(rng):
    """Three pairs X, Y."""
    matrices = lambda: [away(shape).realised(rng, {}) for shape in ((4, 3), (3, 5))]
    return {"samples": {f"sample {i}": matrices() for i in (1, 2, 3)}}


def random_numbers(letter):
    """Eight numbers, each named after its value."""

    def samples(rng):
        numbers = [away((), 0.1, 3).realised(rng, {}) for _ in range(8)]
        return {"samples": {f"{letter} = {number:.4f}": [number] for number in numbers}}

    return samples


def scores_and_classes(rng):
    z = normal(5).realised(rng, {})
    by_hand = {"z = [2, 1, 0.5], k = 2": [np.array(SCORES), 2]}
    return {"samples": by_hand | {f"random z, k = {k}": [z, k] for k in (0, 3, 4, 1)}}


def listed(name, arguments):
    """Samples that are the same for every seed."""
    return lambda _: {"samples": {f"{name}({', '.join(map(str, one))})": list(one) for one in arguments}}


SAMPLES = {
    "broadcast_length": listed("broadcast_length", LENGTHS),
    "entry_2_2": random_matrices,
    "tanh_definition": random_numbers("z"),
    "tanh_from_sigmoid": random_numbers("z"),
    "p_y0": random_numbers("phi"),
    "softmax_entry": scores_and_classes,
    "hard_decision": listed("hard_decision", [(z,) for z in (0.3, -0.2, 2.5, -1.7, 0.1, -4.0)]),
    "softmax_output": listed("softmax_output", [()]),
}


def values(function, samples):
    found = {call: function(*arguments) for call, arguments in samples.items()}
    return {call: list(value) if np.ndim(value) else value for call, value in found.items()}


stated = lambda word, function: lambda samples: {"verdict": word} | values(function, samples)  # an answer
of_slides = lambda version: {name: version(slide) for name, slide in SLIDE.items()}
said = lambda word, function: Seen(lambda e: e.cases[0].got["verdict"] == word, stated(word, function))


def held(function, word="wrong"):
    """This function, whatever the verdict."""

    def when(e):
        wanted = values(function, e.cases[0].inputs["samples"])
        return all(np.allclose(e.cases[0].got[call], value, rtol=1e-7, atol=1e-9) for call, value in wanted.items())

    return Seen(when, stated(word, function))


def statement(number, name):
    return Target(
        name, points=0.5, probe="statement", reference=stated(right.VERDICT[name], getattr(right, name)),
        unanswered=lambda answer: answer["verdict"] is None,
        cases={"verdict and samples": case(number, SAMPLES[name])},
    )


exercise = Exercise(
    *(statement(number, name) for number, name in enumerate(right.VERDICT, 1)),
    mistakes=[
        mistake("counted_from_one", "Indices are Python's: [2, 2] is the third row and the third column.",
                entry_2_2=held(lambda X, Y: X[1, :] @ Y[:, 1], "right")),
        mistake("gave_p_y1", "This is P(y = 1); the slide's form is P(y = 0) and is right.", p_y0=held(s, "right")),
        mistake("wrong_marked_right",
                "Try the statement with numbers: two different lengths, z = 1, or the sum of the probabilities.",
                **of_slides(lambda slide: said("right", slide))),
        mistake("right_marked_wrong", "This statement holds at every sample; an unusual form is not an error.",
                entry_2_2=said("wrong", right.entry_2_2), tanh_definition=said("wrong", right.tanh_definition),
                p_y0=said("wrong", right.p_y0)),
        mistake("not_repaired", "The verdict is right; now replace the slide's formula.",
                **of_slides(lambda slide: stated("wrong", slide))),
        mistake("equal_only", "A length of 1 also fits any other length.",
                broadcast_length=held(lambda m, n: m if m == n else 0)),
        mistake("stretches_one_side", "Either of the two may be the one that is stretched.",
                broadcast_length=held(lambda m, n: m if n in (1, m) else 0)),
        mistake("halved_argument", "tanh is steeper than the sigmoid: the argument is doubled, not halved.",
                tanh_from_sigmoid=held(lambda z: 2 * s(z / 2) - 1)),
        mistake("offset_lost", "The range must become (-1, 1): subtract 1.",
                tanh_from_sigmoid=held(lambda z: 2 * s(2 * z))),
        mistake("factor_lost", "The sigmoid's range (0, 1) must be stretched by 2 before it is shifted.",
                tanh_from_sigmoid=held(lambda z: s(2 * z) - 1)),
        mistake("minus_kept", "Remove the minus from the denominator; do not add one to the numerator.",
                softmax_entry=held(lambda z, k: np.exp(-z[k]) / np.exp(-z).sum())),
        mistake("half_threshold_on_scores", "z is a score; its threshold is 0.",
                hard_decision=held(lambda z: int(z > 0.5))),
        mistake("classes_exchanged", "A positive score means class 1.", hard_decision=held(lambda z: int(z < 0))),
        mistake("not_normalised", "Divide by the sum.", softmax_output=held(lambda: np.exp(SCORES))),
    ],
)
