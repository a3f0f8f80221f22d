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
