"""Exercise 52: attention and attention_backward."""

from grader.exercise.spec import *

from .versions import *

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
            mistake("one_maximum_for_all",
                    "Every row is shifted by its own maximum, or rows far below the largest score vanish: axis=1.",
                    Seen(largest_row_alone, by_shares(one_shift)), tag="extreme"),
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
