"""Exercise 52: attention and attention_backward."""

from grader.exercise.spec import *
from grader.reference.sequences import attention as reference_attention

attention, attention_backward = reference_attention.attention, reference_attention.attention_backward
softmax = reference.activations.softmax
PAST = np.tri(4, dtype=bool)


def places(T, S, d, dv, mask, factor=1.0):
    """T queries and S places, drawn in the order Q, K, V; mask True stands for everything visible."""
    mask = np.ones((T, S), dtype=bool) if mask is True else mask
    return dict(Q=normal((T, d), factor), K=normal((S, d), factor), V=normal((S, dv)), mask=mask)


def some_hidden(rng):
    """A mask (4, 6) with a True in every row and a False in most."""
    mask = rng.random((4, 6)) < 0.6
    mask[range(4), range(4)] = True
    mask[0, 1] = mask[3, 0] = False
    mask[0, 0] = mask[3, 5] = True
    return mask


def after_forward(T, S, d, dv, mask):
    """What the backward pass is given: dout, and Q, K, V, A of a right forward pass, drawn before it."""

    def inputs(rng):
        Q, K, V = (rng.normal(size=shape) for shape in ((T, d), (S, d), (S, dv)))
        return {"dout": rng.normal(size=(T, dv)), "cache": (Q, K, V, attention(Q, K, V, mask)[1])}

    return inputs


def rows_add_up(output, Q, K, V, mask):
    sums = np.sum(output[1], axis=1)
    far = sums[np.argmax(np.abs(sums - 1))]
    return None if abs(far - 1) <= slack(output) else f"a row of A adds up to {far:.7g}, not to 1"


def by_shares(shares):
    """A version of the forward pass: A = shares(scores, mask), scores divided by the root of d."""

    def version(Q, K, V, mask):
        A = shares(Q @ K.T / np.sqrt(Q.shape[1]), mask)
        return A @ V, A

    return version


def rescaled(factor):
    """A version of the forward pass: scores that are factor(d, S) times the right ones."""
    return lambda Q, K, V, mask: attention(Q * factor(Q.shape[1], len(K)), K, V, mask)


def hidden(scores, mask, value=-np.inf):
    return np.where(mask, scores, value)


def shared_out(scores):
    """The softmax over all entries at once."""
    e = np.exp(scores - scores.max())
    return e / e.sum()


def unshifted(scores, mask):
    e = np.exp(hidden(scores, mask))
    return e / e.sum(axis=1, keepdims=True)


def through_softmax(rule):
    """A version of the backward pass: rule(A, dA) is what comes out of the softmax."""

    def version(dout, cache):
        Q, K, V, A = cache
        dscores = rule(A, dout @ V.T) / np.sqrt(Q.shape[1])
        return dscores @ K, dscores.T @ Q, A.T @ dout

    return version


def times_root(part):
    """dQ or dK without the division by the root of d."""
    return lambda dout, cache: attention_backward(dout, cache)[part] * np.sqrt(cache[0].shape[1])


DIVIDED = "The scores were divided by sqrt(d); so are the gradients."

exercise = Exercise(
    Target(
        "attention",
        points=4,
        reference=attention,
        parts=("out", "A"),
        properties=(Property("every row of A adds up to 1", rows_add_up),),
        cases={
            "everything visible": places(3, 5, 4, 2, True),
            "only the past": places(4, 4, 3, 5, PAST),
            "some hidden": places(4, 6, 2, 3, drawn(some_hidden)),
            "huge scores": extreme(**places(3, 5, 4, 2, True, factor=60.0)),
        },
        mistakes=[
            mistake("scale_missing", "Divide by sqrt(d), or long vectors make the softmax hard.",
                    rescaled(lambda d, S: np.sqrt(d))),
            mistake("divided_by_d", "Divide by the root of d: that is the spread of a sum of d products.",
                    rescaled(lambda d, S: 1 / np.sqrt(d))),
            mistake("divided_by_keys", "d is the length of a query, not the number of keys.",
                    rescaled(lambda d, S: np.sqrt(d / S))),
            mistake("columns_normalised", "Each query shares out 1 over the keys: along the row.",
                    by_shares(lambda scores, mask: softmax(hidden(scores, mask).T).T)),
            mistake("softmax_over_all", "Each row adds up to 1 on its own: give the sum axis=1 and keepdims=True.",
                    by_shares(lambda scores, mask: shared_out(hidden(scores, mask)))),
            mistake("softmax_missing", "The scores become shares: softmax of each row.",
                    by_shares(lambda scores, mask: hidden(scores, mask, 0))),
            mistake("mask_ignored", "Where mask is False the score is minus infinity.",
                    by_shares(lambda scores, mask: softmax(scores))),
            mistake("hidden_score_zero", "e^0 = 1 still gets a share; use minus infinity.",
                    by_shares(lambda scores, mask: softmax(hidden(scores, mask, 0)))),
            mistake("hidden_after_softmax",
                    "Then the rows no longer add up to 1; mask the scores before the softmax.",
                    by_shares(lambda scores, mask: softmax(scores) * mask)),
            mistake("mask_inverted", "True means: may look.",
                    by_shares(lambda scores, mask: softmax(hidden(scores, ~mask))),
                    by_shares(lambda scores, mask: softmax(hidden(scores, ~mask, -1e9)))),
            mistake("no_max_shift", "Subtract each row's maximum before exp.",
                    Seen(lambda e: e.lost("huge scores"), by_shares(unshifted)), tag="extreme"),
        ],
    ),
    Target(
        "attention_backward",
        points=5,
        reference=attention_backward,
        parts=("dQ", "dK", "dV"),
        slope=Slope(
            of=lambda dout, Q, K, V, mask: np.sum(dout * attention(Q, K, V, mask)[0]),
            wrt={"dQ": "Q", "dK": "K", "dV": "V"},
            at=lambda dout, cache: {"dout": dout, **dict(zip("QKV", cache[:3], strict=True)), "mask": cache[3] > 0},
        ),
        cases={
            "everything visible": case(5, after_forward(3, 5, 4, 2, np.ones((3, 5), dtype=bool))),
            "only the past": case(6, after_forward(4, 4, 3, 5, PAST)),
        },
        mistakes=[
            mistake("diagonal_only", "Every share depends on every score of its row: A*(dA - sum(dA*A)).",
                    through_softmax(lambda A, dA: dA * A * (1 - A))),
            mistake("row_sum_missing", "Subtract the row's mean gradient: what one key gains the others lose.",
                    through_softmax(lambda A, dA: dA * A)),
            mistake("softmax_skipped", "Between scores and A stands the softmax.", through_softmax(lambda A, dA: dA)),
            mistake("column_sum", "The softmax runs along the row.",
                    through_softmax(lambda A, dA: A * (dA - (dA * A).sum(axis=0)))),
            mistake("scale_missing", DIVIDED, dQ=times_root(0), dK=times_root(1)),
            mistake("weights_of_one", "Value s received the share A[t, s] of query t: A.T @ dout.",
                    dV=lambda dout, cache: np.ones_like(cache[3]).T @ dout),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
