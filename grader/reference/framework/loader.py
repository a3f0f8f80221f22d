"""A data set that hands over one example, and a loader that makes epochs of batches of it.

Sources: "Schniter, ECE 4300 unit 8 (2020)": 1) Construct the dataset and dataloader objects, 4) Fit the network
parameters, Implementing mini-batch; the protocol is that of torch.utils.data.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from grader.arrays import NDArray

if TYPE_CHECKING:  # numpy.random is slow to import and needed for annotations only
    from numpy.random import Generator


class Dataset(Protocol):
    """Anything that has a length and hands over example i from 0 to len - 1."""

    def __len__(self) -> int: ...

    def __getitem__(self, i: int) -> tuple[Any, Any]: ...


class ArrayDataset:
    """The rows of X (n, D) with the entries of y (n,)."""

    def __init__(self, X: NDArray[Any], y: NDArray[Any]) -> None:
        self.X, self.y = X, y

    def __len__(self) -> int:
        return len(self.X)

    def __getitem__(self, i: int) -> tuple[Any, Any]:
        return self.X[i], self.y[i]


class DataLoader:
    """Epochs of batches; with shuffle every epoch draws a new order from rng when it begins."""

    def __init__(
        self,
        dataset: Dataset,
        batch_size: int,
        shuffle: bool = False,
        drop_last: bool = False,
        rng: Generator | None = None,
    ) -> None:
        self.dataset, self.batch_size = dataset, batch_size
        self.shuffle, self.drop_last, self.rng = shuffle, drop_last, rng

    def __len__(self) -> int:
        n = len(self.dataset)
        return n // self.batch_size if self.drop_last else -(-n // self.batch_size)

    def order(self) -> list[int]:
        """The numbers of the examples in the order of one epoch."""
        n = len(self.dataset)
        return [int(i) for i in self.rng.permutation(n)] if self.shuffle and self.rng else list(range(n))

    def __iter__(self) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
        order = self.order()
        for k in range(len(self)):
            part = order[k * self.batch_size : (k + 1) * self.batch_size]
            xs, ys = zip(*(self.dataset[i] for i in part), strict=True)
            yield np.array(xs), np.array(ys)
