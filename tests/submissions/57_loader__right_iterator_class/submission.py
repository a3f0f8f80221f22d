"""An iterator class of its own, a shuffled list, and batches that are lists."""

import math


class ArrayDataset:
    def __init__(self, X, y):
        self.examples = list(zip(X, y))

    def __len__(self):
        return sum(1 for _ in self.examples)

    def __getitem__(self, i):
        return self.examples[i]


class Epoch:
    def __init__(self, loader):
        self.dataset, self.size = loader.dataset, loader.batch_size
        self.left = [*range(len(self.dataset))]
        if loader.shuffle:
            loader.rng.shuffle(self.left)
        if loader.drop_last:
            self.left = self.left[: len(loader) * self.size]

    def __iter__(self):
        return self

    def __next__(self):
        if not self.left:
            raise StopIteration
        numbers, self.left = self.left[: self.size], self.left[self.size :]
        xb, yb = [], []
        for i in numbers:
            x, label = self.dataset[i]
            xb.append(x)
            yb.append(label)
        return [xb, yb]


class DataLoader:
    def __init__(self, dataset, batch_size, shuffle=False, drop_last=False, rng=None):
        vars(self).update(locals())

    def __len__(self):
        batches = len(self.dataset) / self.batch_size
        return math.floor(batches) if self.drop_last else math.ceil(batches)

    def __iter__(self):
        return Epoch(self)
