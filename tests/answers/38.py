#> the remainder thrown away | remainder_dropped
def k_folds(n, k):
    size = n // k
    return [(np.concatenate([np.arange(i * size), np.arange((i + 1) * size, n)]), np.arange(i * size, (i + 1) * size)) for i in range(k)]


#> validation first | roles_exchanged
right = k_folds
def k_folds(n, k):
    return [(b, a) for a, b in right(n, k)]


#> the largest score is the best | largest_chosen
def cross_validate(score, folds, candidates):
    means = [np.mean([score(c, a, b) for a, b in folds]) for c in candidates]
    return candidates[int(np.argmax(means))], means


#> the place of the best | index_returned
def cross_validate(score, folds, candidates):
    means = [np.mean([score(c, a, b) for a, b in folds]) for c in candidates]
    return int(np.argmin(means)), means


#> sums in place of means | not_averaged
def cross_validate(score, folds, candidates):
    means = [sum(score(c, a, b) for a, b in folds) for c in candidates]
    return candidates[int(np.argmin(means))], means


#> training on the validation part | parts_exchanged
def cross_validate(score, folds, candidates):
    means = [np.mean([score(c, b, a) for a, b in folds]) for c in candidates]
    return candidates[int(np.argmin(means))], means


#> patience one too long | patience_plus_one
def early_stop(losses, patience, min_delta=0.0):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best, waited = epoch, 0
        else:
            waited += 1
            if waited > patience:
                return epoch, best
    return len(losses) - 1, best


#> never reset | count_not_reset
def early_stop(losses, patience, min_delta=0.0):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best] - min_delta:
            best = epoch
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses) - 1, best


#> min_delta ignored | delta_ignored
def early_stop(losses, patience, min_delta=0.0):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[best]:
            best, waited = epoch, 0
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses) - 1, best


#> compared with the epoch before | compared_with_previous
def early_stop(losses, patience, min_delta=0.0):
    best, waited = 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < losses[epoch - 1] - min_delta:
            best, waited = epoch, 0
        else:
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses) - 1, best


#> folds n//k drop; best is max; patience counted from best | remainder_dropped, largest_chosen, patience_plus_one
def k_folds(n, k):
    size = n//k
    idx = np.arange(n)
    return [(np.concatenate([idx[:i*size], idx[(i+1)*size:]]), idx[i*size:(i+1)*size]) for i in range(k)]
def cross_validate(score, folds, candidates):
    means = [float(np.mean([score(c, a, b) for a, b in folds])) for c in candidates]
    return candidates[int(np.argmax(means))], means
def early_stop(losses, patience, min_delta=0.0):
    best, wait = 0, 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best] - min_delta:
            best, wait = i, 0
        else:
            wait += 1
            if wait > patience:
                return i, best
    return len(losses)-1, best


#> score args swapped, wait not reset | parts_exchanged, count_not_reset
def cross_validate(score, folds, candidates):
    means = [float(np.mean([score(c, b, a) for a, b in folds])) for c in candidates]
    return candidates[int(np.argmin(means))], means
def early_stop(losses, patience, min_delta=0.0):
    best, wait = 0, 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best] - min_delta:
            best = i
        else:
            wait += 1
        if wait >= patience:
            return i, best
    return len(losses)-1, best


#> the mean over candidates, not folds | roles_exchanged, other_axis, compared_with_previous
def k_folds(n, k):
    parts = np.array_split(np.arange(n), k)
    return [(parts[i], np.concatenate(parts[:i] + parts[i + 1:])) for i in range(k)]
def cross_validate(score, folds, candidates):
    M = np.array([[score(c, a, b) for c in candidates] for a, b in folds])
    return candidates[int(M.mean(axis=0).argmin())], M.mean(axis=1).tolist()
def early_stop(losses, patience, min_delta=0.0):
    best, wait = 0, 0
    for i in range(1, len(losses)):
        if losses[i] < losses[i - 1] - min_delta:
            best, wait = i, 0
        else:
            wait += 1
            if wait >= patience:
                return i, best
    return len(losses) - 1, best


#> returns the lowest mean as best, as one edit | other_variable
def cross_validate(score, folds, candidates):
    """Choose the setting with the lowest mean score.

    score: function (candidate, train, val) -> float, a validation loss
    folds: list of pairs (train, val) of int arrays
    candidates: list of settings

    Returns (best, means): best one of candidates; means a list of floats, the mean
    score over the folds for each candidate.
    """
    means = []
    for candidate in candidates:
        means.append(sum(score(candidate, train, val) for train, val in folds) / len(folds))
    # argmin gives a place in the list; the caller wants the setting that stands there.
    return min(means), means


#> never stopped: stop = len(losses), as one edit | part_left_out
def early_stop(losses, patience, min_delta=0.0):
    """Decide when training ends and which epoch to keep.

    losses: list of floats, the validation loss after each epoch
    patience: int >= 1; min_delta: float >= 0

    Returns (stop, best), ints, epochs counted from 0.
    """
    to_beat, best, waited = losses[0], 0, 0
    for epoch in range(1, len(losses)):
        if losses[epoch] < to_beat - min_delta:
            to_beat, best, waited = losses[epoch], epoch, 0
        else:
            # to_beat stays: it is lowered by improvements only, or many steps that
            # are each too small would never add up to one.
            waited += 1
            if waited == patience:
                return epoch, best
    return len(losses), best


#> array_split of a permutation; while loop, written otherwise | right
def k_folds(n, k):
    parts = np.array_split(np.random.default_rng(3).permutation(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1:]), parts[i]) for i in range(k)]
def cross_validate(score, folds, candidates):
    table = np.array([[score(c, a, b) for a, b in folds] for c in candidates])
    return min(zip(table.mean(1), candidates))[1], table.mean(axis=1)
def early_stop(losses, patience, min_delta=0.0):
    best = 0; e = 0
    while e + 1 < len(losses) and e - best < patience:
        e += 1
        if losses[best] - losses[e] > min_delta:
            best = e
    return e, best


#> the arguments of score in another order | arguments_of_score
def cross_validate(score, folds, candidates):
    means = []
    for candidate in candidates:
        means.append(sum((score(train, val, candidate) for train, val in folds)) / len(folds))
    return (candidates[int(np.argmin(means))], means)
