"""Exercise 58: the inputs of the cases, and optimisers that do one thing another way."""

import numpy as np

from grader.exercise.spec import ProbeDriver
from grader.reference.framework.groups import SGD, Adam
from grader.reference.framework.modules import Parameter

RIGHT = ProbeDriver(__file__, Parameter=Parameter, SGD=SGD, Adam=Adam)
STEPS = 3


def drawn_away(rng, shape):
    return rng.uniform(0.3, 2.5, shape) * rng.choice([-1.0, 1.0], shape)


def steps(*shapes_and_settings, missing=None, rate=None, **settings):
    """Three steps over groups, each a pair (shapes, settings).

    missing: (step, place), the gradient that is None. rate: (group, factor), by which the rate changes after step 1.
    """

    def inputs(rng):
        shapes = [shapes for shapes, _ in shapes_and_settings]
        data = [[rng.normal(size=shape) for shape in group] for group in shapes]
        gradients = [[drawn_away(rng, shape) for group in shapes for shape in group] for _ in range(STEPS)]
        if missing:
            gradients[missing[0]][missing[1]] = None
        changes = [[0, 1.0], list(rate or (0, 1.0)), [0, 1.0]]
        own = [dict(group) for _, group in shapes_and_settings]
        return {"groups": own, "settings": settings, "data": data, "gradients": gradients, "factors": changes}

    return inputs


def with_gradients(*shapes):
    """Groups of Parameters with these shapes, with data and gradients."""

    def inputs(rng):
        data, grads = [], []
        for group in shapes:
            pairs = [(drawn_away(rng, shape), drawn_away(rng, shape)) for shape in group]
            data.append([data for data, _ in pairs])
            grads.append([grad for _, grad in pairs])
        return {"data": data, "grads": grads}

    return inputs


# Optimisers.


def changed(optimiser, **methods):
    return type(f"Wrong{optimiser.__name__}", (optimiser,), methods)


def sgd(**methods):
    return RIGHT.version("steps", "SGD", SGD=changed(SGD, **methods))


def adam(**methods):
    return RIGHT.version("steps", "Adam", Adam=changed(Adam, **methods))


def filled_by(fill):
    """An __init__ whose groups are fill(the groups as given, the arguments of the optimiser)."""

    def init(self, params, **settings):
        super(type(self), self).__init__(params, **settings)
        named = {"lr": 1e-3, "momentum": 0.0, "weight_decay": 0.0, **settings}
        own = params if isinstance(params[0], dict) else [{"params": params}]
        self.param_groups = fill(own, {name: named[name] for name in ("lr", "momentum", "weight_decay")})

    return init


def defaults_first(own, defaults):
    return [{**group, **defaults} for group in own]


def leaking(own, defaults):
    filled, now = [], defaults
    for group in own:
        now = {**now, **group}
        filled.append(now)
    return filled


def rate_of_the_start(self, params, **settings):
    SGD.__init__(self, params, **settings)
    self.rates = {id(one): group["lr"] for group in self.param_groups for one in group["params"]}


def at_that_rate(self, one, d, group):
    SGD.update(self, one, d, {**group, "lr": self.rates[id(one)]})


def by_arguments(*names):
    """An SGD that takes these settings from its own arguments, whatever a group says."""

    def init(self, params, **settings):
        SGD.__init__(self, params, **settings)
        self.given = {"momentum": 0.0, "weight_decay": 0.0, **settings}

    def update(self, one, d, group):
        own = {**group, **{name: self.given[name] for name in names}}
        SGD.update(self, one, d + (own["weight_decay"] - group["weight_decay"]) * one.data, own)

    return {"__init__": init, "update": update}


def first_group(self):
    yield from ((one, self.param_groups[0]) for one in self.param_groups[0]["params"] if one.grad is not None)


def none_as_zero(self):
    for group in self.param_groups:
        for one in group["params"]:
            one.grad = np.zeros_like(one.data) if one.grad is None else one.grad
            yield one, group


def by_place(self, one, d, group):
    place = next(k for k, other in enumerate(group["params"]) if other is one)
    v = self.kept[place] = group["momentum"] * self.kept.get(place, 0.0) + d
    one.data = one.data - group["lr"] * v


def rule(new_v, move, d_of=lambda d, one, group: d):
    """An update with v = new_v(v, d, group) and data - move(v, d, one, group)."""

    def update(self, one, d, group):
        d = d_of(d, one, group)
        v = self.kept[id(one)] = new_v(self.kept.get(id(one), 0.0), d, group)
        one.data = one.data - move(v, d, one, group)

    return update


def heavy(v, d, group):
    return group["momentum"] * v + d


def at_rate(v, d, one, group):
    return group["lr"] * v


def less_decay(times):
    """d with the decay taken out once, or twice."""
    return lambda d, one, group: d - times * group["weight_decay"] * one.data


# Adam: the direction of a step from the averages m and v, and the gradient that they are fed.


def directed(direction, b_of=lambda betas: betas, d_of=lambda d, one, group: d, beside=lambda one, group: 0.0):
    def update(self, one, d, group):
        d, (b1, b2), t = d_of(d, one, group), b_of(self.betas), self.steps
        m, v = self.kept.get(id(one), (0.0, 0.0))
        m, v = self.kept[id(one)] = b1 * m + (1 - b1) * d, b2 * v + (1 - b2) * d**2
        one.data = one.data - group["lr"] * (direction(m, v, 1 - b1**t, 1 - b2**t, self.eps) + beside(one, group))

    return update


def adams(m, v, c1, c2, eps):
    return (m / c1) / (np.sqrt(v / c2) + eps)


def count_parameters(self, one, d, group):
    self.count = getattr(self, "count", 0) + 1
    self.steps = self.count
    Adam.update(self, one, d, group)


# Closures.


def stepping(step):
    return RIGHT.version("with_closure", SGD=changed(SGD, step=step))


def update_first(self, closure=None):
    SGD.step(self)
    return closure() if closure else None


def called_first(self, closure=None):
    if closure:
        closure()
    return SGD.step(self, closure)


def called_twice(self, closure=None):
    SGD.step(self, closure)
    return closure() if closure else None


def averages(self, one, d, squared):
    b1, b2 = self.betas
    m, v = self.kept.get(id(one), (0.0, 0.0))
    return b1 * m + (1 - b1) * d, b2 * v + (1 - b2) * squared


def corrections(self):
    return tuple(1 - b**self.steps for b in self.betas)


def corrected_kept(self, one, d, group):
    m, v = (a / c for a, c in zip(averages(self, one, d, d**2), corrections(self), strict=True))
    self.kept[id(one)] = m, v
    one.data = one.data - group["lr"] * adams(m, v, 1, 1, self.eps)


def plain_squares(self, one, d, group):
    m, v = self.kept[id(one)] = averages(self, one, d, one.grad**2)
    one.data = one.data - group["lr"] * adams(m, v, *corrections(self), self.eps)


def fixed_betas(self, one, d, group):
    given, self.betas = self.betas, (0.9, 0.999)
    Adam.update(self, one, d, group)
    self.betas = given


def started_at_gradient(self, one, d, group):
    v = self.kept[id(one)] = group["momentum"] * self.kept.get(id(one), d) + d
    one.data = one.data - group["lr"] * v


def until_missing(self):
    for group in self.param_groups:
        for one in group["params"]:
            if one.grad is None:
                break
            yield one, group
