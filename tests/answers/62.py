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
