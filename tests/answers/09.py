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


#> decide thresholds scores at one half, multiclass returns one-hot, p_y0 gives p_y1 | half_threshold_on_scores, gave_p_y1, difference_reversed
def decide(z, kind):
    if kind == "binary":
        return (z > 0.5).astype(int)
    elif kind == "multiclass":
        return (z == z.max(axis=1, keepdims=True)).astype(int)
    elif kind == "multilabel":
        return (z > 0.5).astype(int)
    elif kind == "regression":
        return z
    raise ValueError(kind)
def p_y0(z):
    return 1/(1+np.exp(-z))
def single_score(z):
    return z[:, 0] - z[:, 1]


#> multilabel by softmax argmax, no ValueError, unstable p_y0, single_score ratio | argmax_axis, exp_form_overflows, probability_returned
def decide(z, kind):
    if kind == "binary":
        return np.where(1/(1+np.exp(-z)) > 0.5, 1, 0)
    if kind == "multiclass":
        return np.argmax(z, axis=0)
    if kind == "multilabel":
        return np.argmax(z, axis=1)
    return z
def p_y0(z):
    p = np.exp(z)/(1+np.exp(z))
    return 1 - p
def single_score(z):
    e = np.exp(z)
    return e[:, 1]/(e[:, 0]+e[:, 1])


#> dispatch dict | right
def decide(z, kind):
    table = {"binary": lambda: np.heaviside(z, 0), "multiclass": lambda: z.argmax(1), "multilabel": lambda: z > 0, "regression": lambda: z.copy()}
    try:
        return table[kind]()
    except KeyError:
        raise ValueError(f"unknown kind {kind!r}") from None
def p_y0(z):
    return np.exp(-np.logaddexp(0, z))
def single_score(z):
    return np.diff(z, axis=1)[:, 0]


#> decide: numbers rounded to whole ones | whole_numbers
def decide(z, kind):
    if kind in ('binary', 'multilabel'):
        return (z > 0).astype(int)
    if kind == 'multiclass':
        return z.argmax(axis=1)
    if kind == 'regression':
        return z.round()
    raise ValueError(f'unknown kind of task: {kind!r}')


#> another kind is answered with None | not_refused
def decide(z, kind):
    if kind in ('binary', 'multilabel'):
        return (z > 0).astype(int)
    if kind == 'multiclass':
        return z.argmax(axis=1)
    if kind == 'regression':
        return z.copy()
    return None
