#> threshold one half on the score | half_threshold_on_scores
def decide(z, kind):
    if kind == "binary" or kind == "multilabel":
        return (z > 0.5).astype(int)
    if kind == "multiclass":
        return z.argmax(axis=1)
    if kind == "regression":
        return z
    raise ValueError(kind)


#> argmax over the examples | argmax_axis
def decide(z, kind):
    if kind == "binary" or kind == "multilabel":
        return (z > 0).astype(int)
    if kind == "multiclass":
        return z.argmax(axis=0)
    if kind == "regression":
        return z
    raise ValueError(kind)


#> classes from one | counted_from_one
def decide(z, kind):
    if kind == "binary" or kind == "multilabel":
        return (z > 0).astype(int)
    if kind == "multiclass":
        return z.argmax(axis=1) + 1
    if kind == "regression":
        return z
    raise ValueError(kind)


#> probability of 1 | gave_p_y1
def p_y0(z):
    return 1 / (1 + np.exp(-z))


#> with elif and booleans | right
def decide(z, kind):
    z = np.asarray(z)
    return {"binary": lambda: 1 * (1 / (1 + np.exp(-z)) > 0.5), "multilabel": lambda: np.where(z > 0, 1, 0),
            "multiclass": lambda: np.argmax(z, axis=-1), "regression": lambda: z.copy()}[kind]() if kind in (
            "binary", "multilabel", "multiclass", "regression") else _bad()
def _bad():
    raise ValueError
