import numpy as np

exp = np.exp
shifted = lambda z: exp(z - z.max(axis=-1, keepdims=True))  # noqa: E731
softmax = lambda z: shifted(z) / shifted(z).sum(axis=-1, keepdims=True)  # noqa: E731
