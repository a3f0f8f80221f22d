#> stops when the step is small | stopped_early
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        new = w - lr * grad(w)
        if np.linalg.norm(new - w) < 1e-6:
            break
        w = new
        path.append(w)
    return np.array(path)

#> stops when the gradient is zero | stopped_early
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        g = grad(w)
        if np.all(g == 0):
            break
        w = w - lr * g
        path.append(w)
    return np.array(path)

#> a while loop with a tolerance | stopped_early
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    k = 0
    while k < steps and np.max(np.abs(grad(w))) > 1e-8:
        w = w - lr * grad(w)
        path.append(w)
        k += 1
    return np.array(path)

#> only the last point is returned | last_point_only
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    for _ in range(steps):
        w = w - lr * grad(w)
    return w

#> uphill | ascent
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w = w + lr * grad(w)
        path.append(w)
    return np.array(path)

#> weights changed in place | rows_aliased
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w)
    return np.array(path)


#> upwards | ascent
def gradient_descent(grad, w0, lr, steps):
    w, path = np.array(w0, dtype=float), [np.array(w0, dtype=float)]
    for _ in range(steps):
        w = w + lr * grad(w)
        path.append(w)
    return np.array(path)


#> the start left out | start_missing
def gradient_descent(grad, w0, lr, steps):
    w, path = np.array(w0, dtype=float), []
    for _ in range(steps):
        w = w - lr * grad(w)
        path.append(w)
    return np.array(path)


#> one step too few | last_missing
def gradient_descent(grad, w0, lr, steps):
    w, path = np.array(w0, dtype=float), [np.array(w0, dtype=float)]
    for _ in range(steps - 1):
        w = w - lr * grad(w)
        path.append(w)
    return np.array(path)


#> one array, changed in place | rows_aliased
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, dtype=float)
    path = [w]
    for _ in range(steps):
        w -= lr * grad(w)
        path.append(w)
    return np.array(path)


#> the gradient at the start | gradient_not_refreshed
def gradient_descent(grad, w0, lr, steps):
    w, path = np.array(w0, dtype=float), [np.array(w0, dtype=float)]
    g = grad(w)
    for _ in range(steps):
        w = w - lr * g
        path.append(w)
    return np.array(path)


#> the rate fixed | argument_ignored
def gradient_descent(grad, w0, lr, steps):
    w, path = np.array(w0, dtype=float), [np.array(w0, dtype=float)]
    for _ in range(steps):
        w = w - 0.1 * grad(w)
        path.append(w)
    return np.array(path)


#> the rate forgotten | rate_missing
def gradient_descent(grad, w0, lr, steps):
    w, path = np.array(w0, dtype=float), [np.array(w0, dtype=float)]
    for _ in range(steps):
        w = w - grad(w)
        path.append(w)
    return np.array(path)
#> rows for weight 0 | axes_exchanged
def landscape(f, w0, w1):
    out = np.empty((len(w0), len(w1)))
    for i, a in enumerate(w0):
        for j, b in enumerate(w1):
            out[i, j] = f(np.array([a, b]))
    return out


#> meshgrid in the order of a matrix | axes_exchanged
def landscape(f, w0, w1):
    A, B = np.meshgrid(w0, w1, indexing="ij")
    return np.array([f(p) for p in np.column_stack([A.ravel(), B.ravel()])]).reshape(A.shape)


#> column and row | column_first
def path_on_map(path, w0, w1):
    return np.array([[np.abs(w0 - p).argmin(), np.abs(w1 - q).argmin()] for p, q in path])


#> rounded without the edges | off_the_map
def path_on_map(path, w0, w1):
    rows = np.round((path[:, 1] - w1[0]) / (w1[1] - w1[0]))
    columns = np.round((path[:, 0] - w0[0]) / (w0[1] - w0[0]))
    return np.stack([rows, columns], axis=1).astype(int)


#> meshgrid and a list of lists | right
def landscape(f, w0, w1):
    A, B = np.meshgrid(w0, w1)
    return [[f(np.array(p)) for p in zip(a, b)] for a, b in zip(A, B)]


#> appends the same array; walk of rows alias | rows_aliased, axes_exchanged, column_first
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, float)
    walk = [w]
    for k in range(steps):
        w -= lr*grad(w)
        walk.append(w)
    return np.array(walk)
def landscape(f, w0, w1):
    return np.array([[f(np.array([a, b])) for b in w1] for a in w0])
def path_on_map(path, w0, w1):
    return np.array([[np.argmin(np.abs(w0-p[0])), np.argmin(np.abs(w1-p[1]))] for p in path])


#> Nesterov-like; searchsorted for path | ascent, rounded_up
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, float)
    walk = [w.copy()]
    for k in range(steps):
        w = w + lr*grad(w)
        walk.append(w)
    return np.array(walk)
def path_on_map(path, w0, w1):
    cols = np.clip(np.searchsorted(w0, path[:, 0]), 0, len(w0)-1)
    rows = np.clip(np.searchsorted(w1, path[:, 1]), 0, len(w1)-1)
    return np.stack([rows, cols], axis=1)


#> np.vstack accumulate | right
from itertools import accumulate, repeat
def gradient_descent(grad, w0, lr, steps):
    w0 = np.asarray(w0, float)
    return np.array(list(accumulate(repeat(None, steps), lambda w, _: w - lr*np.asarray(grad(w)), initial=w0)))
def landscape(f, w0, w1):
    return np.apply_along_axis(f, -1, np.stack(np.meshgrid(w0, w1), -1))
def path_on_map(path, w0, w1):
    c = np.abs(path[:, :1]-w0).argmin(1)
    r = np.abs(path[:, 1:]-w1).argmin(1)
    return np.c_[r, c]


#> the step grows with the number of the step | rate_shrinks, weights_exchanged
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, float)
    walk = [w]
    for k in range(steps):
        w = w - lr/(k + 1)*grad(w)
        walk.append(w)
    return np.array(walk)
def landscape(f, w0, w1):
    A, B = np.meshgrid(w0, w1)
    return np.array([[f(np.array([B[r, c], A[r, c]])) for c in range(len(w0))] for r in range(len(w1))])


#> a history without the last point, squared distance over both axes for the map | last_missing
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, float)
    walk = []
    for k in range(steps):
        walk.append(w)
        w = w - lr*grad(w)
    return np.array(walk)


#> one step too many | one_too_many, rows_flipped
def gradient_descent(grad, w0, lr, steps):
    w = np.array(w0, float)
    walk = [w]
    for k in range(steps + 1):
        w = w - lr*grad(w)
        walk.append(w)
    return np.array(walk)
def landscape(f, w0, w1):
    return np.array([[f(np.array([a, b])) for a in w0] for b in w1[::-1]])


#> a shrinking swing taken for an oscillation | sign_change_read_as_oscillation
CONVERGENCE = {'0.1': 'converges', '0.9': 'oscillates', '1.0': 'oscillates', '1.1': 'diverges'}
