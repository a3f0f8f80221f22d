"""The whole set is asked for at once, and a list is returned where an iterator is asked for."""

import numpy as np


class ArrayDataset:
    def __init__(self, X, y):
        self.X, self.y = X, y

    def __len__(self):
        return self.X.shape

    def __getitem__(self, i):
        return np.append(self.X[i], self.y[i])


class DataLoader:
    def __init__(self, dataset, batch_size, shuffle=False, drop_last=False, rng=None):
        self.dataset, self.batch_size = dataset, batch_size
        self.shuffle, self.drop_last = shuffle, drop_last

    def __len__(self):
        return len(list(self.__iter__()))

    def __iter__(self):
        X, y = self.dataset[:]
        order = np.random.permutation(len(y)) if self.shuffle else np.arange(len(y))
        stop = len(y) - (len(y) % self.batch_size if self.drop_last else 0)
        return [(X[order[k : k + self.batch_size]], y[order[k : k + self.batch_size]]) for k in range(0, stop, self.batch_size)]
