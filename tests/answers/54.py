#> targets as inputs | shifted_backwards
def shift(ids):
    return ids[:, 1:], ids[:, :-1]


#> not shifted | not_shifted
def shift(ids):
    return ids, ids


#> rows shifted | rows_shifted
def shift(ids):
    return ids[:-1], ids[1:]


#> padding counted | fillers_counted
def token_loss(z, y, pad):
    s = z - z.max(axis=2, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=2, keepdims=True))
    label = np.eye(z.shape[2])[y]
    return float(-(logp * label).sum() / y.size), (np.exp(logp) - label) / y.size


#> divided by all tokens | divided_by_all_places
def token_loss(z, y, pad):
    s = z - z.max(axis=2, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=2, keepdims=True))
    label, keep = np.eye(z.shape[2])[y], y != pad
    return float(-((logp * label).sum(axis=2) * keep).sum() / y.size), (np.exp(logp) - label) * keep[:, :, None] / y.size


#> divided by the batch | divided_by_sentences
def token_loss(z, y, pad):
    s = z - z.max(axis=2, keepdims=True)
    logp = s - np.log(np.exp(s).sum(axis=2, keepdims=True))
    label, keep = np.eye(z.shape[2])[y], y != pad
    return float(-((logp * label).sum(axis=2) * keep).sum() / len(y)), (np.exp(logp) - label) * keep[:, :, None] / len(y)


#> two to the loss | base_two
def perplexity(loss):
    return 2.0**loss


#> the loss itself | loss_returned
def perplexity(loss):
    return loss


#> multiplied by the temperature | temperature_multiplied
right = next_probabilities
def next_probabilities(z, temperature, top_k):
    return right(z, 1 / temperature, top_k)


#> the temperature forgotten | temperature_after
right = next_probabilities
def next_probabilities(z, temperature, top_k):
    return right(z, 1.0, top_k)


#> top_k forgotten | top_k_ignored
right = next_probabilities
def next_probabilities(z, temperature, top_k):
    return right(z, temperature, len(z))


#> cut after the softmax | not_shared_out_again
def next_probabilities(z, temperature, top_k):
    e = np.exp((z - z.max()) / temperature)
    p = e / e.sum()
    return np.where(z >= np.sort(z)[-top_k], p, 0)


#> mean over all places; topk then no renormalise; shift reversed | shifted_backwards, divided_by_all_places, base_two, not_shared_out_again
def shift(ids):
    return ids[:, 1:], ids[:, :-1]
def token_loss(z, y, pad):
    N, T, V = z.shape
    m = z.max(-1, keepdims=True)
    logp = z - m - np.log(np.exp(z-m).sum(-1, keepdims=True))
    keep = y != pad
    pick = np.take_along_axis(logp, y[..., None], -1)[..., 0]
    loss = -(pick*keep).mean()
    Y = np.eye(V)[y]
    dz = (np.exp(logp)-Y)*keep[..., None]/(N*T)
    return float(loss), dz
def perplexity(loss):
    return 2**loss
def next_probabilities(z, temperature, top_k):
    e = np.exp((z-z.max())/temperature)
    p = e/e.sum()
    p[np.argsort(p)[:-top_k]] = 0
    return p


#> temperature multiplies; bottom k; pads count in gradient | fillers_trained, temperature_multiplied
def token_loss(z, y, pad):
    N, T, V = z.shape
    m = z.max(-1, keepdims=True)
    logp = z - m - np.log(np.exp(z-m).sum(-1, keepdims=True))
    keep = y != pad
    pick = np.take_along_axis(logp, y[..., None], -1)[..., 0]
    loss = -pick[keep].mean()
    dz = (np.exp(logp)-np.eye(V)[y])/keep.sum()
    return float(loss), dz
def next_probabilities(z, temperature, top_k):
    z = np.array(z, float)*temperature
    keep = np.argsort(z)[::-1][:top_k]
    p = np.zeros(len(z))
    e = np.exp(z[keep]-z[keep].max())
    p[keep] = e/e.sum()
    return p


#> the loss per sentence, top k by the lowest | sentence_means, lowest_kept
def token_loss(z, y, pad):
    m = z.max(-1, keepdims=True)
    lp = z - m - np.log(np.exp(z - m).sum(-1, keepdims=True))
    keep = (y != pad)
    n = keep.sum(axis=1)
    pick = np.take_along_axis(lp, y[..., None], -1)[..., 0]*keep
    loss = -(pick.sum(1)/np.maximum(n, 1)).mean()
    dz = (np.exp(lp) - np.eye(z.shape[-1])[y])*keep[..., None]/keep.sum()
    return float(loss), dz
def next_probabilities(z, temperature, top_k):
    z = np.asarray(z, float)/temperature
    idx = np.argsort(z)[:top_k]
    p = np.zeros(len(z))
    e = np.exp(z[idx] - z[idx].max())
    p[idx] = e/e.sum()
    return p


#> dz: label not subtracted, as one edit | label_forgotten
def token_loss(z, y, pad):
    """Return (loss, dz) over the places whose target is not the filler.

    z: float array (N, T, V), any finite scores; y: int array (N, T), each from 0 to V - 1.
    pad: int, the filler; at least one target is another word. z and y are not changed.
    Returns loss, a float, and dz = dloss/dz, a float array (N, T, V).
    """
    # log softmax from the scores: the largest score of each place is taken away first.
    shifted = z - z.max(axis=2, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=2, keepdims=True))
    keep = y != pad
    count = keep.sum()  # words, not sentences: a long sentence has more to say
    label = np.eye(z.shape[2])[y]  # one-hot, (N, T, V)
    loss = -((log_p * label).sum(axis=2) * keep).sum() / count
    # Probabilities minus labels, as in exercise 14; 0 where the place does not count.
    dz = np.exp(log_p) * keep[:, :, None] / count
    return float(loss), dz


#> loops, written otherwise | right
import math
def token_loss(z, y, pad):
    N, T, V = z.shape; dz = np.zeros((N, T, V)); total = 0; count = sum(int(v != pad) for r in y for v in r)
    for n in range(N):
        for t in range(T):
            if y[n][t] == pad: continue
            m = max(z[n, t]); lse = m + math.log(sum(math.exp(a - m) for a in z[n, t]))
            total += lse - z[n, t, y[n, t]]
            dz[n, t] = [math.exp(a - lse) / count for a in z[n, t]]
            dz[n, t, y[n, t]] -= 1 / count
    return total / count, dz
def next_probabilities(z, temperature, top_k):
    keep = np.argpartition(z, -top_k)[-top_k:]
    p = np.zeros(z.size); p[keep] = np.exp((z[keep] - z.max()) / temperature)
    return p / p.sum()


#> the threshold counted from below | counted_from_below
def next_probabilities(z, temperature, top_k):
    lowest_kept = np.sort(z)[top_k - 1]
    scores = np.where(z >= lowest_kept, z / temperature, -np.inf)
    e = np.exp(scores - scores.max())
    return e / e.sum()
