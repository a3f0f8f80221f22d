#> ZH in place of UH in the gradient of WO | scores_for_units
right = two_layer_backward


def two_layer_backward(p, cache):
    grads = dict(right(p, cache))
    dZ = np.exp(cache["ZO"] - cache["ZO"].max(axis=1, keepdims=True))
    dZ = dZ / dZ.sum(axis=1, keepdims=True) - cache["Y"]
    return {**grads, "WO": dZ.T @ cache["ZH"]}


#> bH is not summed | bias_not_summed
right = two_layer_backward


def two_layer_backward(p, cache):
    dZ = np.exp(cache["ZO"] - cache["ZO"].max(axis=1, keepdims=True))
    dZ = dZ / dZ.sum(axis=1, keepdims=True) - cache["Y"]
    return {**right(p, cache), "bH": dZ @ p["WO"] * cache["UH"] * (1 - cache["UH"])}
