"""Inputs and wrong versions of exercise 52: other shares, other ways through the softmax."""

from grader.exercise.spec import *
from grader.reference.sequences import attention as reference_attention

attention, attention_backward = reference_attention.attention, reference_attention.attention_backward
softmax = reference.activations.softmax
PAST = np.tri(4, dtype=bool)
FAR_ROWS = dict(
    Q=[[90, -40], [-90, 20], [1, 2]],
    K=[[60, 10], [58, -12], [59, 3], [61, -1]],
    V=[[1, 2], [3, -1], [0.5, 4], [-2, 1]],
    mask=np.ones((3, 4), dtype=bool),
)


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


def one_shift(scores, mask):
    scores = hidden(scores, mask)
    e = np.exp(scores - scores.max())
    return e / e.sum(axis=1, keepdims=True)


def largest_row_alone(evidence):
    """Where the rows of scores are far apart the first one, with the largest score, is right, and another one is lost."""
    view = evidence["rows far apart"]
    return view.lost and np.allclose(view.got[1][0], view.expected[1][0])


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
