"""Exercise 54: shift, token_loss, perplexity and next_probabilities."""

import math

from grader.exercise.spec import *
from grader.reference.sequences import language_model

from .versions import *

exercise = Exercise(
    Target(
        "shift",
        points=1,
        reference=language_model.shift,
        parts=("inputs", "targets"),
        cases={
            "two sentences": dict(ids=ints([[5, 3, 1, 4, 0], [5, 2, 2, 1, 3]])),
            "three words": dict(ids=ints([[7, 6, 2]])),
        },
        mistakes=[
            mistake("not_shifted", "Then the model learns to repeat its input; the target is the next word.",
                    lambda ids: (ids[:, :-1], ids[:, :-1]), lambda ids: (ids, ids)),
            mistake("rows_shifted", "The words of a sentence stand in its row: shift along axis 1.",
                    lambda ids: (ids[:-1], ids[1:])),
            mistake("shifted_backwards", "That predicts the word before; the input comes first.",
                    lambda ids: (ids[:, 1:], ids[:, :-1])),
            mistake("rolled", "After the last word nothing follows: both parts are one shorter.",
                    lambda ids: (ids, np.roll(ids, -1, axis=1)), lambda ids: (ids[:, :-1], np.roll(ids, -1, axis=1))),
            mistake("two_places", "The next word is one place on.", lambda ids: (ids[:, :-2], ids[:, 2:])),
        ],
    ),
    Target(
        "token_loss",
        points=4,
        reference=token_loss,
        parts=("loss", "dz"),
        slope=Slope(of=lambda z, y, pad: token_loss(z, y, pad)[0], wrt={"dz": "z"}),
        own=OwnForward(),
        properties=(Property("every row of dz adds up to 0", rows_add_up_to_zero),),
        cases={
            "one short sentence": case(3, z=normal((2, 5, 6), 1.5), y=ints([[3, 1, 4, 0, 0], [2, 5, 5, 1, 3]]), pad=0),
            "three sentences": case(4, z=normal((3, 3, 5), 1.5), y=ints([[2, 0, 0], [1, 3, 2], [4, 1, 0]]), pad=0),
            "another filler": case(11, z=normal((2, 4, 5), 1.5), y=ints([[2, 0, 3, 4], [1, 4, 4, 4]]), pad=4),
            "huge scores": case(5, extreme(z=normal((1, 2, 3)) + FAR_PLACES, y=ints([[2, 1]]), pad=0)),
            "scores far apart": case(12, extreme(z=[[[0, -1000, -2000], [3, -5, -800]]], y=ints([[2, 0]]), pad=1)),
        },
        mistakes=[
            mistake("fillers_counted",
                    "A filler is no word: leave its places out of the sum and of the count.",
                    **averaged(lambda keep, y: np.full(y.shape, 1 / y.size))),
            mistake("divided_by_all_places", "Divide by the number of places that count.",
                    **averaged(lambda keep, y: keep / y.size)),
            mistake("summed", "Take the mean over the places that count.", **averaged(lambda keep, y: 1.0 * keep)),
            mistake("divided_by_sentences", "Divide by the number of words, not of sentences.",
                    **averaged(lambda keep, y: keep / len(y))),
            mistake("sentence_means",
                    "Then a word of a short sentence weighs more; average over all words together.",
                    **averaged(by_sentence)),
            mistake("filler_taken_for_zero", "The filler's number is pad, which need not be 0.",
                    loss=lambda z, y, pad: token_loss(z, y, 0)[0], dz=lambda z, y, pad: token_loss(z, y, 0)[1]),
            mistake("fillers_trained", "What does not count in the loss has no gradient.",
                    dz=averaged(lambda keep, y: np.full(y.shape, 1 / keep.sum()))["dz"]),
            mistake("label_forgotten", "Subtract 1 at the target.",
                    dz=lambda z, y, pad: softmax(z) * (y != pad)[..., None] / np.sum(y != pad)),
            mistake("one_maximum_for_all",
                    "Every place is shifted by its own maximum, or places far below the largest score vanish: axis=2.",
                    Seen(first_place_alone, shifted_once), tag="extreme"),
            mistake("log_of_softmax", "Subtract the maximum of each place before exp.",
                    Seen(lambda e: e.lost("huge scores"), from_probabilities(unshifted)), tag="extreme"),
            mistake("log_of_zero",
                    "A probability has underflowed to 0; compute log P from the scores: z - log-sum-exp.",
                    Seen(loss_alone_lost, from_probabilities(softmax)),
                    tag="extreme"),
        ],
    ),
    Target(
        "perplexity",
        points=1,
        reference=language_model.perplexity,
        cases={
            "a loss of two": case(6, loss=2.0),
            "guessing among fifty": case(7, loss=math.log(50)),
        },
        mistakes=[
            mistake("base_two", "The loss uses the natural logarithm, so e^loss.", lambda loss: 2**loss),
            mistake("loss_returned", "That is the loss; perplexity is e to its power.", lambda loss: loss),
            mistake("sign_lost", "That is the mean probability; perplexity is its inverse.",
                    lambda loss: math.exp(-loss)),
        ],
    ),
    Target(
        "next_probabilities",
        points=2,
        reference=next_probabilities,
        cases={
            "cold, three best": case(8, z=normal(6) * 2, temperature=0.5, top_k=3),
            "warm, two best": case(9, z=normal(5) * 2, temperature=1.7, top_k=2),
            "all of them": case(10, z=normal(4) * 2, temperature=0.8, top_k=4),
            "only the best": case(13, z=normal(5) * 2, temperature=1.3, top_k=1),
        },
        mistakes=[
            mistake("temperature_multiplied", "Divide: a low temperature sharpens.",
                    lambda z, temperature, top_k: over(z * temperature, kept(z, top_k))),
            mistake("temperature_twice", "Divide the scores by the temperature once.",
                    lambda z, temperature, top_k: over(z / temperature**2, kept(z, top_k))),
            mistake("temperature_after",
                    "These are the probabilities without temperature: divide the scores by it, before the softmax; to divide "
                    "probabilities and share out again changes nothing.",
                    lambda z, temperature, top_k: over(z, kept(z, top_k))),
            mistake("temperature_on_logarithms",
                    "Logarithms of probabilities, divided, no longer belong to shares of 1: divide the scores, then "
                    "take the softmax.",
                    lambda z, temperature, top_k: softmax(z) ** (1 / temperature) * kept(z, top_k),
                    lambda z, temperature, top_k: over(z, kept(z, top_k)) ** (1 / temperature)),
            mistake("not_shared_out_again", "What is left must add up to 1 again: cut before the softmax.",
                    lambda z, temperature, top_k: softmax(z / temperature) * kept(z, top_k)),
            mistake("lowest_kept", "Keep the highest scores.",
                    lambda z, temperature, top_k: over(z / temperature, kept(-z, top_k))),
            mistake("one_too_many", "Keep exactly top_k.",
                    lambda z, temperature, top_k: over(z / temperature, kept(z, top_k + 1)), on=CUT),
            mistake("one_too_few", "Keep exactly top_k: the last one kept counts too, >= in place of >.",
                    lambda z, temperature, top_k: over(z / temperature, kept(z, top_k - 1)), on=CUT),
            mistake("top_k_ignored", "Set the others to minus infinity first.",
                    lambda z, temperature, top_k: softmax(z / temperature)),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
