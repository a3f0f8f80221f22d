"""57. Who serves the batches.

Fill in the two classes, then run: nncli grade ex57_loader.py
"""

import numpy as np


class ArrayDataset:
    """The rows of X with the entries of y."""

    def __init__(self, X, y):
        """X: array (n, D); y: array (n,)."""
        raise NotImplementedError

    def __len__(self):
        """Return n, the number of examples, an int."""
        raise NotImplementedError

    def __getitem__(self, i):
        """Return example i, a pair of an array (D,) and a number. i: int from 0."""
        raise NotImplementedError


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
        raise NotImplementedError

    def __len__(self):
        """Return the number of batches in an epoch, an int."""
        raise NotImplementedError

    def __iter__(self):
        """Return an iterator over one epoch: pairs of arrays xb (k, D), yb (k,)."""
        raise NotImplementedError
