"""Exercise 7: backward passes of six activations, and of maxout with its pieces."""

from grader.exercise.spec import *

act = reference.activations
LAMBDA, ALPHA = act.SELU_LAMBDA, act.SELU_ALPHA
# target -> (its argument beside dout, the activation, its forward value from that argument)
RULES = {
    "sigmoid_backward": ("a", act.sigmoid, lambda a: a),
    "tanh_backward": ("a", act.tanh, lambda a: a),
    "relu_backward": ("z", act.relu, act.relu),
    "leaky_relu_backward": ("z", act.leaky_relu, act.leaky_relu),
    "softplus_backward": ("z", act.softplus, act.softplus),
    "selu_backward": ("z", act.selu, act.selu),
}
INVERSES = {"sigmoid_backward": lambda a: np.log(a / (1 - a)), "tanh_backward": np.arctanh}


def cases(name):
    """The cases of one target: those that take the output receive the activation of the listed z."""
    argument, activation, _ = RULES[name]
    then = lambda z: z if argument == "z" else z.then(activation) if isinstance(z, Draw) else activation(z)
    inputs = lambda dout, z, **more: {"dout": dout, argument: then(z), **more}
    leaky = {"another slope": case(4, **inputs(away(5), [-1.5, -0.6, 0.4, 0.9, -2], slope=0.2))}
    return {
        "by hand": inputs([0.5, -2, 1.5, -0.7, 3, 0.25], [-3, -1.2, -0.4, 0.3, 1.1, 2.5]),
        "a matrix": inputs(away((2, 5)), away((2, 5))),
        "three axes": inputs(away((2, 3, 4)), away((2, 3, 4))),
        **(leaky if name == "leaky_relu_backward" else {}),
        "whole numbers": whole(**inputs(np.array([3, -2, 5, -4]), np.array([-3, -2, 2, 4]))),
        "huge scores": extreme(**inputs([2, -3, 0.5, 4], [-1000, -750, 750, 1000])),
    }


def slope(name):
    """Differences of sum(dout * g(z)) by z, which is found again from the output where only that is given."""

    def at(dout, a):
        with np.errstate(all="ignore"):  # an output of exactly 0 or 1 has no score
            return {"dout": dout, "z": INVERSES[name](a)}

    of = lambda dout, z, **more: np.sum(dout * RULES[name][1](z, **more))
    return Slope(of=of, wrt="z", at=at if name in INVERSES else None)


def peak(text, at, top, at_5):
    """The law of a local derivative: its largest value `top` at the output `at`, and its value at z = 5."""
    outputs = np.linspace(at - 0.4, at + 0.4, 81)
    fifth = {0.5: act.sigmoid, 0.0: act.tanh}[at](5.0)

    def holds(out, other, dout, a):
        local, last = other[:-1], other[-1]
        if abs(last - at_5) > 1e-6:
            return f"at z = 5 the local derivative is {at_5:.8f}, here it is {last:.8f}"
        highest = int(np.argmax(local))
        if highest == 40 and abs(local[highest] - top) <= slack(other):
            return None
        return f"the local derivative should be largest at a = {at:g}, with the value {top:g}"

    return Property(text, holds, lambda dout, a: {"dout": np.ones(82), "a": np.append(outputs, fifth)}, ("plain",))


LAWS = {
    "sigmoid_backward": (peak("the local derivative is at most 1/4, at a = 0.5", 0.5, 0.25, 0.00664806),),
    "tanh_backward": (peak("the local derivative is at most 1, at a = 0", 0.0, 1.0, 0.00018158),),
}


def target(name):
    tolerance = Tolerance(1e-5, 1e-9) if name == "selu_backward" else None
    return Target(name, 1, getattr(act, name), cases(name), properties=LAWS.get(name, ()), slope=slope(name),
                  tolerance=tolerance)


def in_each(combine):
    """combine(dout, local derivative, forward value) as a wrong version of all six."""

    def version(name):
        backward, forward = getattr(act, name), RULES[name][2]
        return lambda dout, **given: combine(dout, backward(1.0, **given), forward(**given))

    return {name: version(name) for name in RULES}


def leaky(open_where, left=None):
    """dout where the gate is open, else slope (or `left`) times dout."""
    return lambda dout, z, slope=0.01: np.where(open_where(dout, z), dout, (slope if left is None else left) * dout)


AFFINE = {
    "three pieces": dict(dout=away((5, 2)), x=normal((5, 4)), W=normal((4, 2, 3)), b=normal((2, 3))),
    "two pieces": dict(dout=away((3, 4)), x=normal((3, 2)), W=normal((2, 4, 2)), b=normal((4, 2))),
    "as many pieces as units": dict(dout=away((6, 3)), x=normal((6, 5)), W=normal((5, 3, 3)), b=normal((3, 3))),
}
winners = lambda x, W, b: (z := act.maxout_pieces(x, W, b)) == z.max(axis=2, keepdims=True)  # (N, M, k)


def with_share(share):
    """The gradients where share(dout (N, M, 1), x, W, b) is what each piece receives, (N, M, k)."""

    def version(dout, x, W, b):
        g = share(dout[:, :, None], x, W, b)
        return np.einsum("nmk,dmk->nd", g, W), np.einsum("nd,nmk->dmk", x, g), g.sum(axis=0)

    return version


def part(place, change=lambda gradient, x: gradient, share=lambda dout, x, W, b: dout * winners(x, W, b)):
    """One of dx, dW, db, changed."""
    return lambda dout, x, W, b: change(with_share(share)(dout, x, W, b)[place], x)


def by_first_weights(dout, x, W, b):
    return dout @ W[:, :, 0].T


selu_sides = lambda left, right: lambda dout, z: dout * np.where(z < 0, left(z), right)
overflows = lambda version: Seen(lambda e: e.lost("huge scores"), version)


exercise = Exercise(
    *map(target, RULES),
    Target(
        "maxout_affine_backward", 1, act.maxout_affine_backward, AFFINE, parts=("dx", "dW", "db"),
        slope=Slope(of=lambda dout, x, W, b: np.sum(dout * act.maxout_affine(x, W, b)), wrt={"dx": "x", "dW": "W", "db": "b"}),
        mistakes=[
            mistake("all_pieces", "Only the winning piece decided the output; the others receive 0.",
                    with_share(lambda dout, x, W, b: dout + 0 * winners(x, W, b))),
            mistake("shared_out", "The winner takes all of dout.",
                    with_share(lambda dout, x, W, b: (dout + 0 * winners(x, W, b)) / b.shape[1])),
            mistake("upstream_forgotten", "Multiply by dout.", with_share(lambda dout, x, W, b: 1.0 * winners(x, W, b))),
            mistake("gate_of_relu", "Nothing is compared with 0 here: dout goes to the winner, whatever its sign.",
                    with_share(lambda dout, x, W, b: dout * winners(x, W, b) * (act.maxout_pieces(x, W, b) > 0))),
            mistake("same_winner_for_all", "Each example has its own winner.",
                    with_share(lambda dout, x, W, b: dout * winners(x, W, b)[:1])),
            mistake("one_winner_of_all", "Look for the winner among the pieces of one unit: axis=2, keepdims=True.",
                    with_share(lambda dout, x, W, b: dout * ((z := act.maxout_pieces(x, W, b)) == z.max()))),
            mistake("inputs_forgotten", "The slope with respect to W is x.",
                    dW=part(2, lambda db, x: np.broadcast_to(db, (x.shape[1], *db.shape)))),
            mistake("averaged", "The mean, if there is one, is in dout already.", dW=part(1, lambda dW, x: dW / len(x))),
            mistake("averaged", "Sum over the examples.", db=part(2, lambda db, x: db / len(x))),
            mistake("weights_forgotten", "The slope with respect to x is the winning piece's W.",
                    dx=lambda dout, x, W, b: np.repeat(dout.sum(axis=1, keepdims=True), x.shape[1], axis=1)),
            mistake("first_pieces_weights", "Use the weights of the piece that won.", dx=by_first_weights),
        ],
    ),
    mistakes=[
        mistake("upstream_forgotten", "Multiply by dout: the chain rule needs what comes from above.",
                **in_each(lambda dout, local, forward: local)),
        mistake("upstream_added", "The chain rule multiplies.",
                **in_each(lambda dout, local, forward: dout + local)),
        mistake("activation_applied_again", "a is already the output of the activation.",
                sigmoid_backward=lambda dout, a: dout * act.sigmoid(a) * (1 - act.sigmoid(a)),
                tanh_backward=lambda dout, a: dout * (1 - np.tanh(a) ** 2)),
        mistake("rules_exchanged", "a(1 - a) belongs to the sigmoid, 1 - a^2 to tanh.",
                sigmoid_backward=act.tanh_backward, tanh_backward=act.sigmoid_backward),
        mistake("square_forgotten", "The derivative of tanh is 1 minus the square of a.",
                tanh_backward=[lambda dout, a: dout * (1 - a), lambda dout, a: dout * (1 - a) ** 2]),
        mistake("times_forward", "Multiply by the derivative of the activation, not by its value.",
                **in_each(lambda dout, local, forward: dout * forward)),
        mistake("times_input", "g'(z) is a function value, not g' times z.",
                softplus_backward=lambda dout, z: act.softplus_backward(dout, z) * z,
                selu_backward=lambda dout, z: act.selu_backward(dout, z) * z),
        mistake("mask_from_upstream", "The mask comes from the forward input z, not from the gradient.",
                relu_backward=lambda dout, z: np.maximum(dout, 0), leaky_relu_backward=leaky(lambda dout, z: dout > 0)),
        mistake("mask_inverted", "The gradient passes where z was positive.",
                relu_backward=lambda dout, z: np.where(z < 0, dout, 0.0),
                leaky_relu_backward=leaky(lambda dout, z: z < 0)),
        mistake("slope_missing", "A leaky ReLU lets slope times dout through on the negative side.",
                leaky_relu_backward=leaky(lambda dout, z: z > 0, 0.0)),
        mistake("slope_ignored", "Use the argument slope.", leaky_relu_backward=leaky(lambda dout, z: z > 0, 0.01)),
        mistake("selu_constants", "lambda scales both branches.",
                selu_backward=[selu_sides(lambda z: ALPHA * np.exp(z), LAMBDA),
                               selu_sides(lambda z: LAMBDA * ALPHA * np.exp(z), 1.0)]),
        mistake("selu_left_branch",
                "The derivative of lambda alpha (e^z - 1) is lambda alpha e^z: the 1 vanishes, e^z stays.",
                selu_backward=[selu_sides(lambda z: LAMBDA * ALPHA, LAMBDA),
                               selu_sides(lambda z: LAMBDA * ALPHA * (np.exp(z) - 1), LAMBDA)]),
        mistake("softplus_differentiated_twice", "The derivative of softplus is the sigmoid itself.",
                softplus_backward=lambda dout, z: act.sigmoid_backward(dout, act.sigmoid(z))),
        mistake("exp_form_overflows", "exp(750) is infinite: keep the exponent at or below 0.",
                softplus_backward=overflows(lambda dout, z: dout * np.exp(z) / (1 + np.exp(z))),
                selu_backward=overflows(lambda dout, z: dout * LAMBDA * ((z > 0) + (z < 0) * ALPHA * np.exp(z))),
                tag="extreme"),
    ],
)
