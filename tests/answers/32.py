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


#> weights summed over the batch, not averaged | gradient_summed
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            dz = sigma(xb @ w + b) - yb
            w = w - lr * xb.T @ dz
            b = b - lr * np.sum(dz)
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
    return w, b, history


#> nothing shuffled | not_shuffled
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        for k in range(0, n, B):
            xb, yb = X[k : k + B], y[k : k + B]
            dz = sigma(xb @ w + b) - yb
            w = w - lr * xb.T @ dz / len(xb)
            b = b - lr * np.mean(dz)
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
    return w, b, history


#> ascent | ascent
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            dz = yb - sigma(xb @ w + b)
            w = w - lr * xb.T @ dz / len(xb)
            b = b - lr * np.mean(dz)
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
    return w, b, history


#> the bias never moves | bias_not_trained
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            dz = sigma(xb @ w + b) - yb
            w = w - lr * xb.T @ dz / len(xb)
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
    return w, b, history


#> the loss before the epoch | loss_before_update
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            dz = sigma(xb @ w + b) - yb
            w = w - lr * xb.T @ dz / len(xb)
            b = b - lr * np.mean(dz)
    return w, b, history


#> probabilities in place of labels | probabilities_returned
def predict(X, w, b):
    return sigma(X @ w + b)


#> the threshold on the score | half_on_score
def predict(X, w, b):
    return (X @ w + b > 0.5).astype(int)


#> the bias forgotten | bias_forgotten
def predict(X, w, b):
    return (X @ w > 0).astype(int)


#> numbers for words | categories_numbered
def encode_heart(rows):
    X = []
    for row in rows:
        X.append([CHEST_PAIN.index(row[k]) if k == "ChestPain" else THAL.index(row[k]) if k == "Thal" else row[k] for k in COLUMNS])
    return np.array(X, dtype=float), np.array([1 if row["AHD"] == "Yes" else 0 for row in rows])


#> the labels turned round | labels_flipped
right = encode_heart
def encode_heart(rows):
    X, y = right(rows)
    return X, 1 - y


#> shuffle of indices | right
def train_logistic(X, y, lr, epochs, B, rng):
    w, b, hist = np.zeros(X.shape[1]), 0.0, []
    idx = np.arange(len(X))
    for _ in range(epochs):
        rng.shuffle(idx)
        for k in range(0, len(X), B):
            p = idx[k : k + B]
            z = X[p] @ w + b
            e = np.where(z >= 0, 1 / (1 + np.exp(-np.abs(z))), np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z)))) - y[p]
            w, b = w - lr * (e @ X[p]) / len(p), b - lr * e.mean()
        z = X @ w + b
        hist.append(np.mean(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - y * z))
    return w, b, hist


#> shuffled once before training | shuffled_once
def train_logistic(X, y, lr, epochs, B, rng):
    w, b, hist = np.zeros(X.shape[1]), 0.0, []
    order = rng.permutation(len(X))
    X, y = X[order], y[order]
    for _ in range(epochs):
        for k in range(0, len(X), B):
            z = X[k : k + B] @ w + b
            e = sigma(z) - y[k : k + B]
            w, b = w - lr * (e @ X[k : k + B]) / len(e), b - lr * e.mean()
        z = X @ w + b
        hist.append(np.mean(np.logaddexp(0, z) - y * z))
    return w, b, hist


#> history from last batch; predict above .5 of score; columns sorted | bias_summed, half_on_score
def predict(X, w, b):
    return (X @ w + b > 0.5).astype(int)
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for e in range(epochs):
        order = rng.permutation(n)
        for s in range(0, n, B):
            i = order[s:s+B]
            p = 1/(1+np.exp(-(X[i] @ w + b)))
            w = w - lr*X[i].T @ (p-y[i])/len(i)
            b = b - lr*np.sum(p-y[i])
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y*z)))
    return w, b, history


#> the weights updated after the bias with new probabilities | plus_minus_one
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    s = lambda z: 1/(1 + np.exp(-z))
    for e in range(epochs):
        order = rng.permutation(n)
        for i in range(0, n, B):
            k = order[i:i + B]
            b = b - lr*np.mean(s(X[k] @ w + b) - y[k])
            w = w - lr*X[k].T @ (s(X[k] @ w + b) - y[k])/len(k)
        z = X @ w + b
        history.append(float(np.mean(np.logaddexp(0, z) - y*z)))
    return w, b, history
def predict(X, w, b):
    return np.sign(X @ w + b)


#> the order drawn once for all epochs, loss summed | shuffled_once, constant_factor
def train_logistic(X, y, lr, epochs, B, rng):
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    order = rng.permutation(n)
    for e in range(epochs):
        for i in range(0, n, B):
            k = order[i:i + B]
            d = 1/(1 + np.exp(-(X[k] @ w + b))) - y[k]
            w = w - lr*X[k].T @ d/len(k)
            b = b - lr*d.mean()
        z = X @ w + b
        history.append(float(np.sum(np.logaddexp(0, z) - y*z)))
    return w, b, history
def predict(X, w, b):
    return (1/(1 + np.exp(-(X @ w + b)))).round(1)


#> categories in the order of the alphabet | categories_sorted
def one_hot(value, categories):
    if value not in categories:
        raise ValueError(f'unknown category {value!r}, expected one of {categories}')
    return [1.0 if value == category else 0.0 for category in sorted(categories)]
