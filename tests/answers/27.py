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


#> 1/m in dZ1 and once more | constant_factor
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    m = len(X)
    dZO = (P - Y) / m
    dZH = dZO @ p["WO"] * UH * (1 - UH)
    return {"WH": dZH.T @ X / m, "bH": dZH.sum(axis=0) / m, "WO": dZO.T @ UH / m, "bO": dZO.sum(axis=0) / m}


#> everything averaged | all_averaged
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    dZO = P - Y
    dZH = dZO @ p["WO"] * UH * (1 - UH)
    m = len(X)
    return {"WH": dZH.T @ X / m, "bH": dZH.sum(axis=0) / m, "WO": dZO.T @ UH / m, "bO": dZO.sum(axis=0) / m}


#> multiplied by ZH as well | slope_times_score
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    dZO = P - Y
    dZH = dZO @ p["WO"] * UH * (1 - UH) * cache["ZH"]
    return {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dZO.T @ UH, "bO": dZO.sum(axis=0)}


#> 1 - u squared, as the notebook says | tanh_slope
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    dZO = P - Y
    dZH = dZO @ p["WO"] * (1 - np.power(UH, 2))
    return {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dZO.T @ UH, "bO": dZO.sum(axis=0)}


#> axis=1, keepdims=True in db | other_axis
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    dZO = P - Y
    dZH = dZO @ p["WO"] * UH * (1 - UH)
    return {"WH": dZH.T @ X, "bH": dZH.sum(axis=1, keepdims=True), "WO": dZO.T @ UH, "bO": dZO.sum(axis=1, keepdims=True)}


#> names of another course | wrong_keys
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    dZO = P - Y
    dZH = dZO @ p["WO"] * UH * (1 - UH)
    return {"dW1": dZH.T @ X, "db1": dZH.sum(axis=0), "dW2": dZO.T @ UH, "db2": dZO.sum(axis=0)}


#> the key misspelt | key_not_there
def two_layer_backward(p, cache):
    return {"WH": cache["A1"].T @ cache["X"]}


#> sigmoid outputs | sigmoid_for_softmax
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    dZO = 1 / (1 + np.exp(-ZO)) - Y
    dZH = dZO @ p["WO"] * UH * (1 - UH)
    return {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": dZO.T @ UH, "bO": dZO.sum(axis=0)}


#> the binary loss | binary_form
right = two_layer_forward
def two_layer_forward(X, Y, p):
    J, cache = right(X, Y, p)
    P = np.exp(cache["ZO"] - cache["ZO"].max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    return float(-np.sum(Y * np.log(P) + (1 - Y) * np.log(1 - P))), cache


#> the loss averaged | loss_averaged
right = two_layer_forward
def two_layer_forward(X, Y, p):
    J, cache = right(X, Y, p)
    return J / len(X), cache


#> averaged over all entries | constant_factor
right = two_layer_forward
def two_layer_forward(X, Y, p):
    J, cache = right(X, Y, p)
    return J / Y.size, cache


#> relu hidden units | other_hidden_activation
def two_layer_forward(X, Y, p):
    ZH = X @ p["WH"].T + p["bH"]
    UH = np.maximum(0, ZH)
    ZO = UH @ p["WO"].T + p["bO"]
    s = ZO - ZO.max(axis=1, keepdims=True)
    J = -np.sum(Y * (s - np.log(np.exp(s).sum(axis=1, keepdims=True))))
    return float(J), {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "ZO": ZO}


#> loops over examples | right
def two_layer_backward(p, cache):
    g = {k: np.zeros_like(v) for k, v in p.items()}
    for x, y, u, z in zip(cache["X"], cache["Y"], cache["UH"], cache["ZO"]):
        e = np.exp(z - z.max()); d = e / e.sum() - y
        h = (p["WO"].T @ d) * u * (1 - u)
        g["WO"] += np.outer(d, u); g["bO"] += d; g["WH"] += np.outer(h, x); g["bH"] += h
    return g


#> the last example only | last_example_only
def two_layer_backward(p, cache):
    for x, y, u, z in zip(cache["X"], cache["Y"], cache["UH"], cache["ZO"]):
        e = np.exp(z - z.max()); d = e / e.sum() - y
        h = (p["WO"].T @ d) * u * (1 - u)
        g = {"WO": np.outer(d, u), "bO": d, "WH": np.outer(h, x), "bH": h}
    return g


#> dUH by UH | activation_for_slope
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    P = np.exp(ZO - ZO.max(axis=1, keepdims=True)); P /= P.sum(axis=1, keepdims=True)
    d = P - Y
    dZH = (d @ p["WO"]) * UH
    return {"WH": dZH.T @ X, "bH": dZH.sum(axis=0), "WO": d.T @ UH, "bO": d.sum(axis=0)}


#> WO of (in,out), mean loss | loss_averaged, slope_at_score
def two_layer_forward(X, Y, p):
    ZH = X @ p["WH"].T + p["bH"]
    UH = 1/(1+np.exp(-ZH))
    ZO = UH @ p["WO"].T + p["bO"]
    m = ZO.max(axis=1, keepdims=True)
    lse = m[:, 0] + np.log(np.exp(ZO-m).sum(axis=1))
    J = np.mean(lse - (Y*ZO).sum(axis=1))
    return J, dict(X=X, Y=Y, ZH=ZH, UH=UH, ZO=ZO)
def two_layer_backward(p, cache):
    X, Y, ZH, UH, ZO = (cache[k] for k in ("X", "Y", "ZH", "UH", "ZO"))
    e = np.exp(ZO-ZO.max(axis=1, keepdims=True))
    P = e/e.sum(axis=1, keepdims=True)
    dZO = P - Y
    dUH = dZO @ p["WO"]
    dZH = dUH*ZH*(1-ZH)
    return dict(WH=dZH.T @ X, bH=dZH.sum(axis=0), WO=dZO.T @ UH, bO=dZO.sum(axis=0))


#> the forward pass gives probabilities as the scores | probabilities_for_scores, constant_factor
def two_layer_forward(X, Y, p):
    ZH = X @ p["WH"].T + p["bH"]
    UH = 0.5*(1 + np.tanh(ZH/2))
    ZO = UH @ p["WO"].T + p["bO"]
    e = np.exp(ZO - ZO.max(axis=1, keepdims=True))
    P = e/e.sum(axis=1, keepdims=True)
    return -np.sum(Y*np.log(P)), {"X": X, "Y": Y, "ZH": ZH, "UH": UH, "ZO": P}
def two_layer_backward(p, cache):
    X, Y, UH, ZO = (cache[k] for k in ("X", "Y", "UH", "ZO"))
    e = np.exp(ZO - ZO.max(axis=1, keepdims=True))
    d = e/e.sum(axis=1, keepdims=True) - Y
    dH = (d @ p["WO"])*UH*(1 - UH)
    return {"WH": dH.T @ X, "bH": dH.sum(axis=0), "WO": d.T @ X if X.shape[1] == UH.shape[1] else d.T @ UH, "bO": d.mean(axis=0)}


#> the error of the output not handed through WO | all_averaged
def two_layer_backward(p, cache):
    X, Y, UH, ZO = (cache[k] for k in ("X", "Y", "UH", "ZO"))
    e = np.exp(ZO - ZO.max(axis=1, keepdims=True))
    d = (e/e.sum(axis=1, keepdims=True) - Y)/len(X)
    dH = (d @ p["WO"])*UH*(1 - UH)
    return {"WH": dH.T @ X, "bH": dH.sum(axis=0), "WO": d.T @ UH, "bO": d.sum(axis=0)}


#> P(1 - P) in the error of the output | output_slope_added
def two_layer_backward(p, cache):
    X, Y, UH, ZO = cache["X"], cache["Y"], cache["UH"], cache["ZO"]
    e = np.exp(ZO - ZO.max(axis=1, keepdims=True))
    P = e / e.sum(axis=1, keepdims=True)
    dZO = (P - Y) * P * (1 - P)
    dZH = (dZO @ p["WO"]) * UH * (1 - UH)
    return {"WO": dZO.T @ UH, "bO": dZO.sum(axis=0), "WH": dZH.T @ X, "bH": dZH.sum(axis=0)}
