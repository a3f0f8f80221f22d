#> rows and columns exchanged | transposed
def confusion_matrix(y, p, C):
    M = np.zeros((C, C), dtype=int)
    np.add.at(M, (p, y), 1)
    return M


#> repeated pairs counted once | repeats_lost
def confusion_matrix(y, p, C):
    M = np.zeros((C, C), dtype=int)
    M[y, p] += 1
    return M


#> as shares | shares_returned
def confusion_matrix(y, p, C):
    M = np.zeros((C, C))
    np.add.at(M, (y, p), 1)
    return M / len(y)


#> the shape as two arguments | shape_as_two_arguments
def confusion_matrix(y, p, C):
    M = np.zeros(C, C)
    for a, b in zip(y, p):
        M[a, b] += 1
    return M


#> precision and recall exchanged | recall_for_precision, precision_for_recall
def scores(M):
    hits = M.diagonal()
    precision, recall = share(hits, M.sum(axis=1)), share(hits, M.sum(axis=0))
    return {"accuracy": hits.sum() / M.sum(), "precision": precision, "recall": recall, "f1": share(2 * precision * recall, precision + recall)}


#> f1 as the mean | arithmetic_mean
def scores(M):
    hits = M.diagonal()
    precision, recall = share(hits, M.sum(axis=0)), share(hits, M.sum(axis=1))
    return {"accuracy": hits.sum() / M.sum(), "precision": precision, "recall": recall, "f1": (precision + recall) / 2}


#> the two of f1 | two_missing
def scores(M):
    hits = M.diagonal()
    precision, recall = share(hits, M.sum(axis=0)), share(hits, M.sum(axis=1))
    return {"accuracy": hits.sum() / M.sum(), "precision": precision, "recall": recall, "f1": share(precision * recall, precision + recall)}


#> accuracy per class | accuracy_by_class
def scores(M):
    hits = M.diagonal()
    precision, recall = share(hits, M.sum(axis=0)), share(hits, M.sum(axis=1))
    return {"accuracy": hits / M.sum(axis=1), "precision": precision, "recall": recall, "f1": share(2 * precision * recall, precision + recall)}


#> nan where nothing was predicted | zero_division
def scores(M):
    hits = M.diagonal()
    precision, recall = hits / M.sum(axis=0), hits / M.sum(axis=1)
    return {"accuracy": hits.sum() / M.sum(), "precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}


#> ties lost | ties_lost
right = roc_auc
def roc_auc(s, y):
    if len(set(y)) < 2:
        raise ValueError("labels")
    gap = s[y == 1][:, None] - s[y == 0]
    return (gap > 0).mean()


#> the labels exchanged | order_reversed
def roc_auc(s, y):
    if len(set(y)) < 2:
        raise ValueError("labels")
    gap = s[y == 0][:, None] - s[y == 1]
    return (gap > 0).mean() + (gap == 0).mean() / 2


#> transposed matrix; precision recall swapped; auc strict | transposed, recall_for_precision, precision_for_recall, ties_lost
def confusion_matrix(y, p, C):
    M = np.zeros((C, C), int)
    for a, b in zip(y, p):
        M[b, a] += 1
    return M
def scores(M):
    tp = np.diag(M)
    with np.errstate(all="ignore"):
        precision = np.nan_to_num(tp/M.sum(axis=1))
        recall = np.nan_to_num(tp/M.sum(axis=0))
        f1 = np.nan_to_num(2*precision*recall/(precision+recall))
    return dict(accuracy=tp.sum()/M.sum(), precision=precision, recall=recall, f1=f1)
def roc_auc(s, y):
    pos, neg = s[y == 1], s[y == 0]
    if len(pos) == 0 or len(neg) == 0:
        raise ValueError
    return float(np.mean(pos[:, None] > neg[None, :]))


#> f1 arithmetic mean, auc >=, fancy index without add.at | repeats_lost, mean_of_recalls, arithmetic_mean, ties_won
def confusion_matrix(y, p, C):
    M = np.zeros((C, C), int)
    M[y, p] += 1
    return M
def scores(M):
    tp = np.diag(M).astype(float)
    col, row = M.sum(0), M.sum(1)
    precision = np.divide(tp, col, out=np.zeros(len(tp)), where=col > 0)
    recall = np.divide(tp, row, out=np.zeros(len(tp)), where=row > 0)
    return dict(accuracy=float(np.mean(recall)), precision=precision, recall=recall, f1=(precision+recall)/2)
def roc_auc(s, y):
    pos, neg = s[y == 1], s[y == 0]
    if len(pos) == 0 or len(neg) == 0:
        raise ValueError
    return float(np.mean(pos[:, None] >= neg[None, :]))


#> bincount and rankdata | right
def confusion_matrix(y, p, C):
    return np.bincount(np.asarray(y)*C+np.asarray(p), minlength=C*C).reshape(C, C)
def scores(M):
    M = M.astype(float)
    d, c, r = M.diagonal(), M.sum(0), M.sum(1)
    safe = lambda a, b: np.where(b == 0, 0.0, a/np.where(b == 0, 1, b))
    return {"accuracy": M.trace()/M.sum() if M.sum() else 0.0, "precision": safe(d, c), "recall": safe(d, r), "f1": safe(2*d, c+r)}
def roc_auc(s, y):
    s, y = np.asarray(s, float), np.asarray(y)
    P, N = int((y == 1).sum()), int((y == 0).sum())
    if P*N == 0:
        raise ValueError("one label only")
    _, inv, cnt = np.unique(s, return_inverse=True, return_counts=True)
    rank = (np.cumsum(cnt) - (cnt-1)/2)[inv]
    return (rank[y == 1].sum() - P*(P+1)/2)/(P*N)


#> macro over the wrong axis, auc by trapezoid without ties | zero_division
def scores(M):
    M = np.asarray(M, float)
    d = np.diag(M)
    with np.errstate(all="ignore"):
        p = d/M.sum(axis=0)
        r = d/M.sum(axis=1)
        f = 2*p*r/(p + r)
    return {"accuracy": d.sum()/M.sum(), "precision": p, "recall": r, "f1": f}
def roc_auc(s, y):
    if len(set(y.tolist())) < 2:
        raise ValueError
    order = np.argsort(s)
    y = y[order]
    tpr, fpr = np.cumsum(y)/y.sum(), np.cumsum(1 - y)/(1 - y).sum()
    return float(np.sum(np.diff(np.r_[0, fpr])*tpr))


#> the share of label 1 | two_missing, order_reversed
def scores(M):
    d = np.diag(M).astype(float)
    c, r = M.sum(0), M.sum(1)
    p = np.divide(d, c, out=np.zeros(len(d)), where=c > 0)
    q = np.divide(d, r, out=np.zeros(len(d)), where=r > 0)
    f = np.divide(p*q, p + q, out=np.zeros(len(d)), where=p + q > 0)
    return {"accuracy": d.sum()/len(M), "precision": p, "recall": q, "f1": f}
def roc_auc(s, y):
    P, N = s[y == 1], s[y == 0]
    if len(P)*len(N) == 0: raise ValueError
    return float(sum((p < n) + 0.5*(p == n) for p in P for n in N)/(len(P)*len(N)))


#> AUC counts >= (ties full), as one edit | ties_won
def roc_auc(s, y):
    """Return the share of pairs that the scores order rightly, a float in 0..1.

    s: float array (N,), scores; y: int array (N,) of 0 and 1; neither is changed
    A tie counts one half.

    Raises ValueError if one of the two labels is missing.
    """
    # A column (P, 1) against a row (Q,): the gap of every pair, (P, Q).
    gap = s[y == 1][:, None] - s[y == 0]
    if gap.size == 0:
        raise ValueError("roc_auc needs examples of both labels")
    return (gap >= 0).mean()


#> bincount, loops, midranks, written otherwise | right
def confusion_matrix(y, p, C):
    return np.bincount(np.asarray(y) * C + p, minlength=C * C).reshape(C, C).tolist()
def scores(M):
    C = len(M); P, R, F = [], [], []
    for k in range(C):
        col = sum(M[i][k] for i in range(C)); row = sum(M[k][j] for j in range(C)); t = M[k][k]
        P.append(t / col if col else 0.0); R.append(t / row if row else 0.0)
        F.append(2 * t / (row + col) if row + col else 0.0)
    return {"f1": F, "recall": R, "precision": P, "accuracy": sum(M[k][k] for k in range(C)) / sum(map(sum, M))}
def roc_auc(s, y):
    pos = [a for a, b in zip(s, y) if b]; neg = [a for a, b in zip(s, y) if not b]
    if not pos or not neg:
        raise ValueError
    return sum(1.0 if a > b else 0.5 if a == b else 0.0 for a in pos for b in neg) / len(pos) / len(neg)
