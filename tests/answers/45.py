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


#> divides after float16; good reset missing; scale doubled always | count_not_restarted
def scaler_step(w, g, state, lr):
    state = dict(state)
    if not np.all(np.isfinite(g)):
        state["scale"] /= 2
        return w, state
    w = w - np.float32(lr)*g.astype(np.float32)/np.float32(state["scale"])
    state["good"] += 1
    if state["good"] == state["every"]:
        state["scale"] *= 2
    return w, state


#> masks the bad entries rather than skipping | one_step_late
def scaler_step(w, g, state, lr):
    g = g.astype(np.float32)
    ok = np.isfinite(g)
    new = np.where(ok, w - lr*g/state["scale"], w).astype(np.float32)
    s = dict(state)
    if ok.all():
        s["good"] += 1
        if s["good"] > s["every"]:
            s["scale"] *= 2; s["good"] = 0
    else:
        s["scale"] /= 2; s["good"] = 0
    return new, s


#> multiplied by scale, as one edit | other_operator
def scaler_step(w, g, state, lr):
    """Take one step with a scaled gradient, or skip it.

    w: float32 array (D,), the weights; not changed
    g: float16 array (D,), the gradient of scale * loss; not changed
    state: dict with "scale" (float), "good" (int) and "every" (int); may be changed
    lr: float

    Returns (next_w, state): next_w float32 array (D,); state has the same keys.
    """
    g = g.astype(np.float32)  # before the division, or small entries are lost again
    if not np.isfinite(g).all():
        # The scale was too large. The other entries may be right, but a step along
        # half a gradient points elsewhere.
        return w.copy(), {**state, "scale": state["scale"] / 2, "good": 0}
    next_w = w - np.float32(lr) * g * np.float32(state["scale"])
    scale, good = state["scale"], state["good"] + 1
    if good >= state["every"]:
        scale, good = scale * 2, 0  # it went well for a while: try more
    return next_w, {**state, "scale": scale, "good": good}


#> float64 master, finfo, mutated state, written otherwise | right
f = np.finfo(np.float16)
HALF = {"largest": float(f.max), "gap_above_1": f.eps, "smallest_positive": f.smallest_subnormal, "of_2049": np.float16(2049), "of_1_0001": np.float16(1.0001), "of_1e_minus_8": np.float16(1e-8)}
def scaler_step(w, g, state, lr):
    g = np.array(g, dtype=float)
    if np.isfinite(g.sum()):
        w = w.astype(float) - lr / state["scale"] * g
        state["good"] += 1
        if state["good"] == state["every"]:
            state["scale"] *= 2; state["good"] = 0
    else:
        state["scale"] *= .5; state["good"] = 0
    return w.astype(np.float32), state


#> doubled one good step late, as > for >= | argument_shifted
def scaler_step(w, g, state, lr):
    g = g.astype(np.float32)
    if not np.all(np.isfinite(g)):
        return w.copy(), dict(state, scale=state["scale"] / 2, good=0)
    new = w - np.float32(lr) * g / np.float32(state["scale"])
    good, scale = state["good"] + 1, state["scale"]
    if good > state["every"]:
        good, scale = 0, scale * 2
    return new, dict(state, scale=scale, good=good)
