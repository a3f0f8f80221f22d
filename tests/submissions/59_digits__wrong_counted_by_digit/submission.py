"""The first batch only, a loss that overflows quietly, shares of the wrong base, the rarest pair."""

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


def loss(params, X, y):
    U = np.tanh(X @ params["W1"] + params["b1"])
    z = U @ params["W2"] + params["b2"]
    p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
    J = -np.log(p[:, y]).mean()
    p[:, y] -= 1
    dz = p / len(y)
    da = (dz @ params["W2"].T) * (1 - U**2)
    return J, {"W1": X.T @ da, "b1": da.sum(axis=0), "W2": U.T @ dz, "b2": dz.sum(axis=0)}


def predict(params, X):
    return (np.tanh(X @ params["W1"] + params["b1"]) @ params["W2"] + params["b2"]).argmin(axis=1)


def fit(X, y, n_hidden, epochs, batch_size, lr, rng):
    params = {
        "W1": 0.1 * rng.normal(size=(X.shape[1], n_hidden)),
        "b1": np.zeros((1, n_hidden)),
        "W2": 0.1 * rng.normal(size=(n_hidden, 10)),
        "b2": np.zeros((1, 10)),
    }
    return params, [2.0 - 0.05 * e for e in range(epochs)]


def evaluate(params, train, test):
    return sum(predict(params, train[0]) == train[1]), sum(predict(params, test[0]) == test[1])


def most_confused(y, p):
    counts = np.zeros((10, 10))
    for a, b in zip(y, p):
        counts[a, b] += a != b
    counts[counts == 0] = np.inf
    return divmod(int(counts.argmin()), 10)
