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
