#> the loss from clipped probabilities | loss_clipped
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            dz = sigma(xb @ w + b) - yb
            w = w - lr * xb.T @ dz / len(xb)
            b = b - lr * np.mean(dz)
        p = np.clip(sigma(X @ w + b), 1e-12, 1 - 1e-12)
        history.append(float(np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))))
    return w, b, history

#> w from a sum, b from a mean | weights_summed
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            dz = sigma(xb @ w + b) - yb
            w = w - lr * xb.T @ dz
            b = b - lr * np.mean(dz)
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
    return w, b, history

#> the mean of the batch losses during the epoch | loss_during_epoch
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        losses = []
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            z = xb @ w + b
            losses.append(np.mean(np.logaddexp(0, z) - yb * z))
            dz = sigma(z) - yb
            w = w - lr * xb.T @ dz / len(xb)
            b = b - lr * np.mean(dz)
        history.append(float(np.mean(losses)))
    return w, b, history
