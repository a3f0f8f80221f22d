"""Exercise 59, solved: a network that reads digits, and what it gets wrong."""

import numpy as np

# Given: the digits. Which of the seven segments a to g are on, where they lie in a
# picture of 8 rows and 5 columns, and a way to look at them.

SEG = {
    0: "abcdef", 1: "bc", 2: "abged", 3: "abgcd", 4: "fgbc",
    5: "afgcd", 6: "afgedc", 7: "abc", 8: "abcdefg", 9: "abcdfg",
}  # fmt: skip
CELL = {
    "a": [(0, 1), (0, 2)], "b": [(1, 3), (2, 3)], "c": [(4, 3), (5, 3)],
    "d": [(6, 1), (6, 2)], "e": [(4, 0), (5, 0)], "f": [(1, 0), (2, 0)],
    "g": [(3, 1), (3, 2)],
}  # fmt: skip


def digits(n, rng):
    """Return n pictures and their labels.

    Returns X, a float array (n, 40) of grey values, and y, an int array (n,), 0 to 9.
    """
    y = rng.integers(0, 10, n)
    X = 0.15 * rng.normal(size=(n, 8, 5))
    for k in range(n):
        i, j = rng.integers(0, 2, 2)
        for s in SEG[y[k]]:
            for p, q in CELL[s]:
                X[k, p + i, q + j] += rng.uniform(0.6, 1)
    return X.reshape(n, 40), y


def picture(X):
    """Return the pictures X (n, 40), side by side, as text of 8 lines."""
    shades = np.array(list(" .:*#"))
    greys = shades[np.clip(X * 5, 0, 4).astype(int)].reshape(len(X), 8, 5)
    lines = ("   ".join("".join(row) for row in rows) for rows in greys.swapaxes(0, 1))
    return "\n".join(lines)


def caption(words):
    """Return the words, each below its picture."""
    return "   ".join(f"{word!s:^5}" for word in words)


def look(n=9):
    """Print some digits; train; print some of those that are then confused."""
    rng = np.random.default_rng(1)
    X, y = digits(1500, rng)
    print(picture(X[:n]), "\n" + caption(y[:n]), sep="\n")
    try:
        params, _ = fit(X, y, 40, 20, 50, 0.02, rng)
        X, y = digits(1000, rng)
        p = predict(params, X)
    except NotImplementedError:
        print("\nWrite loss, fit and predict to see what a network makes of them.")
        return
    wrong = np.flatnonzero(p != y)
    print(f"\n{len(wrong)} of 1000 new pictures are read wrongly:\n")
    words = [f"{y[i]}: {p[i]}?" for i in wrong[:n]]
    print(picture(X[wrong[:n]]), "\n" + caption(words), sep="\n")


# To write.


def sigma(z):
    """Return 1/(1 + e^-z), written so that it cannot overflow."""
    return 0.5 + 0.5 * np.tanh(z / 2)


def forward(params, X):
    """Return the hidden outputs (N, H) and the scores (N, C)."""
    U = sigma(X @ params["W1"] + params["b1"])
    return U, U @ params["W2"] + params["b2"]


def loss(params, X, y):
    """Return (J, grads), the mean cross-entropy and its gradients.

    params: dict of float arrays "W1" (D, H), "b1" (H,), "W2" (H, C), "b2" (C,)
    X: float array (N, D); y: int array (N,), 0 to C - 1

    J is a float, grads a dict with the keys and shapes of params.
    """
    U, z = forward(params, X)
    each = np.arange(len(y))
    # log-softmax: the highest score of each row becomes 0, so no exponential can
    # overflow, and the sum is at least 1, so no logarithm meets a 0.
    z = z - z.max(axis=1, keepdims=True)
    logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    J = -logp[each, y].mean()
    # Backwards: softmax minus one-hot. The 1/N of the mean is in it from here on.
    dz = np.exp(logp)
    dz[each, y] -= 1
    dz /= len(y)
    dU = dz @ params["W2"].T
    da = dU * U * (1 - U)  # through the slope of the hidden sigmoids
    grads = {"W1": X.T @ da, "b1": da.sum(axis=0), "W2": U.T @ dz, "b2": dz.sum(axis=0)}
    return float(J), grads


def predict(params, X):
    """Return the predicted classes, an int array (N,).

    params: dict as in loss; X: float array (N, D)
    """
    # Softmax keeps the order of the scores, so the scores decide.
    return forward(params, X)[1].argmax(axis=1)


def fit(X, y, n_hidden, epochs, batch_size, lr, rng):
    """Train a network by minibatches, one Adam update per batch.

    X: float array (N, D); y: int array (N,), 0 to 9
    n_hidden, epochs, batch_size: ints; lr: float
    rng: numpy Generator, the only source of randomness

    Returns (params, history): a dict as in loss, and a list of `epochs` floats, the
    mean loss of each epoch.
    """
    # Random weights: units that start alike get the same gradients and stay alike.
    params = {
        "W1": 0.3 * rng.normal(size=(X.shape[1], n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": 0.3 * rng.normal(size=(n_hidden, 10)),
        "b2": np.zeros(10),
    }
    # Made once: averages and count must outlive the batch and the epoch.
    m = {name: np.zeros_like(array) for name, array in params.items()}
    v = {name: np.zeros_like(array) for name, array in params.items()}
    t, history = 0, []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for k in range(0, len(X), batch_size):
            i = order[k : k + batch_size]
            J, grads = loss(params, X[i], y[i])  # the same i: pictures keep their labels
            t += 1
            for name, g in grads.items():
                m[name] = 0.9 * m[name] + 0.1 * g
                v[name] = 0.999 * v[name] + 0.001 * g**2
                mhat, vhat = m[name] / (1 - 0.9**t), v[name] / (1 - 0.999**t)
                params[name] = params[name] - lr * mhat / (np.sqrt(vhat) + 1e-8)
            total += J * len(i)  # weighted, a short last batch counts for what it is
        history.append(total / len(X))
    return params, history


def evaluate(params, train, test):
    """Return the shares of right predictions on both sets, two floats.

    params: dict as in loss; train, test: pairs (X, y)
    """
    # The first says what was learnt, maybe by heart; the second what it is worth.
    shares = [float(np.mean(predict(params, X) == y)) for X, y in (train, test)]
    return shares[0], shares[1]


def most_confused(y, p):
    """Return the most frequent wrong pair (label, prediction), two ints.

    y: int array (N,) of labels; p: int array (N,) of predictions
    """
    counts = np.zeros((10, 10), dtype=int)
    np.add.at(counts, (y, p), 1)  # counts[y, p] += 1 would count a pair only once
    np.fill_diagonal(counts, 0)  # right answers must not win
    label, prediction = np.unravel_index(counts.argmax(), counts.shape)
    return int(label), int(prediction)


if __name__ == "__main__":
    look()
