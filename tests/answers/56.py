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
