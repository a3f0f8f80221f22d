"""The bias is one more weight for a column of ones; the table is encoded column by column; decisions are bools."""

import numpy as np

CHEST_PAIN = ("typical", "asymptomatic", "nonanginal", "nontypical")
THAL = ("fixed", "normal", "reversible")


def encode_heart(rows):
    columns = []
    for key in "Age Sex ChestPain RestBP Chol Fbs RestECG MaxHR ExAng Oldpeak Slope Ca Thal".split():
        entries = [row[key] for row in rows]
        names = {"ChestPain": CHEST_PAIN, "Thal": THAL}.get(key)
        if names is None:
            columns.append(entries)
            continue
        numbers = [names.index(entry) for entry in entries]
        columns.extend(np.eye(len(names))[numbers].T)
    return np.array(columns, dtype=float).T, np.array([row["AHD"] for row in rows]) == "Yes"


def train_logistic(X, y, lr, epochs, B, rng):
    A = np.hstack([np.ones((len(X), 1)), X])
    w = np.zeros(A.shape[1])
    losses = np.zeros(epochs)
    for e in range(epochs):
        order = np.arange(len(A))
        rng.shuffle(order)
        while order.size:
            batch, order = order[:B], order[B:]
            p = 0.5 + 0.5 * np.tanh(A[batch] @ w / 2)
            w = w - lr * np.mean((p - y[batch])[:, None] * A[batch], axis=0)
        s = (2 * y - 1) * (A @ w)
        losses[e] = np.logaddexp(0, -s).mean()
    return w[1:], w[0], list(losses)


def predict(X, w, b):
    return np.array([float(np.dot(row, w)) > -b for row in X])
