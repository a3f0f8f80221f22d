#> the gradient of the sum, argmin, the right pairs counted as well | gradient_summed, score_returned, hard_coded, hits_counted
def loss(params, X, y):
    U = 0.5*(1 + np.tanh((X @ params["W1"] + params["b1"])/2))
    z = U @ params["W2"] + params["b2"]
    lse = np.logaddexp.reduce(z, axis=1)
    J = np.mean(lse - z[np.arange(len(y)), y])
    d = np.exp(z - lse[:, None]); d[np.arange(len(y)), y] -= 1
    dU = d @ params["W2"].T*U*(1 - U)
    return J, {"W1": X.T @ dU, "b1": dU.sum(0), "W2": U.T @ d, "b2": d.sum(0)}
def predict(params, X):
    U = 0.5*(1 + np.tanh((X @ params["W1"] + params["b1"])/2))
    return np.max(U @ params["W2"] + params["b2"], axis=1)
def most_confused(y, p):
    from collections import Counter
    return Counter(zip(y.tolist(), p.tolist())).most_common(1)[0][0]
def evaluate(params, train, test):
    return tuple(float(np.mean(predict(params, X) != y)) for X, y in (train, test))


#> loss: binary cross-entropy with sigmoids, as one edit | binary_form
def loss(params, X, y):
    U, z = forward(params, X)
    p = sigma(z); Y = np.eye(z.shape[1])[y]; N = len(y)
    J = -(Y * np.log(p + 1e-12) + (1 - Y) * np.log(1 - p + 1e-12)).sum() / N
    dz = (p - Y) / N
    da = dz @ params["W2"].T * U * (1 - U)
    return J, {"W1": X.T @ da, "b1": da.sum(0), "W2": U.T @ dz, "b2": dz.sum(0)}


#> predict: no hidden sigmoid, as one edit | call_left_out
def predict(params, X):
    """Return the predicted classes, an int array (N,).

    params: dict as in loss; X: float array (N, D)
    """
    # Softmax keeps the order of the scores, so the scores decide.
    return ((X @ params['W1'] + params['b1']) @ params['W2'] + params['b2']).argmax(axis=1)


#> evaluate: percent, as one edit | percent
def evaluate(params, train, test):
    """Return the shares of right predictions on both sets, two floats.

    params: dict as in loss; train, test: pairs (X, y)
    """
    # The first says what was learnt, maybe by heart; the second what it is worth.
    shares = [float(100 * np.mean(predict(params, X) == y)) for X, y in (train, test)]
    return shares[0], shares[1]


#> evaluate: counts, as one edit | counted
def evaluate(params, train, test):
    """Return the shares of right predictions on both sets, two floats.

    params: dict as in loss; train, test: pairs (X, y)
    """
    # The first says what was learnt, maybe by heart; the second what it is worth.
    shares = [float(np.sum(predict(params, X) == y)) for X, y in (train, test)]
    return shares[0], shares[1]


#> most_confused: counts[y, p] += 1, as one edit | repeats_lost
def most_confused(y, p):
    """Return the most frequent wrong pair (label, prediction), two ints.

    y: int array (N,) of labels; p: int array (N,) of predictions
    """
    counts = np.zeros((10, 10), dtype=int)
    counts[y, p] += 1  # counts[y, p] += 1 would count a pair only once
    np.fill_diagonal(counts, 0)  # right answers must not win
    label, prediction = np.unravel_index(counts.argmax(), counts.shape)
    return int(label), int(prediction)


#> own layout, Counter, He start, written otherwise | right
from collections import Counter
def loss(params, X, y):
    H = 1 / (1 + np.exp(-(X @ params["W1"] + params["b1"])))
    s = H @ params["W2"] + params["b2"]
    top = s.max(1); lse = top + np.log(np.exp(s - top[:, None]).sum(1))
    N = len(y); Y = np.zeros_like(s); Y[range(N), y] = 1
    d = (np.exp(s - lse[:, None]) - Y) / N
    e = np.einsum("nc,hc->nh", d, params["W2"]) * (H - H ** 2)
    return np.mean(lse - (s * Y).sum(1)), dict(b2=d.sum(0), W2=H.T @ d, b1=e.sum(0), W1=X.T @ e)
def most_confused(y, p):
    return Counter((int(a), int(b)) for a, b in zip(y, p) if a != b).most_common(1)[0][0]


#> fit without a history | history_missing
def fit(X, y, n_hidden, epochs, batch_size, lr, rng):
    params = {'W1': 0.3 * rng.normal(size=(X.shape[1], n_hidden)), 'b1': np.zeros(n_hidden), 'W2': 0.3 * rng.normal(size=(n_hidden, 10)), 'b2': np.zeros(10)}
    m = {name: np.zeros_like(array) for name, array in params.items()}
    v = {name: np.zeros_like(array) for name, array in params.items()}
    t, history = (0, [])
    for _ in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for k in range(0, len(X), batch_size):
            i = order[k:k + batch_size]
            J, grads = loss(params, X[i], y[i])
            t += 1
            for name, g in grads.items():
                m[name] = 0.9 * m[name] + 0.1 * g
                v[name] = 0.999 * v[name] + 0.001 * g ** 2
                mhat, vhat = (m[name] / (1 - 0.9 ** t), v[name] / (1 - 0.999 ** t))
                params[name] = params[name] - lr * mhat / (np.sqrt(vhat) + 1e-08)
            total += J * len(i)
        history.append(total / len(X))
    return params
