import math

import numpy as np


def softmax_loss(x, y):
    N, C = x.shape
    loss, dx = 0.0, np.zeros((N, C))
    for i in range(N):
        top = x[i].max()
        weights = [math.exp(score - top) for score in x[i]]
        total = sum(weights)
        loss += math.log(total) + top - x[i, y[i]]
        for k in range(C):
            dx[i, k] = weights[k] / total / N
        dx[i, y[i]] -= 1 / N
    return loss / N, dx


DERIVATION = {
    "dL_dx": """
        = -sum(k, Y[k]*d(x[k] - log(sum(l, exp(x[l]))), x[j]))
        = -sum(k, Y[k]*([k==j] - P[j]))
        = -Y[j] + P[j]          # since the labels add up to 1
    """,
}
