"""Gradients through one-hot matrices, all weights in one vector for Adam, pairs counted with a Counter."""

from collections import Counter

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


def hidden(params, X):
    return 1 / (1 + np.exp(-(X @ params["W1"] + params["b1"])))


def loss(params, X, y):
    U = hidden(params, X)
    z = np.column_stack([U, np.ones(len(X))]) @ np.vstack([params["W2"], params["b2"]])
    top = z.max(axis=1)
    logsum = top + np.log(np.exp(z - top[:, None]).sum(axis=1))
    Y = np.eye(z.shape[1])[y]
    J = np.average(logsum - (Y * z).sum(axis=1))
    d = (np.exp(z - logsum[:, None]) - Y) / len(X)
    back = np.einsum("nc,hc,nh->nh", d, params["W2"], U * (1 - U))
    return J, {"b2": d.sum(0), "W2": np.tensordot(U, d, (0, 0)), "b1": back.sum(0), "W1": X.T.dot(back)}


def predict(params, X):
    scores = hidden(params, X) @ params["W2"] + params["b2"]
    return np.array([int(np.argmax(row)) for row in scores])


def fit(X, y, n_hidden, epochs, batch_size, lr, rng):
    shapes = {"W1": (X.shape[1], n_hidden), "b1": (n_hidden,), "W2": (n_hidden, 10), "b2": (10,)}
    ends = np.cumsum([int(np.prod(shape)) for shape in shapes.values()])

    def unpack(vector):
        return {k: part.reshape(s) for (k, s), part in zip(shapes.items(), np.split(vector, ends[:-1]))}

    w = rng.uniform(-0.5, 0.5, ends[-1])
    m, v, t, history = 0 * w, 0 * w, 0, np.zeros(epochs)
    for e in range(epochs):
        for part in np.array_split(rng.permutation(len(X)), len(X) // batch_size):
            J, g = loss(unpack(w), X[part], y[part])
            g = np.concatenate([g[k].ravel() for k in shapes])
            t += 1
            m += 0.1 * (g - m)
            v += 0.001 * (g * g - v)
            w = w - lr * m / (1 - 0.9**t) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
            history[e] += J * len(part) / len(X)
    return unpack(w), history


def evaluate(params, train, test):
    return [1 - np.count_nonzero(predict(params, X) - y) / len(y) for X, y in [train, test]]


def most_confused(y, p):
    errors = Counter((int(a), int(b)) for a, b in zip(y, p) if a != b)
    return errors.most_common(1)[0][0]
