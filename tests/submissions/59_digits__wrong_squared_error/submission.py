"""A squared error on the probabilities, decisions by rounding, and a test share of both sets together."""

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


def forward(params, X):
    U = 1 / (1 + np.exp(-(X @ params["W1"] + params["b1"])))
    z = U @ params["W2"] + params["b2"]
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return U, e / e.sum(axis=1, keepdims=True)


def loss(params, X, y):
    U, p = forward(params, X)
    Y = np.eye(p.shape[1])[y]
    J = np.mean((p - Y) ** 2)
    d = 2 * (p - Y) / len(X)
    dU = d @ params["W2"].T
    da = dU * U * (1 - U)
    return J, {"W1": X.T @ da, "b1": da.sum(axis=0), "W2": U.T @ d, "b2": d.sum(axis=0)}


def predict(params, X):
    _, p = forward(params, X)
    return np.where(p > 0.5, 1, 0).argmax(axis=1)


def fit(X, y, n_hidden, epochs, batch_size, lr, rng):
    params = {
        "W1": rng.normal(size=(n_hidden, X.shape[1])).T,
        "b1": np.zeros(n_hidden),
        "W2": rng.normal(size=(n_hidden, 10)),
        "b2": np.zeros(10),
    }
    return params


def evaluate(params, train, test):
    right = [predict(params, X) == y for X, y in (train, test)]
    return np.mean(right[0]), np.mean(np.concatenate(right))


def most_confused(y, p):
    return int(np.abs(y - p).argmax()), int(np.abs(y - p).max())
