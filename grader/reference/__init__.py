"""The reference: backpropagation in NumPy, right in float32 and float64, and the yardstick of every exercise.

    from grader import reference
    loss, dp = reference.losses.mse_loss(p, y)

module         what it holds                                                          exercises
scalar         derivatives by hand: a node, two neurons, a line, two scalar layers    01 16 17 26
activations    twelve activations and their backward passes, softmax, log_softmax     02 06 07 13
gates          add, multiply, max: forward and backward                               03 22
layers         shapes, affine and affine-relu layers                                  04 05 25
networks       feedforward, two layers, an MLP, TwoLayerNet, networks of steps        08 27 34 35
decisions      output units, decisions on scores                                      09
statements     statements of the forward slides, corrected                            10
losses         MAE, MSE, cross-entropies, one-hot labels, the deck's cost             08 11 12 13 14
differences    numerical gradients, relative error                                    15
dual           dual numbers: forward mode                                             18
tables         tables and graphs traced by hand, derivative slides corrected          19 20 21
engine         topological order, Value: reverse mode                                 23 24
optimisers     gradient descent, momentum, weight decay, Adam                         28 30 31
data           minibatches, the heart table, logistic regression, a training loop     29 32 33
floats         what counts as a number here
evaluation     sets and scaling, metrics, choosing without cheating                   36 37 38
deep           starts, penalties, normalisation, step sizes, half precision           39 to 45
images         convolution and pooling                                                46 47 48
sequences      embedding, recurrence, attention, the loss of a language model         49 to 54
framework      layers, a tape, a loader and optimisers, named as in PyTorch and Keras 55 to 59
theory         layers, rates, batches, folds and tables (chapter 12)                 60 to 67

The last six are rooms with modules of their own: `from grader.reference.deep import normalisation`.

Functions take their arguments in the order of the exercise and never change them. Everything is plain NumPy. A module is
loaded when it is first named, so that grading one exercise does not wait for all the others.
"""

import importlib
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.reference import (
        activations,
        data,
        decisions,
        differences,
        dual,
        engine,
        floats,
        gates,
        layers,
        losses,
        networks,
        optimisers,
        scalar,
        statements,
        tables,
    )

__all__ = [
    "activations",
    "data",
    "decisions",
    "differences",
    "dual",
    "engine",
    "floats",
    "gates",
    "layers",
    "losses",
    "networks",
    "optimisers",
    "scalar",
    "statements",
    "tables",
]


def __getattr__(name: str) -> ModuleType:
    if name in __all__:
        return importlib.import_module(f"grader.reference.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
