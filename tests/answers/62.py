#> one over the largest | one_for_two
def largest_rate(H):
    return 1 / np.linalg.eigvalsh(H).max()


#> the smallest eigenvalue | flattest_direction
def largest_rate(H):
    return 2 / np.linalg.eigvalsh(H).min()


#> without absolute value | sign_kept
def contraction(H, lr):
    return (1 - lr * np.linalg.eigvalsh(H)).max()


#> nanargmin | right
def best_rate(rates, losses):
    good = np.isfinite(losses)
    if not good.any():
        raise ValueError("no finite loss")
    return float(np.asarray(rates)[good][np.asarray(losses)[good].argmin()])


#> 1/lmax; contraction with only largest; best 1/mean; sweep continues from last | one_for_two, steepest_only, start_not_reset, nan_wins
def largest_rate(H):
    return 1/np.linalg.eigvalsh(H).max()
def contraction(H, lr):
    return abs(1 - lr*np.linalg.eigvalsh(H).max())
def best_for_bowl(H):
    lam = np.linalg.eigvalsh(H)
    return 1/lam.mean()*0.5
def sweep(f, grad, w0, rates, steps):
    out = []
    w = np.array(w0, float)
    for r in rates:
        for k in range(steps):
            w = w - r*grad(w)
        v = f(w)
        out.append(v if np.isfinite(v) else np.inf)
    return np.array(out)
def best_rate(rates, losses):
    return rates[np.argmin(losses)]


#> the singular trace; the average contraction | trace, mean_factor, loss_returned
def largest_rate(H):
    return 2/np.trace(H)
def contraction(H, lr):
    return float(np.mean(np.abs(1 - lr*np.linalg.eigvalsh(H))))
def best_rate(rates, losses):
    ok = np.isfinite(losses)
    if not ok.any(): raise ValueError
    return float(np.asarray(losses)[ok].min())


#> 2/Frobenius norm, as one edit | frobenius_norm
def largest_rate(H):
    """Return the rate below which descent converges from every start, a float.

    H: float array (D, D), symmetric with positive eigenvalues
    """
    # A step multiplies the part along an eigenvector by 1 - lr*lambda. Its size is
    # below 1 while lr*lambda < 2, and the largest lambda gets there first.
    return 2 / np.linalg.norm(H)


#> contraction: smallest factor, as one edit | fastest_direction
def contraction(H, lr):
    """Return the factor by which the error shrinks per step, at worst, a float.

    H: as in largest_rate; lr: float
    """
    # Any direction may be the slowest one: a flat one that hardly moves, or a steep
    # one that overshoots. Hence the absolute value, and the largest over all.
    return np.abs(1 - lr * np.linalg.eigvalsh(H)).min()


#> contraction: Frobenius norm of I - lr H, as one edit | frobenius_norm
def contraction(H, lr):
    """Return the factor by which the error shrinks per step, at worst, a float.

    H: as in largest_rate; lr: float
    """
    # Any direction may be the slowest one: a flat one that hardly moves, or a steep
    # one that overshoots. Hence the absolute value, and the largest over all.
    return np.linalg.norm(np.eye(len(H)) - lr * H)


#> contraction: entries of 1 - lr H, as one edit | entries_for_eigenvalues
def contraction(H, lr):
    """Return the factor by which the error shrinks per step, at worst, a float.

    H: as in largest_rate; lr: float
    """
    # Any direction may be the slowest one: a flat one that hardly moves, or a steep
    # one that overshoots. Hence the absolute value, and the largest over all.
    return np.abs(1 - lr * H).max()


#> best: 1/lambda_max, as one edit | steepest_only
def best_for_bowl(H):
    """Return the rate with the smallest contraction, a float. H: as in largest_rate."""
    # There the flattest and the steepest direction shrink equally fast:
    # 1 - lr*smallest = lr*largest - 1.
    smallest, *_, largest = np.linalg.eigvalsh(H)
    return 1 / largest


#> best_rate: place among the finite ones, as one edit | place_among_finite
def best_rate(rates, losses):
    """Return the rate with the smallest finite loss, a float.

    rates, losses: float arrays (R,); losses may hold inf and NaN
    Raises ValueError where no loss is finite.
    """
    if not np.isfinite(losses).any():
        raise ValueError("no rate ended at a finite loss")
    # argmin takes NaN for the smallest number, so it must not meet any.
    return rates[np.argmin(losses[np.isfinite(losses)])]


#> contraction squared, as one edit | squared
def contraction(H, lr):
    """Return the factor by which the error shrinks per step, at worst, a float.

    H: as in largest_rate; lr: float
    """
    # Any direction may be the slowest one: a flat one that hardly moves, or a steep
    # one that overshoots. Hence the absolute value, and the largest over all.
    return (np.abs(1 - lr * np.linalg.eigvalsh(H)).max()) ** 2


#> best: (min + max)/2, as one edit | inverse
def best_for_bowl(H):
    """Return the rate with the smallest contraction, a float. H: as in largest_rate."""
    # There the flattest and the steepest direction shrink equally fast:
    # 1 - lr*smallest = lr*largest - 1.
    smallest, *_, largest = np.linalg.eigvalsh(H)
    return (smallest + largest) / 2


#> svd, power iteration form, list, written otherwise | right
import math
def largest_rate(H):
    return 2 / np.linalg.norm(H, 2)
def contraction(H, lr):
    return np.linalg.norm(np.eye(len(H)) - lr * H, 2)
def best_for_bowl(H):
    s = np.linalg.svd(H)[1]
    return 2 / (s.min() + s.max())
def sweep(f, grad, w0, rates, steps):
    out = [math.inf] * len(rates)
    for k, lr in enumerate(rates):
        w = np.array(w0, float)
        for _ in range(steps): w -= lr * np.asarray(grad(w))
        if math.isfinite(f(w)): out[k] = f(w)
    return out
def best_rate(rates, losses):
    return min((l, r) for r, l in zip(rates, losses) if math.isfinite(l))[1]


#> one NaN refuses all rates | refused_for_one
def best_rate(rates, losses):
    if not np.isfinite(losses).all():
        raise ValueError('no rate ended at a finite loss')
    return rates[np.argmin(np.where(np.isfinite(losses), losses, np.inf))]
