#> best by /grad/; strict; n without ceil | argument_ignored, best_start, success_for_failure
def descend(grad, w0, lr, steps):
    for k in range(steps):
        g = grad(w0)
    return w0 - lr*g
def restarts(f, grad, starts, lr, steps):
    best = min(starts, key=f)
    w = best
    for _ in range(steps):
        w = w - lr*grad(w)
    return w, f(w)
def success_share(values, tol):
    return float(np.mean(np.array(values) < np.median(values) + tol))
def starts_needed(p, q):
    import math
    return math.ceil(math.log(q)/math.log(1-p))


#> best by /grad/; strict; n without ceil again | argument_ignored, best_start, success_for_failure
def descend(grad, w0, lr, steps):
    for k in range(steps):
        g = grad(w0)
    return w0 - lr*g
def restarts(f, grad, starts, lr, steps):
    best = min(starts, key=f)
    w = best
    for _ in range(steps):
        w = w - lr*grad(w)
    return w, f(w)
def success_share(values, tol):
    return float(np.mean(np.array(values) < np.median(values) + tol))
def starts_needed(p, q):
    import math
    return math.ceil(math.log(q)/math.log(1-p))


#> the end of the last start | last_end, chances_added
def restarts(f, grad, starts, lr, steps):
    for w in starts:
        for _ in range(steps): w = w - lr*grad(w)
    return w, f(w)
def starts_needed(p, q):
    return int(np.ceil(q/p))


#> restarts: start with the best end returned, as one edit | other_variable
def restarts(f, grad, starts, lr, steps):
    """Return (w, f(w)) at the end with the smallest f of the descents from all starts.

    f, grad: functions of a float, return a float
    starts: list of floats; lr: float; steps: int
    """
    best, lowest = None, np.inf
    for start in starts:
        end = descend(grad, start, lr, steps)
        # Neither the start nor the slope at the end says how deep the valley is.
        if f(end) < lowest:
            best, lowest = start, f(end)
    return best, lowest


#> share: below the minimum + tol strictly in orvor (relative), as one edit | relative_limit
def success_share(values, tol):
    """Return the share of the values that are at most the smallest + tol, a float.

    values: float array (R,); tol: float >= 0
    """
    # The mean of True and False is the share of True.
    return np.mean(values <= values.min() * (1 + tol))


#> share: tol alone, as one edit | part_left_out
def success_share(values, tol):
    """Return the share of the values that are at most the smallest + tol, a float.

    values: float array (R,); tol: float >= 0
    """
    # The mean of True and False is the share of True.
    return np.mean(values <= tol)


#> landscape: two digits, as one edit | rounded
LANDSCAPE = {
    # w at the bottom of the left valley
    "left_bottom": -1.30,
    # w at the bottom of the right valley
    "right_bottom": 1.13,
    # w at the top between them (uphill, the crest is a bottom)
    "crest": descend(lambda w: -slope(w), 0.0, 0.05, 1000),
    # the deeper valley: left or right (the term + w favours the negative side)
    "global": "left",
    # left or right (the valleys part at the crest, 0.17)
    "ball_from_0.1": "left",
    # left or right
    "ball_from_0.3": "right",
}


#> starts: 1 - q^n, as one edit | success_for_failure
def starts_needed(p, q):
    """Return the number of starts of which one succeeds with probability q, an int.

    p: float, the probability that a start succeeds, 0 < p < 1; q: float, 0 < q < 1
    """
    n = 0
    while (1 - p) ** n > q:  # 1 - the probability that all n fail
        n += 1
    return n


#> min with key, log formula, roots, written otherwise | right
import math
def restarts(f, grad, starts, lr, steps):
    ends = np.array(starts, float)
    for _ in range(steps): ends = np.array([e - lr * grad(e) for e in ends])
    v = np.array([f(e) for e in ends])
    return ends[v.argmin()], v.min()
def success_share(values, tol):
    v = sorted(values)
    return sum(1 for a in v if a - v[0] <= tol) / len(v)
def starts_needed(p, q):
    return math.ceil(math.log(1 - q) / math.log(1 - p) - 1e-12)
r = np.sort(np.roots([4, 0, -6, 1]).real)
LANDSCAPE = {"left_bottom": r[0], "right_bottom": r[2], "crest": r[1], "global": "Left", "ball_from_0.1": "left ", "ball_from_0.3": "right"}


#> the smallest weight kept | smallest_weight
def restarts(f, grad, starts, lr, steps):
    best, lowest = (None, np.inf)
    for start in starts:
        end = descend(grad, start, lr, steps)
        if best is None or end < best:
            best, lowest = (end, f(end))
    return (best, lowest)


#> values near zero counted, none is | zero_everywhere
def success_share(values, tol):
    return np.mean(np.abs(values) <= tol)
