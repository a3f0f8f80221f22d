"""Exercise 56: the right tape and layer, driven by the exercise's own probe, and the wrong ones."""

import numpy as np

from grader.exercise.spec import ProbeDriver
from grader.reference.framework import tape
from grader.reference.framework.tape import Dense, Operation, Tape, Tensor, Variable

RIGHT = ProbeDriver(__file__, OPEN=tape.OPEN, Tensor=Tensor, Variable=Variable, Tape=Tape, Dense=Dense)


# The expressions as plain formulas, for the slopes. `first` stands for what was computed before x was watched.

FORMULAS = {
    "deck": lambda a, b, c: (a * b + c) * 3,
    "again": lambda x: x**3 + x,
    "layers": lambda x, W1, b1, W2, b2, y: (1 / (1 + np.exp(-(x @ W1 + b1))) @ W2 + b2 - y) ** 2,
    "unused": lambda u, w, q: u * u * w,
    "late": lambda x, first: first * x,
    "shared": lambda x, y: x**2 + x + y,
}


def flat(expression, values):
    first = {"first": values["x"] ** 2} if expression == "late" else {}
    return {"expression": expression, **values, **first}


def sum_of_target(expression, **values):
    return np.sum(FORMULAS[expression](**values))


# Tapes.


class Hooked(Tape):
    """A tape whose gradient may do one thing another way."""

    def start(self, target):
        return np.ones_like(target.value)

    def run(self):
        return list(reversed(self.operations))

    def received(self, old, share):
        return share if old is None else old + share

    def answer(self, source, share):
        return share if self.follows(source) else None

    def gradient(self, target, sources):
        if self.asked and not self.persistent:
            raise RuntimeError
        self.asked = True
        shares = {id(target): self.start(target)}
        for out, inputs, back in self.run():
            if id(out) in shares:
                for one, share in zip(inputs, back(shares[id(out)]), strict=True):
                    shares[id(one)] = self.received(shares.get(id(one)), share)
        return [self.answer(source, shares.get(id(source))) for source in sources]


def tape_with(**methods):
    return type("WrongTape", (Hooked,), methods)


def gradient_with(**methods):
    """What the probe `gradient` finds for a tape with these methods."""
    return RIGHT.version("gradient", Tape=tape_with(**methods))


def part_with(part, **methods):
    """One part of what the probe `tapes` finds; a class of its own each time, since one of them keeps a record in its class."""

    def version(**inputs):
        fresh = {name: [] if isinstance(method, list) else method for name, method in methods.items()}
        return RIGHT.version("tapes", Tape=tape_with(**fresh))(**inputs)[part]

    return version


def everything(self, tensor):
    return True


def record_all(self, out, inputs, back):
    self.operations.append(Operation(out, inputs, back))


def record_without_watching(self, out, inputs, back):
    if any(map(self.follows, inputs)):
        self.operations.append(Operation(out, inputs, back))


def watched_only(self, tensor):
    return any(tensor is one for one in self.followed)


def zeros_for_none(self, source, share):
    right = Hooked.answer(self, source, share)
    return np.zeros_like(source.value) if right is None else right


def zeros_where_followed(self, source, share):
    return zeros_for_none(self, source, share) if self.follows(source) else None


def share_or_zeros(self, source, share):
    return np.zeros_like(source.value) if share is None else share


def last_share(self, old, share):
    return share


def always(persistent):
    def init(self, persistent_asked_for=False, persistent=persistent):
        Tape.__init__(self, persistent)

    return init


def refused(self, persistent=False):
    Tape.__init__(self, False)


def added_up(self, target, sources):
    """Every call adds to what the calls before it found."""
    self.__dict__.setdefault("before", {})
    found = Hooked.gradient(self, target, sources)
    for place, source in enumerate(sources):
        if found[place] is not None:
            self.before[id(source)] = found[place] = self.before.get(id(source), 0) + found[place]
    return found


def used_up(self):
    while self.operations:
        yield self.operations.pop()


def with_lists_of_the_class(self, persistent=False):
    self.persistent, self.asked, self.followed = persistent, False, []


def stops_all(self, *error):
    tape.OPEN.clear()


def runs_alone(self):
    tape.OPEN[:] = [self]
    return self


def stops_if_running(self, *error):
    if self in tape.OPEN:
        tape.OPEN.remove(self)


# Layers.


def layer_with(build=None, call=None):
    methods = {"build": build, "__call__": call}
    return type("WrongDense", (Dense,), {name: method for name, method in methods.items() if method})


def dense(build=None, call=None):
    return RIGHT.version("dense", Dense=layer_with(build, call))


def builder(
    bound=lambda D, units: 6 / (D + units), shape=lambda D, units: (D, units), kind=Variable, drawn=False, listed=2
):
    """A Dense.build that does one thing another way."""

    def build(self, inputs):
        k = np.sqrt(bound(inputs, self.units))
        kernel = kind(self.rng.uniform(-k, k, shape(inputs, self.units)))
        bias = kind(self.rng.uniform(-k, k, self.units) if drawn else np.zeros(self.units))
        self.all, self.trainable_variables = [kernel, bias], [kernel, bias][:listed]

    return build


def call_transposed(self, x):
    if not self.trainable_variables:
        self.build(x.value.shape[1])
    kernel, bias = self.trainable_variables
    return self.activate(x @ Tensor(kernel.value.T) + bias)


def call_all(self, x):
    if not self.trainable_variables:
        self.build(x.value.shape[1])
    kernel, bias = self.all
    return self.activate(x @ kernel + bias)


def call_anew(self, x):
    self.build(x.value.shape[1])
    kernel, bias = self.trainable_variables
    return self.activate(x @ kernel + bias)


def call_plain(self, x):
    self.activation = None
    return Dense.__call__(self, x)


def bias_last(self, x):
    if not self.trainable_variables:
        self.build(x.value.shape[1])
    kernel, bias = self.trainable_variables
    return self.activate(x @ kernel) + bias
