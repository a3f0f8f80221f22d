"""Inputs and wrong versions of exercise 53: waves, heads and blocks with one thing done another way."""

from grader.exercise.spec import *
from grader.reference.sequences import attention, transformer

split_heads, merge_heads, norm = transformer.split_heads, transformer.merge_heads, transformer.normalise_rows
relu = reference.activations.relu


def angles(T, exponents, start=0):
    """(T, D): t over 10000 to the exponent of each column, t from `start`."""
    return (np.arange(T) + start)[:, None] / 10000.0 ** np.array(exponents)


def waves(exponents, start=0, even=np.sin, odd=np.cos):
    """A version of positional: exponents(D) are those of the columns 0 to D - 1."""

    def version(T, D):
        turned = angles(T, exponents(D), start)
        return np.where(np.arange(D) % 2 == 0, even(turned), odd(turned))

    return version


def pairs(D):
    """2i/D for the columns 2i and 2i + 1."""
    return np.arange(D) // 2 * 2 / D


def sines_then_cosines(T, D):
    right = transformer.positional(T, D)
    return np.concatenate([right[:, 0::2], right[:, 1::2]], axis=1)


def network(T, D, F):
    """x, then the parameters in the order of the statement."""
    shapes = {**dict.fromkeys(("Wq", "Wk", "Wv", "Wo"), (D, D)), "W1": (D, F), "b1": F, "W2": (F, D), "b2": D}

    def parameters(rng):
        p = {name: 0.6 * rng.normal(size=shape) for name, shape in shapes.items()}
        return p | {name: rng.uniform(0.5, 2, D) for name in ("g1", "g2")}

    return dict(x=normal((T, D)), p=drawn(parameters))


def first_rows(function):
    """The law that a change of the last place changes no row before it."""

    def holds(out, other, **_):
        gap = np.max(np.abs(out[:-1] - other[:-1]))
        return (
            None if gap <= slack(out) else f"another last row of x changes an earlier row of the output, by {gap:.2g}"
        )

    return Property(
        f"changing x[t] changes no row of {function} before t",
        holds,
        again=lambda x, p, h: {"x": np.vstack([x[:-1], 1 - x[-1:]]), "p": p, "h": h},
    )


def heads(
    split=split_heads,
    root=lambda D, h: np.sqrt(D / h),
    visible=lambda T: np.tri(T, dtype=bool),
    merge=merge_heads,
    values="Wv",
    output=lambda p: p["Wo"],
):
    """Attention in several heads with one thing done another way."""

    def version(x, p, h):
        q, k, v = (split(x @ p[name], h) for name in ("Wq", "Wk", values))
        q = q * np.sqrt(q.shape[2]) / root(x.shape[1], h)
        found = [attention.attention(*head, visible(len(q[0])))[0] for head in zip(q, k, v, strict=True)]
        return merge(np.array(found)) @ output(p)

    return version


def block(
    multi_head=transformer.multi_head,
    before=norm,
    behind=lambda rows, g: rows,
    after=lambda rows, g: rows,
    first=lambda x, normal: x,
    second=lambda x, y, normal: y,
    second_sees=lambda x, y: y,
    relu=relu,
):
    """The block with one thing done another way; first and second are what goes around each part."""

    def version(x, p, h):
        normal = before(x, p["g1"])
        y = after(first(x, normal) + behind(multi_head(normal, p, h), p["g1"]), p["g1"])
        rows = before(second_sees(x, y), p["g2"])
        part = behind(relu(rows @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"], p["g2"])
        return after(second(x, y, before(y, p["g2"])) + part, p["g2"])

    return version


def in_both(slug, advice, **way):
    """A mistake in the heads, which is one of the block around them too."""
    return mistake(slug, advice, multi_head=heads(**way), block=block(heads(**way)))


def cut_at_once(x, h):
    return x.reshape(h, len(x), -1)


def as_they_are(rows, g):
    return rows


def nothing(*rows):
    return 0.0


def normalised(*rows):
    """The last of what may go around a part: its normalised input."""
    return rows[-1]


def merged_at_once(found):
    return found.reshape(found.shape[1], -1)


def over(axis=1, ddof=0, deviation=lambda var: np.sqrt(var + 1e-5)):
    """A normalisation over this axis, with the divisor D - ddof for the variance."""
    return lambda x, g: g * (x - x.mean(axis, keepdims=True)) / deviation(x.var(axis, keepdims=True, ddof=ddof))


def beside(var):
    """A deviation with 1e-5 outside the root."""
    return np.sqrt(var) + 1e-5
