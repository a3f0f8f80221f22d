"""Exercise 53: positional, split_heads, multi_head and block."""

from grader.exercise.spec import *
from grader.reference.sequences import transformer

from .versions import *

exercise = Exercise(
    Target(
        "positional",
        points=1,
        reference=transformer.positional,
        cases={"seven places": dict(T=7, D=6), "four places": dict(T=4, D=8)},
        mistakes=[
            mistake("cosine_first", "Even columns hold the sine.", waves(pairs, even=np.cos, odd=np.sin)),
            mistake("halves_side_by_side", "Sine and cosine alternate.", sines_then_cosines),
            mistake("exponent_not_doubled", "The exponent is 2i/D: the slowest pair almost reaches 10000.",
                    waves(lambda D: np.arange(D) // 2 / D)),
            mistake("exponent_doubled_twice", "A column's number is 2i or 2i + 1 already: do not double it again.",
                    waves(lambda D: 2 * pairs(D)), waves(lambda D: 2 * np.arange(D) / D)),
            mistake("exponent_of_the_column", "The sine and the cosine of a pair share one angle, t/10000^(2i/D).",
                    waves(lambda D: np.arange(D) / D)),
            mistake("multiplied", "Divide: the later columns turn more slowly.", waves(lambda D: -pairs(D))),
            mistake("counted_from_one", "Places are counted from 0.", waves(pairs, start=1)),
        ],
    ),
    Target(
        "split_heads",
        points=1,
        reference=split_heads,
        cases={"two heads": case(3, x=normal((3, 8)), h=2), "three heads": case(4, x=normal((5, 6)), h=3)},
        mistakes=[
            mistake("axes_not_exchanged", "The heads come first: transpose(1, 0, 2).",
                    lambda x, h: x.reshape(len(x), h, -1)),
            mistake("columns_interleaved", "A head holds neighbouring columns.",
                    lambda x, h: np.array([x[:, j::h] for j in range(h)])),
        ],
    ),
    Target(
        "multi_head",
        points=4,
        reference=transformer.multi_head,
        properties=(first_rows("multi_head"),),
        cases={"two heads": case(5, **network(4, 6, 5), h=2), "four heads": case(6, **network(5, 8, 3), h=4)},
    ),
    Target(
        "block",
        points=4,
        reference=transformer.block,
        properties=(first_rows("block"),),
        cases={"two heads": case(7, **network(4, 6, 5), h=2), "one head": case(8, **network(3, 4, 7), h=1)},
        mistakes=[
            mistake("first_path_missing", "x goes around the attention and is added: y = x + ...",
                    block(first=nothing)),
            mistake("second_path_missing", "y goes around the second part and is added.", block(second=nothing)),
            mistake("normalised_after",
                    "That is the first transformer's order; here the normalisation stands before each part, off the "
                    "main path.",
                    block(before=as_they_are, after=norm)),
            mistake("normalisation_missing", "Each part receives normalised rows.", block(before=as_they_are)),
            mistake("normalised_over_places", "Mean and variance are those of each row: axis=1.",
                    block(before=over(axis=0))),
            mistake("divisor_one_less", "The variance has the divisor D, not D - 1.", block(before=over(ddof=1))),
            mistake("normalised_added", "What goes around is x itself, not its normalised form.",
                    block(first=lambda x, normal: normal, second=lambda y, normal: normal)),
            mistake("parallel_parts", "The second part works on y, which holds the result of the first.",
                    block(second_sees=lambda x, y: x)),
            mistake("relu_missing", "Without it the two matrices are one.", block(relu=lambda rows: rows)),
        ],
    ),
    mistakes=[
        mistake("reshaped_at_once",
                "That cuts the sequence, not the columns: reshape to (T, h, D/h), then exchange the first two axes.",
                split_heads=cut_at_once, multi_head=heads(split=cut_at_once), block=block(heads(split=cut_at_once))),
        in_both("scale_missing", "Divide the scores by sqrt(D/h), as in exercise 52.", root=lambda D, h: 1.0),
        in_both("scaled_by_model", "A head's vectors have D/h entries: sqrt(D/h).", root=lambda D, h: np.sqrt(D)),
        in_both("future_visible", "Place t sees places 0 to t only: it must not read the answer.",
                visible=lambda T: np.ones((T, T), dtype=bool)),
        in_both("past_hidden", "The lower triangle is visible, not the upper one.",
                visible=lambda T: np.tri(T, dtype=bool).T),
        in_both("merged_without_exchange", "Exchange the axes back before you reshape.",
                merge=lambda found: found.reshape(found.shape[1], -1)),
        in_both("output_weights_missing", "Wo mixes the heads.", output=lambda p: np.eye(len(p["Wo"]))),
        in_both("heads_averaged", "Heads stand side by side; they are not averaged.",
                merge=lambda found: np.tile(found.mean(axis=0), len(found))),
        in_both("keys_for_values", "Values have weights of their own, Wv.", values="Wk"),
    ],
    relative=1e-6,
    exceptions_alike=True,
)
