"""Exercise 6: twelve activation functions, and maxout with its pieces."""

from grader.exercise.spec import *

act = reference.activations
sigmoid, LAMBDA, ALPHA = act.sigmoid, act.SELU_LAMBDA, act.SELU_ALPHA
GRID = np.linspace(-8, 8, 401)  # with these weights, sums over the grid are means for a standard normal z
WEIGHTS = np.exp(-(GRID**2) / 2) / np.exp(-(GRID**2) / 2).sum()

PLAIN = {
    "by hand": dict(z=[-3, -1.2, -0.4, 0.3, 1.1, 2.5]),
    "a matrix": dict(z=away((2, 5), 0.05, 3)),
    "three axes": dict(z=away((2, 3, 4), 0.05, 3)),
}
OTHERS = {
    "whole numbers": whole(z=ints([-5, -3, -2, 2, 3, 4])),
    "huge scores": extreme(z=[-1000, -750, 750, 1000]),
}
ANOTHER_SLOPE = {"another slope": dict(z=[-1.5, -0.6, 0.4, 0.9, -2], slope=0.2)}
PIECES = {
    "pieces on the last axis": case(5, z=normal((4, 3))),
    "pieces on the first axis": case(6, z=normal((3, 5)), axis=0),
    "pieces in the middle": case(7, z=normal((2, 3, 4)), axis=1),
}

AFFINE = {
    "three pieces": dict(x=normal((5, 4)), W=normal((4, 2, 3)), b=normal((2, 3))),
    "two pieces": dict(x=normal((3, 2)), W=normal((2, 4, 2)), b=normal((4, 2))),
    "as many pieces as units": dict(x=normal((4, 5)), W=normal((5, 3, 3)), b=normal((3, 3))),
}


def room(out, z):
    """How far a law may be off for scores of this size."""
    return slack(out) * max(1.0, float(np.max(np.abs(z))))


def mirrored(text, expected, combined):
    """The law combined(f(z), f(-z)) = expected(z)."""

    def holds(out, other, z):
        gap = np.max(np.abs(combined(out, other) - expected(z)))
        return None if gap <= room(out, z) else f"{text} does not hold: it is off by {gap:.3g}"

    return Property(text, holds, again=lambda z: {"z": -z})


def tanh_through_sigmoid(out, z):
    gap = np.max(np.abs(out - (2 * sigmoid(2 * z) - 1)))
    return None if gap <= room(out, z) else f"tanh(z) and 2 s(2z) - 1 differ by {gap:.3g}"


def normal_stays_normal(out, other, z):
    mean = np.sum(WEIGHTS * other)
    variance = np.sum(WEIGHTS * (other - mean) ** 2)
    if abs(mean) <= 1e-3 and abs(variance - 1) <= 1e-3:
        return None
    return f"on a standard normal z the mean is {mean:.4f}, not 0, and the variance {variance:.4f}, not 1"


LAWS = {
    "sigmoid": mirrored("s(z) + s(-z) = 1", np.ones_like, np.add),
    "tanh": Property("tanh(z) = 2 s(2z) - 1", tanh_through_sigmoid),
    "relu": mirrored("relu(z) - relu(-z) = z", lambda z: z, np.subtract),
    "softplus": mirrored("softplus(z) - softplus(-z) = z", lambda z: z, np.subtract),
    "selu": Property("a standard normal z keeps mean 0 and variance 1", normal_stays_normal,
                     again=lambda z: {"z": GRID}, kinds=("plain",)),
}


def target(name, cases=PLAIN | OTHERS):
    laws = (LAWS[name],) if name in LAWS else ()
    tolerance = Tolerance(1e-5, 1e-9) if name == "selu" else None
    return Target(name, 0.5, getattr(act, name), cases, properties=laws, tolerance=tolerance)


sides = lambda left, right: lambda z: np.where(z < 0, left(z), right(z))  # left where z < 0, right elsewhere
leaky = lambda left: lambda z, slope=0.01: np.where(z > 0, z, left(z, slope))
selu_left = lambda z: ALPHA * (np.exp(z) - 1)
overflows = lambda version: Seen(lambda e: e.lost("huge scores"), version)

of_pieces = lambda combine: lambda x, W, b: combine(act.maxout_pieces(x, W, b))  # of the pieces (N, M, k)


exercise = Exercise(
    *map(target, ("step", "sign", "linear", "piecewise_linear", "sigmoid", "tanh", "relu")),
    target("leaky_relu", PLAIN | ANOTHER_SLOPE | OTHERS),
    *map(target, ("softplus", "swish", "selu")),
    target("maxout", PIECES),
    Target("maxout_affine", 0.5, act.maxout_affine, AFFINE),
    mistakes=[
        mistake("derivative_returned", "This is the derivative, which exercise 07 asks for.",
                linear=lambda z: np.ones_like(z), sigmoid=lambda z: sigmoid(z) * (1 - sigmoid(z)),
                tanh=lambda z: 1 - np.tanh(z) ** 2, relu=lambda z: np.where(z > 0, 1.0, 0.0), softplus=sigmoid),
        mistake("slide_tanh", "The slide lost a 2: tanh(z) = 2 s(2z) - 1.", tanh=lambda z: 2 * sigmoid(z) - 1),
        mistake("exponent_sign", "The sign in the exponent is turned round; check that the function grows with z.",
                sigmoid=lambda z: 1 / (1 + np.exp(z)), softplus=lambda z: np.log(1 + np.exp(-z)),
                swish=lambda z: z / (1 + np.exp(z))),
        mistake("bracket_slip", "Brackets: the whole sum 1 + e^-z is the denominator.",
                sigmoid=lambda z: 1 / 1 + np.exp(-z)),
        mistake("relu_other_side", "Keep the positive side and replace the negative side by 0.",
                relu=[lambda z: np.minimum(0, z), lambda z: np.abs(z)]),
        mistake("slope_misused", "On the negative side the value is slope times z.",
                leaky_relu=[leaky(lambda z, slope: -slope * z), leaky(lambda z, slope: slope),
                            leaky(lambda z, slope: z / slope)]),
        mistake("sides_exchanged", "The slope belongs to the negative side; positive scores stay as they are.",
                leaky_relu=lambda z, slope=0.01: np.where(z > 0, slope * z, z)),
        mistake("slope_ignored", "Use the argument slope.", leaky_relu=leaky(lambda z, slope: 0.01 * z)),
        mistake("log10_used", "log is the natural logarithm, np.log; np.log10 is another function.",
                softplus=lambda z: np.log10(1 + np.exp(z))),
        mistake("selu_constants", "lambda scales both branches, alpha only the negative one.",
                selu=[sides(selu_left, lambda z: LAMBDA * z), sides(selu_left, lambda z: z),
                      sides(lambda z: LAMBDA * selu_left(z), lambda z: z),
                      sides(lambda z: LAMBDA * selu_left(z), lambda z: ALPHA * z)]),
        mistake("selu_minus_one_missing", "Without the -1 the two branches do not meet at 0.",
                selu=sides(lambda z: LAMBDA * ALPHA * np.exp(z), lambda z: LAMBDA * z)),
        mistake("swish_not_a_product", "Swish is z times the sigmoid of z.", swish=[lambda z: z + sigmoid(z), sigmoid]),
        mistake("hard_sigmoid", "Three straight pieces only resemble the sigmoid; it is 1/(1 + e^-z).",
                sigmoid=[lambda z: np.clip(0.2 * z + 0.5, 0, 1), lambda z: np.clip(z / 6 + 0.5, 0, 1)],
                swish=[lambda z: z * np.clip(0.2 * z + 0.5, 0, 1), lambda z: z * np.clip(z / 6 + 0.5, 0, 1)]),
        mistake("clipped_scores", "With a clipped score it grows no more, but softplus(1000) is 1000: np.logaddexp(0, z) needs no clip.",
                softplus=[lambda z, most=most: np.logaddexp(0, np.clip(z, -most, most)) for most in (20, 30, 50, 100, 500, 700, 709)],
                tag="extreme"),
        mistake("capped_at_six", "That is ReLU6, which some networks for phones use; max(0, z) has no upper limit.",
                relu=lambda z: np.clip(z, 0, 6), tag="extreme"),
        mistake("gelu", "That is GELU, or an approximation of it; swish is z times the sigmoid of z itself.",
                swish=[lambda z: z * sigmoid(1.702 * z),
                       lambda z: z / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (z + 0.044715 * z**3)))]),
        mistake("step_and_sign_exchanged", "The step goes from 0 to 1, the sign from -1 to 1.",
                step=act.sign, sign=act.step),
        mistake("half_shift_missing", "The middle piece is z + 1/2, so that it runs from 0 to 1.",
                piecewise_linear=[lambda z: np.clip(z, 0, 1), lambda z: np.clip(z, -0.5, 0.5)]),
        mistake("maxout_wrong_axis", "Take the maximum along the axis that was given.",
                maxout=[lambda z, axis=-1: z.max(), lambda z, axis=-1: z.max(axis=-1),
                        lambda z, axis=-1: z.max(axis=0)]),
        mistake("units_compared", "The pieces of one unit compete, not the units: maximum over the last axis.",
                maxout_affine=of_pieces(lambda z: z.max(axis=1))),
        mistake("pieces_added", "Only the largest piece counts; a sum of affine pieces would be affine again.",
                maxout_affine=of_pieces(lambda z: z.sum(axis=2))),
        mistake("pieces_averaged", "Take the largest piece.", maxout_affine=of_pieces(lambda z: z.mean(axis=2))),
        mistake("bias_after_max", "Each piece has its own bias: add it before the maximum.",
                maxout_affine=lambda x, W, b: act.maxout_affine(x, W, 0 * b) + b.max(axis=1)),
        mistake("bias_forgotten", "Add b[m, j] to each piece.", maxout_affine=lambda x, W, b: act.maxout_affine(x, W, 0 * b)),
        mistake("weights_compared", "The pieces are compared after they have seen x.",
                maxout_affine=lambda x, W, b: x @ W.max(axis=2) + b.max(axis=1)),
        mistake("rectified", "Nothing is compared with 0, unless one piece happens to be 0.",
                maxout_affine=of_pieces(lambda z: np.maximum(0, z.max(axis=2)))),
        mistake("largest_size", "Compare the values, with their signs.",
                maxout_affine=of_pieces(lambda z: np.abs(z).max(axis=2))),
        mistake("exp_form_overflows",
                "exp(750) is infinite: use a form whose exponent is never positive, or np.logaddexp(0, z).",
                sigmoid=overflows(lambda z: np.exp(z) / (1 + np.exp(z))),
                tanh=overflows(lambda z: (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))),
                softplus=overflows(lambda z: np.log(1 + np.exp(z))),
                swish=overflows(lambda z: z * np.exp(z) / (1 + np.exp(z))),
                selu=overflows(lambda z: LAMBDA * ((z >= 0) * z + (z < 0) * selu_left(z))), tag="extreme"),
    ],
)
