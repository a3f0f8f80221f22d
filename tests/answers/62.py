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
