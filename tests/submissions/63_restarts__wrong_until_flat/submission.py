"""A rate that halves, an end that is rounded, a tolerance taken as a share, a share rounded to percent."""


def descend(grad, w0, lr, steps):
    w = w0
    for _ in range(steps):
        w -= lr * grad(w)
        lr *= 0.5
    return w


def restarts(f, grad, starts, lr, steps):
    ends = [round(descend(grad, s, lr, steps), 2) for s in starts]
    return min(ends), f(min(ends))


def success_share(values, tol):
    return sum(v <= min(values) * (1 + tol) for v in values) / len(values)


def starts_needed(p, q):
    return int(q / p) + 1


LANDSCAPE = {
    "left_bottom": -1.3,
    "right_bottom": 1.13,
    "crest": 0.17,
    "global": "both",
    "ball_from_0.1": "left",
    "ball_from_0.3": 1,
}
