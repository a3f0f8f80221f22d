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
#> the score of class 0 comes first | difference_reversed
def single_score(z):
    return z[:, 0] - z[:, 1]


#> the logarithm of the odds of a softmax | log_of_probabilities
def single_score(z):
    p = np.exp(z - z.max(axis=1, keepdims=True))
    p = p / p.sum(axis=1, keepdims=True)
    return np.log(p[:, 1] / p[:, 0])


#> the probability itself | probability_returned
def single_score(z):
    return 1 / (1 + np.exp(z[:, 0] - z[:, 1]))


#> mse for a distribution of any shape | gaussian_assumed
output_units["arbitrary loss"] = "MSE"


#> a product with (-1, 1) | right
def single_score(z):
    return z @ [-1, 1]
