import numpy as np


def affine_forward(x, w, b):
    N, D = x.shape
    M = w.shape[1]
    out = np.empty((N, M))
    for n in range(N):
        for m in range(M):
            out[n, m] = b[m] + sum(x[n, d] * w[d, m] for d in range(D))
    return [out, [x.copy(), w.copy(), b.copy()]]
