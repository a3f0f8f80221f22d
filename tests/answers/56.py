#> the last share only | overwritten
def gradient(self, target, sources):
    if self.asked and not self.persistent:
        raise RuntimeError
    self.asked = True
    grads = {id(target): np.ones_like(target.value)}
    for out, inputs, back in reversed(self.operations):
        if id(out) in grads:
            for tensor, share in zip(inputs, back(grads[id(out)])):
                grads[id(tensor)] = share
    return [grads.get(id(s)) if self.follows(s) else None for s in sources]
Tape.gradient = gradient


#> zeros for a variable that plays no part | zeros_for_none
_gradient = Tape.gradient
def gradient(self, target, sources):
    found = _gradient(self, target, sources)
    return [np.zeros_like(s.value) if g is None and self.follows(s) else g for g, s in zip(found, sources)]
Tape.gradient = gradient


#> constants get gradients, as one edit | call_left_out
class Tape:
    """A record of operations, made while the tape runs."""

    def __init__(self, persistent=False):
        """persistent: bool, whether gradient may be called more than once."""
        self.persistent, self.asked = persistent, False
        # Made here, not in the class body: each tape has lists of its own. The
        # Tensors themselves are kept, so that none of their ids is given out again.
        self.followed, self.operations = [], []

    def __enter__(self):
        """Start to record; return the tape."""
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        """Stop to record. Returns nothing."""
        OPEN.remove(self)  # this one only; others may still be running

    def watch(self, tensor):
        """Follow this Tensor from now on. Returns nothing."""
        self.followed.append(tensor)

    def follows(self, tensor):
        """Return whether the tape follows this Tensor."""
        # `in` would compare with ==; two Tensors may be equal without being one.
        return isinstance(tensor, Variable) or any(tensor is t for t in self.followed)

    def record(self, out, inputs, back):
        """Write an operation down if one of its inputs is followed. Returns nothing.

        out: Tensor, the result
        inputs: tuple of Tensors
        back: function of an array in the shape of out; returns a tuple of arrays, one
            gradient for each input, in its shape
        """
        if any(self.follows(t) for t in inputs):
            self.operations.append((out, inputs, back))
            self.watch(out)  # what is computed from out belongs to the chain too

    def gradient(self, target, sources):
        """Return the gradients of the sum of target's entries.

        target: Tensor; sources: list of Tensors
        Returns a list: for each source an array in its shape, or None.
        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        if self.asked and not self.persistent:
            raise RuntimeError("make the tape with persistent=True to ask it again")
        self.asked = True
        # A fresh dict for each call. The sum of target's entries grows by 1 with each.
        received = {id(target): np.ones_like(target.value)}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue  # target does not depend on it
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                # Added, since a Tensor may be used again; not in place, since a
                # share may be the very array that another Tensor received.
                received[id(tensor)] = received.get(id(tensor), 0) + share
        # A constant may have received shares from `back`; nobody followed it.
        return [received.get(id(s)) for s in sources]


#> all inputs must be followed, as one edit | other_function_used
class Tape:
    """A record of operations, made while the tape runs."""

    def __init__(self, persistent=False):
        """persistent: bool, whether gradient may be called more than once."""
        self.persistent, self.asked = persistent, False
        # Made here, not in the class body: each tape has lists of its own. The
        # Tensors themselves are kept, so that none of their ids is given out again.
        self.followed, self.operations = [], []

    def __enter__(self):
        """Start to record; return the tape."""
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        """Stop to record. Returns nothing."""
        OPEN.remove(self)  # this one only; others may still be running

    def watch(self, tensor):
        """Follow this Tensor from now on. Returns nothing."""
        self.followed.append(tensor)

    def follows(self, tensor):
        """Return whether the tape follows this Tensor."""
        # `in` would compare with ==; two Tensors may be equal without being one.
        return isinstance(tensor, Variable) or any(tensor is t for t in self.followed)

    def record(self, out, inputs, back):
        """Write an operation down if one of its inputs is followed. Returns nothing.

        out: Tensor, the result
        inputs: tuple of Tensors
        back: function of an array in the shape of out; returns a tuple of arrays, one
            gradient for each input, in its shape
        """
        if all(self.follows(t) for t in inputs):
            self.operations.append((out, inputs, back))
            self.watch(out)  # what is computed from out belongs to the chain too

    def gradient(self, target, sources):
        """Return the gradients of the sum of target's entries.

        target: Tensor; sources: list of Tensors
        Returns a list: for each source an array in its shape, or None.
        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        if self.asked and not self.persistent:
            raise RuntimeError("make the tape with persistent=True to ask it again")
        self.asked = True
        # A fresh dict for each call. The sum of target's entries grows by 1 with each.
        received = {id(target): np.ones_like(target.value)}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue  # target does not depend on it
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                # Added, since a Tensor may be used again; not in place, since a
                # share may be the very array that another Tensor received.
                received[id(tensor)] = received.get(id(tensor), 0) + share
        # A constant may have received shares from `back`; nobody followed it.
        return [received.get(id(s)) if self.follows(s) else None for s in sources]


#> Dense: k without the root, as one edit | call_left_out
class Dense:
    """A layer: activation(x @ kernel + bias).

    trainable_variables: [] before the first call, then [kernel, bias].
    """

    def __init__(self, units, activation, rng):
        """units: int; activation: "sigmoid", "relu" or None; rng: numpy Generator."""
        self.units, self.activation, self.rng = units, activation, rng
        self.trainable_variables = []

    def __call__(self, x):
        """Return the output, a Tensor (N, units). x: Tensor (N, D).

        The first call makes the two Variables.
        """
        if not self.trainable_variables:
            self.build(x.value.shape[1])  # only now is the number of inputs known
        kernel, bias = self.trainable_variables
        z = x @ kernel + bias
        if self.activation == "sigmoid":
            return z.sigmoid()
        return z.relu() if self.activation == "relu" else z

    def build(self, n_in):
        """Make kernel (n_in, units) and bias (units,)."""
        k = 6 / (n_in + self.units)
        kernel = Variable(self.rng.uniform(-k, k, (n_in, self.units)))
        # Variables, so that a tape follows them without being asked to.
        self.trainable_variables = [kernel, Variable(np.zeros(self.units))]


#> gradient of the mean of target, as one edit | target_averaged
class Tape:
    """A record of operations, made while the tape runs."""

    def __init__(self, persistent=False):
        """persistent: bool, whether gradient may be called more than once."""
        self.persistent, self.asked = persistent, False
        # Made here, not in the class body: each tape has lists of its own. The
        # Tensors themselves are kept, so that none of their ids is given out again.
        self.followed, self.operations = [], []

    def __enter__(self):
        """Start to record; return the tape."""
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        """Stop to record. Returns nothing."""
        OPEN.remove(self)  # this one only; others may still be running

    def watch(self, tensor):
        """Follow this Tensor from now on. Returns nothing."""
        self.followed.append(tensor)

    def follows(self, tensor):
        """Return whether the tape follows this Tensor."""
        # `in` would compare with ==; two Tensors may be equal without being one.
        return isinstance(tensor, Variable) or any(tensor is t for t in self.followed)

    def record(self, out, inputs, back):
        """Write an operation down if one of its inputs is followed. Returns nothing.

        out: Tensor, the result
        inputs: tuple of Tensors
        back: function of an array in the shape of out; returns a tuple of arrays, one
            gradient for each input, in its shape
        """
        if any(self.follows(t) for t in inputs):
            self.operations.append((out, inputs, back))
            self.watch(out)  # what is computed from out belongs to the chain too

    def gradient(self, target, sources):
        """Return the gradients of the sum of target's entries.

        target: Tensor; sources: list of Tensors
        Returns a list: for each source an array in its shape, or None.
        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        if self.asked and not self.persistent:
            raise RuntimeError("make the tape with persistent=True to ask it again")
        self.asked = True
        # A fresh dict for each call. The sum of target's entries grows by 1 with each.
        received = {id(target): np.ones_like(target.value) / target.value.size}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue  # target does not depend on it
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                # Added, since a Tensor may be used again; not in place, since a
                # share may be the very array that another Tensor received.
                received[id(tensor)] = received.get(id(tensor), 0) + share
        # A constant may have received shares from `back`; nobody followed it.
        return [received.get(id(s)) if self.follows(s) else None for s in sources]


#> recursive over a dict of producers, written otherwise | right
class Tape:
    def __init__(self, persistent=False):
        self.p = persistent; self.log = []; self.seen = {}; self.used = 0
    def __enter__(self):
        OPEN.append(self); return self
    def __exit__(self, *e):
        OPEN[:] = [t for t in OPEN if t is not self]
    def watch(self, t):
        self.seen[id(t)] = t
    def record(self, out, inputs, back):
        f = [isinstance(t, Variable) or id(t) in self.seen for t in inputs]
        if True in f:
            self.log.append((out, inputs, back, f)); self.watch(out)
    def gradient(self, target, sources):
        self.used += 1
        if self.used > 1 and not self.p: raise RuntimeError
        g = {id(target): 1.0 + 0 * target.value}
        for out, inputs, back, f in self.log[::-1]:
            if id(out) in g:
                for t, s, ok in zip(inputs, back(g[id(out)]), f):
                    if ok: g[id(t)] = g[id(t)] + s if id(t) in g else s.copy() if hasattr(s, "copy") else s
        return [g.get(id(s)) for s in sources]


#> the shares added in place | nothing
class Tape:
    """A record of operations, made while the tape runs."""

    def __init__(self, persistent=False):
        """persistent: bool, whether gradient may be called more than once."""
        self.persistent, self.asked = persistent, False
        # Made here, not in the class body: each tape has lists of its own. The
        # Tensors themselves are kept, so that none of their ids is given out again.
        self.followed, self.operations = [], []

    def __enter__(self):
        """Start to record; return the tape."""
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        """Stop to record. Returns nothing."""
        OPEN.remove(self)  # this one only; others may still be running

    def watch(self, tensor):
        """Follow this Tensor from now on. Returns nothing."""
        self.followed.append(tensor)

    def follows(self, tensor):
        """Return whether the tape follows this Tensor."""
        # `in` would compare with ==; two Tensors may be equal without being one.
        return isinstance(tensor, Variable) or any(tensor is t for t in self.followed)

    def record(self, out, inputs, back):
        """Write an operation down if one of its inputs is followed. Returns nothing.

        out: Tensor, the result
        inputs: tuple of Tensors
        back: function of an array in the shape of out; returns a tuple of arrays, one
            gradient for each input, in its shape
        """
        if any(self.follows(t) for t in inputs):
            self.operations.append((out, inputs, back))
            self.watch(out)  # what is computed from out belongs to the chain too

    def gradient(self, target, sources):
        """Return the gradients of the sum of target's entries.

        target: Tensor; sources: list of Tensors
        Returns a list: for each source an array in its shape, or None.
        Raises RuntimeError at the second call, unless the tape is persistent.
        """
        if self.asked and not self.persistent:
            raise RuntimeError("make the tape with persistent=True to ask it again")
        self.asked = True
        # A fresh dict for each call. The sum of target's entries grows by 1 with each.
        received = {id(target): np.ones_like(target.value)}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue  # target does not depend on it
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                # Added, since a Tensor may be used again; not in place, since a
                # share may be the very array that another Tensor received.
                if id(tensor) in received:
                    received[id(tensor)] += share
                else:
                    received[id(tensor)] = share
        # A constant may have received shares from `back`; nobody followed it.
        return [received.get(id(s)) if self.follows(s) else None for s in sources]


#> zeros for None | zeros_for_none
class Tape:

    def __init__(self, persistent=False):
        self.persistent, self.asked = (persistent, False)
        self.followed, self.operations = ([], [])

    def __enter__(self):
        OPEN.append(self)
        return self

    def __exit__(self, *error):
        OPEN.remove(self)

    def watch(self, tensor):
        self.followed.append(tensor)

    def follows(self, tensor):
        return isinstance(tensor, Variable) or any((tensor is t for t in self.followed))

    def record(self, out, inputs, back):
        if any((self.follows(t) for t in inputs)):
            self.operations.append((out, inputs, back))
            self.watch(out)

    def gradient(self, target, sources):
        if self.asked and (not self.persistent):
            raise RuntimeError('make the tape with persistent=True to ask it again')
        self.asked = True
        received = {id(target): np.ones_like(target.value)}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                received[id(tensor)] = received.get(id(tensor), 0) + share
        return [received.get(id(s), np.zeros_like(s.value)) for s in sources]


#> the tape is not returned | tape_not_returned
class Tape:

    def __init__(self, persistent=False):
        self.persistent, self.asked = (persistent, False)
        self.followed, self.operations = ([], [])

    def __enter__(self):
        OPEN.append(self)

    def __exit__(self, *error):
        OPEN.remove(self)

    def watch(self, tensor):
        self.followed.append(tensor)

    def follows(self, tensor):
        return isinstance(tensor, Variable) or any((tensor is t for t in self.followed))

    def record(self, out, inputs, back):
        if any((self.follows(t) for t in inputs)):
            self.operations.append((out, inputs, back))
            self.watch(out)

    def gradient(self, target, sources):
        if self.asked and (not self.persistent):
            raise RuntimeError('make the tape with persistent=True to ask it again')
        self.asked = True
        received = {id(target): np.ones_like(target.value)}
        for out, inputs, back in reversed(self.operations):
            if id(out) not in received:
                continue
            for tensor, share in zip(inputs, back(received[id(out)]), strict=True):
                received[id(tensor)] = received.get(id(tensor), 0) + share
        return [received.get(id(s)) if self.follows(s) else None for s in sources]
