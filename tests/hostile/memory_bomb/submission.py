# Goal: grow to 6 GB. Earns 0.
import numpy as np


def softmax(z):
    kept = [np.ones(100 * 2**20 // 8) for _ in range(60)]
    print("BREACH:6GB")
    return kept[0]
