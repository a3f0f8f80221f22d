"""Exercise 49: embedding_forward and embedding_backward."""

from grader.exercise.spec import *
from grader.reference.sequences import embedding

forward, backward = embedding.embedding_forward, embedding.embedding_backward
TWO = ints([[1, 4, 1, 0], [4, 4, 2, 1]])
THREE = ints([[0, 5, 5], [2, 0, 0], [5, 1, 3]])


def rows_of_one_hot(out, ids, table):
    gap = np.max(np.abs(out - np.eye(len(table))[ids] @ table))
    return None if gap <= slack(out) else f"one-hot rows of ids times the table give something else, by {gap:.2g}"


def last_one(dout, ids, V, pad=None):
    d = np.zeros((V, dout.shape[2]))
    d[ids] = dout
    return without(d, pad)


def without(d, pad):
    """d with row pad set to 0; as it is where pad is None."""
    if pad is not None:
        d[pad] = 0
    return d


def counts(ids, V):
    return np.bincount(ids.ravel(), minlength=V)[:, None]


exercise = Exercise(
    Target(
        "embedding_forward",
        points=1,
        reference=forward,
        properties=(Property("embedding_forward(ids, table) = one_hot(ids) @ table", rows_of_one_hot),),
        cases={
            "three words": dict(ids=ints([[2, 0, 3]]), table=normal((4, 2))),
            "two sentences": dict(ids=TWO, table=normal((6, 3))),
            "long rows": case(7, ids=ints([[1, 2], [0, 2], [2, 2], [1, 0]]), table=normal((3, 5))),
        },
        mistakes=[
            mistake("columns_taken", "A word is a row of the table.", lambda ids, table: table[:, ids], on="long rows"),
            mistake("one_hot_returned", "Multiply the one-hot rows by the table, or simply take the rows.",
                    lambda ids, table: np.eye(len(table))[ids]),
            mistake("row_of_the_place", "The number of the word decides, not its place.",
                    lambda ids, table: np.array([table[: ids.shape[1]]] * len(ids))),
        ],
    ),
    Target(
        "embedding_backward",
        points=3,
        reference=backward,
        slope=Slope(
            of=lambda dout, ids, table, pad=None: np.sum((dout if pad is None else dout * (ids != pad)[..., None])
                                                         * forward(ids, table)),
            wrt="table",
            at=lambda dout, ids, V, pad=None: {"dout": dout, "ids": ids, "table": np.zeros((V, dout.shape[2])), "pad": pad},
        ),
        cases={
            "no word twice": case(3, dout=away((1, 3, 2)), ids=ints([[2, 0, 3]]), V=4),
            "words that repeat": case(4, dout=away((2, 4, 3)), ids=TWO, V=6),
            "three of a kind": case(5, dout=away((3, 3, 2)), ids=THREE, V=7),
            "with a filler": case(6, dout=away((3, 3, 2)), ids=THREE, V=7, pad=0),
            "another filler": case(8, dout=away((3, 4, 2)), ids=ints([[1, 4, 0, 3], [0, 3, 3, 3], [4, 2, 1, 1]]), V=6, pad=3),
        },
        mistakes=[
            mistake("last_one_wins", "Array indexing adds once per place; use `np.add.at(d, ids, dout)`.", last_one),
            mistake("averaged_per_word", "Shares add up; no mean.",
                    lambda dout, ids, V, pad=None: backward(dout, ids, V, pad) / np.maximum(1, counts(ids, V))),
            mistake("divided_by_places", "The mean belongs to the loss and is already in dout.",
                    lambda dout, ids, V, pad=None: backward(dout, ids, V, pad) / ids.size),
            mistake("upstream_forgotten", "1 is the local gradient; add up dout.",
                    lambda dout, ids, V, pad=None: backward(np.ones_like(dout), ids, V, pad)),
            mistake("filler_trained", "The row of the filler stays 0.",
                    lambda dout, ids, V, pad=None: backward(dout, ids, V)),
            mistake("filler_always_zero", "Leave a row out only where pad names it.",
                    lambda dout, ids, V, pad=None: backward(dout, ids, V, 0),
                    lambda dout, ids, V, pad=None: without(backward(dout, ids, V, pad), 0)),
            mistake("filler_zero_missed", "`if pad:` is False for the filler 0 as well: ask `if pad is not None`.",
                    lambda dout, ids, V, pad=None: backward(dout, ids, V, pad or None)),
            mistake("filler_taken_for_zero", "The filler's number is pad, which need not be 0.",
                    lambda dout, ids, V, pad=None: backward(dout, ids, V, None if pad is None else 0)),
        ],
    ),
    relative=1e-6,
    exceptions_alike=True,
)
