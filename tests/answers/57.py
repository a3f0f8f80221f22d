#> length of the dataset | examples_counted, unpacked_in_another_number
DataLoader.__len__ = lambda self: len(self.dataset)


#> rounded down | always_rounded_down, always_dropped
DataLoader.__len__ = lambda self: len(self.dataset) // self.batch_size


#> slices of the data set, an iterator that is the loader itself | always_rounded_down, iterators_disturbed
class ArrayDataset:
    def __init__(self, X, y): self.X, self.y = X, y
    def __len__(self): return len(self.X)
    def __getitem__(self, i): return self.X[i], self.y[i]
class DataLoader:
    def __init__(self, dataset, batch_size, shuffle=False, drop_last=False, rng=None):
        self.dataset, self.batch_size, self.shuffle, self.drop_last, self.rng = dataset, batch_size, shuffle, drop_last, rng
    def __len__(self):
        return len(self.dataset)//self.batch_size
    def __iter__(self):
        self.order = np.arange(len(self.dataset))
        if self.shuffle: self.rng.shuffle(self.order)
        self.at = 0
        return self
    def __next__(self):
        k = self.order[self.at:self.at + self.batch_size]
        if len(k) == 0 or (self.drop_last and len(k) < self.batch_size): raise StopIteration
        self.at += self.batch_size
        xs, ys = zip(*[self.dataset[int(i)] for i in k])
        return np.stack(xs), np.array(ys)


#> iterator class, pop, written otherwise | right
class _Epoch:
    def __init__(self, loader):
        n = len(loader.dataset)
        self.order = list(range(n))
        if loader.shuffle: self.order = [int(i) for i in loader.rng.permutation(n)]
        self.loader = loader
    def __iter__(self): return self
    def __next__(self):
        B = self.loader.batch_size
        now, self.order = self.order[:B], self.order[B:]
        if not now or (len(now) < B and self.loader.drop_last): raise StopIteration
        xs, ys = [], []
        for i in now:
            x, y = self.loader.dataset[i]; xs.append(x); ys.append(y)
        return np.vstack(xs), np.stack(ys)
class DataLoader(DataLoader):
    def __iter__(self): return _Epoch(self)


#> drop_last leaves out a full batch too | nothing
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
        for k in range(-(-n // B) - (1 if self.drop_last else 0)):
            # A slice that reaches beyond the end stops there.
            pairs = [self.dataset[int(i)] for i in order[k * B : (k + 1) * B]]
            xs, ys = zip(*pairs, strict=True)  # [(x, y), (x, y)] -> (x, x), (y, y)
            yield np.array(xs), np.array(ys)


#> a slice of the data set | asked_with_slice
class DataLoader:

    def __init__(self, dataset, batch_size, shuffle=False, drop_last=False, rng=None):
        self.dataset, self.batch_size = (dataset, batch_size)
        self.shuffle, self.drop_last, self.rng = (shuffle, drop_last, rng)

    def __len__(self):
        n, B = (len(self.dataset), self.batch_size)
        return n // B if self.drop_last else -(-n // B)

    def __iter__(self):
        n, B = (len(self.dataset), self.batch_size)
        order = self.rng.permutation(n) if self.shuffle else range(n)
        for k in range(len(self)):
            pairs = self.dataset[k * B:(k + 1) * B]
            xs, ys = zip(*pairs, strict=True)
            yield (np.array(xs), np.array(ys))
