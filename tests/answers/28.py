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
