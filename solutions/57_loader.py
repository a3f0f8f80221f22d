"""Exercise 57, solved: a data set, and a loader that makes epochs of it."""

import numpy as np


class ArrayDataset:
    """The rows of X with the entries of y."""

    def __init__(self, X, y):
        """X: array (n, D); y: array (n,)."""
        self.X, self.y = X, y

    def __len__(self):
        """Return n, the number of examples, an int."""
        return len(self.X)  # the length of a matrix is its number of rows

    def __getitem__(self, i):
        """Return example i, a pair of an array (D,) and a number. i: int from 0."""
        return self.X[i], self.y[i]


class DataLoader:
    """Epochs of batches of a data set."""

    def __init__(self, dataset, batch_size, shuffle=False, drop_last=False, rng=None):
        """Hold the settings of the loader.

        dataset: an object with len(dataset) and dataset[i], i an int from 0
        batch_size: int >= 1
        shuffle: bool, whether every epoch has a new random order
        drop_last: bool, whether a last batch that is not full is left out
        rng: numpy Generator, the only source of randomness; needed to shuffle
        """
        self.dataset, self.batch_size = dataset, batch_size
        self.shuffle, self.drop_last, self.rng = shuffle, drop_last, rng

    def __len__(self):
        """Return the number of batches in an epoch, an int."""
        n, B = len(self.dataset), self.batch_size
        # // rounds down: the full batches. Of -n it rounds away from 0, so that
        # -(-n // B) is n/B rounded up: what remains is a batch too.
        return n // B if self.drop_last else -(-n // B)

    def __iter__(self):
        """Return an iterator over one epoch: pairs of arrays xb (k, D), yb (k,)."""
        # This runs once for each epoch, so here the order is drawn. With yield every
        # call makes an iterator of its own, with its own order and place.
        n, B = len(self.dataset), self.batch_size
        order = self.rng.permutation(n) if self.shuffle else range(n)
        for k in range(len(self)):
            # A slice that reaches beyond the end stops there.
            pairs = [self.dataset[int(i)] for i in order[k * B : (k + 1) * B]]
            xs, ys = zip(*pairs, strict=True)  # [(x, y), (x, y)] -> (x, x), (y, y)
            yield np.array(xs), np.array(ys)
