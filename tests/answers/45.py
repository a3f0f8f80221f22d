#> not divided by the scale | not_unscaled
right = scaler_step
def scaler_step(w, g, state, lr):
    n, s = right(w, g * np.float16(1), {**state, "scale": 1.0}, lr)
    _, s = right(w, g, state, lr)
    return n, s


#> the step taken anyway | overflow_applied
def scaler_step(w, g, state, lr):
    g = g.astype(np.float32)
    next_w = w - np.float32(lr) * g / np.float32(state["scale"])
    if not np.isfinite(g).all():
        return next_w, {**state, "scale": state["scale"] / 2, "good": 0}
    scale, good = state["scale"], state["good"] + 1
    if good >= state["every"]:
        scale, good = scale * 2, 0
    return next_w, {**state, "scale": scale, "good": good}


#> the count never reset | count_kept
def scaler_step(w, g, state, lr):
    g = g.astype(np.float32)
    if not np.isfinite(g).all():
        return w.copy(), {**state, "scale": state["scale"] / 2}
    next_w = w - np.float32(lr) * g / np.float32(state["scale"])
    scale, good = state["scale"], state["good"] + 1
    if good >= state["every"]:
        scale, good = scale * 2, 0
    return next_w, {**state, "scale": scale, "good": good}
