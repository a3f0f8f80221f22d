"""59. Ten digits, without a download.

Fill in the five functions, then run: nncli grade ex59_digits.py
To see the digits, and those that your network confuses: python ex59_digits.py
"""

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


def loss(params, X, y):
    """Return (J, grads), the mean cross-entropy and its gradients.

    params: dict of float arrays "W1" (D, H), "b1" (H,), "W2" (H, C), "b2" (C,)
    X: float array (N, D); y: int array (N,), 0 to C - 1

    J is a float, grads a dict with the keys and shapes of params.
    """
    raise NotImplementedError


def predict(params, X):
    """Return the predicted classes, an int array (N,).

    params: dict as in loss; X: float array (N, D)
    """
    raise NotImplementedError


def fit(X, y, n_hidden, epochs, batch_size, lr, rng):
    """Train a network by minibatches, one Adam update per batch.

    X: float array (N, D); y: int array (N,), 0 to 9
    n_hidden, epochs, batch_size: ints; lr: float
    rng: numpy Generator, the only source of randomness

    Returns (params, history): a dict as in loss, and a list of `epochs` floats, the
    mean loss of each epoch.
    """
    raise NotImplementedError


def evaluate(params, train, test):
    """Return the shares of right predictions on both sets, two floats.

    params: dict as in loss; train, test: pairs (X, y)
    """
    raise NotImplementedError


def most_confused(y, p):
    """Return the most frequent wrong pair (label, prediction), two ints.

    y: int array (N,) of labels; p: int array (N,) of predictions
    """
    raise NotImplementedError


if __name__ == "__main__":
    look()
