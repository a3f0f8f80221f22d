"""Exercise 32, solved: from a table to a decision."""

import numpy as np

# Given: the categories, in the order of their columns.
CHEST_PAIN = ("typical", "asymptomatic", "nonanginal", "nontypical")
THAL = ("fixed", "normal", "reversible")

# Given: the five patients of the slide. AHD is the label.
HEART_ROWS = [
    {"Age": 63, "Sex": 1, "ChestPain": "typical", "RestBP": 145, "Chol": 233,
     "Fbs": 1, "RestECG": 2, "MaxHR": 150, "ExAng": 0, "Oldpeak": 2.3,
     "Slope": 3, "Ca": 0.0, "Thal": "fixed", "AHD": "No"},
    {"Age": 67, "Sex": 1, "ChestPain": "asymptomatic", "RestBP": 160, "Chol": 286,
     "Fbs": 0, "RestECG": 2, "MaxHR": 108, "ExAng": 1, "Oldpeak": 1.5,
     "Slope": 2, "Ca": 3.0, "Thal": "normal", "AHD": "Yes"},
    {"Age": 67, "Sex": 1, "ChestPain": "asymptomatic", "RestBP": 120, "Chol": 229,
     "Fbs": 0, "RestECG": 2, "MaxHR": 129, "ExAng": 1, "Oldpeak": 2.6,
     "Slope": 2, "Ca": 2.0, "Thal": "reversible", "AHD": "Yes"},
    {"Age": 37, "Sex": 1, "ChestPain": "nonanginal", "RestBP": 130, "Chol": 250,
     "Fbs": 0, "RestECG": 0, "MaxHR": 187, "ExAng": 0, "Oldpeak": 3.5,
     "Slope": 3, "Ca": 0.0, "Thal": "normal", "AHD": "No"},
    {"Age": 41, "Sex": 0, "ChestPain": "nontypical", "RestBP": 130, "Chol": 204,
     "Fbs": 0, "RestECG": 2, "MaxHR": 172, "ExAng": 0, "Oldpeak": 1.4,
     "Slope": 1, "Ca": 0.0, "Thal": "normal", "AHD": "No"},
]

# The features in the order of the table. AHD is not among them: it is the answer.
COLUMNS = ("Age", "Sex", "ChestPain", "RestBP", "Chol", "Fbs", "RestECG", "MaxHR",
           "ExAng", "Oldpeak", "Slope", "Ca", "Thal")
CATEGORIES = {"ChestPain": CHEST_PAIN, "Thal": THAL}


def one_hot(value, categories):
    """Return a list of 0 and 1 that says which of the categories value is."""
    if value not in categories:
        raise ValueError(f"unknown category {value!r}, expected one of {categories}")
    return [1.0 if value == category else 0.0 for category in categories]


def sigma(z):
    """Return 1/(1 + e^-z), written so that it cannot overflow."""
    return np.exp(-np.logaddexp(0, -z))


def encode_heart(rows):
    """Turn rows of the heart table into features and labels.

    rows: list of n dicts with the keys of HEART_ROWS

    Returns (X, y): X float array (n, 18), the columns in the order of the table with
    ChestPain as four columns and Thal as three; y array (n,), 1 for Yes, 0 for No.
    Raises ValueError for a category that is not in CHEST_PAIN or THAL.
    """
    X, y = [], []
    for row in rows:
        features = []
        # A dict has no column order to rely on, so the table's order stands here.
        for key in COLUMNS:
            if key in CATEGORIES:
                features.extend(one_hot(row[key], CATEGORIES[key]))
            else:
                features.append(row[key])
        X.append(features)
        y.append(1 if row["AHD"] == "Yes" else 0)
    return np.array(X, dtype=float), np.array(y)


def train_logistic(X, y, lr, epochs, B, rng):
    """Train logistic regression by minibatches, from w = 0 and b = 0.

    X: float array (n, D); y: array (n,) of 0 and 1
    lr: float, the learning rate; epochs: int; B: int >= 1, the batch size
    rng: numpy Generator for the order of the examples

    Returns (w, b, history): w float array (D,); b float; history a list of `epochs`
    floats, the mean loss over the whole training set at the end of each epoch.
    """
    n, D = X.shape
    w, b, history = np.zeros(D), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(n)
        for k in range(0, n, B):
            xb, yb = X[order[k : k + B]], y[order[k : k + B]]
            # For cross-entropy on top of a sigmoid, dJ/dz is just p - y.
            dz = sigma(xb @ w + b) - yb
            # len(xb), not B: the last batch may be smaller.
            w = w - lr * xb.T @ dz / len(xb)
            b = b - lr * np.mean(dz)
        z = X @ w + b
        # log(1 + e^z) = log(e^0 + e^z); logaddexp never forms e^z itself.
        history.append(float(np.mean(np.logaddexp(0, z) - y * z)))
    return w, b, history


def predict(X, w, b):
    """Return the decisions, an array (n,) of 0 and 1 (ints, floats or bools).

    X: float array (n, D); w: float array (D,); b: float
    """
    # sigma(z) > 1/2 exactly where z > 0, so the score decides without a sigmoid.
    return (X @ w + b > 0).astype(int)
