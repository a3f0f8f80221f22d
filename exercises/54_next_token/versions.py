"""Laws and wrong versions of exercise 54: other weights of the words, other ways to the shares."""

from grader.exercise.spec import *
from grader.reference.sequences import language_model

softmax, log_softmax = reference.activations.softmax, reference.activations.log_softmax
token_loss, next_probabilities = language_model.token_loss, language_model.next_probabilities
FAR_PLACES = np.array([[[1000.0], [-900.0]]])
CUT = ("cold, three best", "warm, two best")


def rows_add_up_to_zero(output, z, y, pad):
    gap = np.max(np.abs(np.sum(output[1], axis=2)))
    return None if gap <= slack(output) else f"a row of dz adds up to {gap:.2g}, not to 0"


def averaged(weight):
    """Loss and dz as sums over the places with the weights weight(keep, y), keep True where a target is no filler."""

    def losses(z, y):
        return -np.take_along_axis(log_softmax(z), y[..., None], axis=2)[..., 0]

    def loss(z, y, pad):
        return float(np.sum(losses(z, y) * weight(y != pad, y)))

    def dz(z, y, pad):
        return (softmax(z) - np.eye(z.shape[2])[y]) * weight(y != pad, y)[..., None]

    return {"loss": loss, "dz": dz}


def by_sentence(keep, y):
    """The weights of the mean of the sentences' means."""
    return keep / keep.sum(axis=1, keepdims=True) / len(keep)


def from_probabilities(probabilities):
    """Loss and dz by way of probabilities, the logarithm taken last."""

    def version(z, y, pad):
        P, keep, label = probabilities(z), (y != pad)[..., None], np.eye(z.shape[2])[y]
        return float(np.sum(-np.log(P)[label * keep > 0]) / keep.sum()), (P - label) * keep / keep.sum()

    return version


def unshifted(z):
    e = np.exp(z)
    return e / e.sum(axis=2, keepdims=True)


def shifted_once(z, y, pad):
    """Loss and dz with one shift for all places: the largest score of all."""
    return from_probabilities(lambda z: unshifted(z - z.max()))(z, y, pad)


def first_place_alone(evidence):
    """On huge scores the place with the largest one is right, and the other one is lost."""
    view = evidence["huge scores"]
    return view.lost and np.allclose(view.got[1][0, 0], view.expected[1][0, 0])


def loss_alone_lost(evidence):
    """Only where scores are far apart something is lost, and it is the loss: the probabilities are what they must be."""
    view = evidence["scores far apart"]
    return evidence["huge scores"].right and not np.isfinite(view.got[0]) and np.allclose(view.got[1], view.expected[1])


def kept(z, count):
    """True at the count highest scores."""
    return z >= np.sort(z)[-min(count, len(z))] if count else np.zeros(len(z), dtype=bool)


def over(scores, keep):
    """The softmax of the scores where keep is True."""
    return softmax(np.where(keep, scores, -np.inf))
