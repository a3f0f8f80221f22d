#> median lower middle; mean imputation; std of unfilled; no unknown column | upper_middle, first_row_decides_numbers, first_row_decides_words, missing_label_as_zero
def median(values):
    v = sorted(x for x in values if x is not None)
    return float(v[len(v)//2])
def columns(rows, label):
    num = [k for k in rows[0] if k != label and isinstance(rows[0][k], (int, float))]
    cat = [k for k in rows[0] if k != label and isinstance(rows[0][k], str)]
    return num, cat
def rate_by_group(rows, column, label):
    out = {}
    for r in rows:
        if r[column] is None: continue
        out.setdefault(r[column], []).append(r[label] or 0)
    return {k: sum(v)/len(v) for k, v in out.items()}


#> statistics module | right
import statistics
def median(values):
    return float(statistics.median(v for v in values if v is not None))
def columns(rows, label):
    names = [k for k in rows[0] if k != label]
    kind = {k: next(r[k] for r in rows if r[k] is not None) for k in names}
    return [k for k in names if not isinstance(kind[k], str)], [k for k in names if isinstance(kind[k], str)]
def prepare(train, test, numeric, categorical):
    blocks = []
    for k in numeric:
        m = median([r[k] for r in train])
        f = [np.array([m if r[k] is None else r[k] for r in t], float) for t in (train, test)]
        s = f[0].std() or 1
        blocks.append([((c-f[0].mean())/s)[:, None] for c in f])
    for k in categorical:
        words = sorted({r[k] for r in train} - {None})
        blocks.append([np.array([[float(r[k] == w) for w in words] + [float(r[k] not in words)] for r in t]) for t in (train, test)])
    return tuple(np.hstack([b[i] for b in blocks]) for i in (0, 1))
def rate_by_group(rows, column, label):
    words = {r[column] for r in rows if r[column] is not None and r[label] is not None}
    return {w: sum(r[label] for r in rows if r[column] == w and r[label] is not None)/sum(1 for r in rows if r[column] == w and r[label] is not None) for w in words}


#> median lower middle; mean imputation; std of unfilled; no unknown column again | upper_middle, first_row_decides_numbers, first_row_decides_words, missing_label_as_zero
def median(values):
    v = sorted(x for x in values if x is not None)
    return float(v[len(v)//2])
def columns(rows, label):
    num = [k for k in rows[0] if k != label and isinstance(rows[0][k], (int, float))]
    cat = [k for k in rows[0] if k != label and isinstance(rows[0][k], str)]
    return num, cat
def rate_by_group(rows, column, label):
    out = {}
    for r in rows:
        if r[column] is None: continue
        out.setdefault(r[column], []).append(r[label] or 0)
    return {k: sum(v)/len(v) for k, v in out.items()}


#> statistics module again | right
import statistics
def median(values):
    return float(statistics.median(v for v in values if v is not None))
def columns(rows, label):
    names = [k for k in rows[0] if k != label]
    kind = {k: next(r[k] for r in rows if r[k] is not None) for k in names}
    return [k for k in names if not isinstance(kind[k], str)], [k for k in names if isinstance(kind[k], str)]
def prepare(train, test, numeric, categorical):
    blocks = []
    for k in numeric:
        m = median([r[k] for r in train])
        f = [np.array([m if r[k] is None else r[k] for r in t], float) for t in (train, test)]
        s = f[0].std() or 1
        blocks.append([((c-f[0].mean())/s)[:, None] for c in f])
    for k in categorical:
        words = sorted({r[k] for r in train} - {None})
        blocks.append([np.array([[float(r[k] == w) for w in words] + [float(r[k] not in words)] for r in t]) for t in (train, test)])
    return tuple(np.hstack([b[i] for b in blocks]) for i in (0, 1))
def rate_by_group(rows, column, label):
    words = {r[column] for r in rows if r[column] is not None and r[label] is not None}
    return {w: sum(r[label] for r in rows if r[column] == w and r[label] is not None)/sum(1 for r in rows if r[column] == w and r[label] is not None) for w in words}


#> the mean for the median, the test set with its own scale, gaps as words | each_on_its_own, mean_for_median, share_of_all
def median(values):
    known = [v for v in values if v is not None]
    return float(np.mean(known))
def prepare(train, test, numeric, categorical):
    out = []
    for t in (train, test):
        cols = []
        for k in numeric:
            known = [r[k] for r in t if r[k] is not None]
            m = float(np.median(known))
            c = np.array([m if r[k] is None else r[k] for r in t], float)
            cols.append((c - c.mean())/(c.std() or 1))
        for k in categorical:
            words = sorted({r[k] for r in train} - {None})
            for w in words: cols.append(np.array([float(r[k] == w) for r in t]))
            cols.append(np.array([float(r[k] not in words) for r in t]))
        out.append(np.column_stack(cols))
    return tuple(out)
def rate_by_group(rows, column, label):
    out = {}
    for w in {r[column] for r in rows if r[column] is not None}:
        out[w] = sum(1 for r in rows if r[column] == w and r[label] == 1)/len(rows)
    return out


#> the label among the features | label_kept
def columns(rows, label):
    numeric, categorical = [], []
    for name in rows[0]:
        known = [row[name] for row in rows if row[name] is not None]
        (categorical if isinstance(known[0], str) else numeric).append(name)
    return numeric, categorical


#> no mark for an unknown word | unknown_not_marked
def one_hot(rows, name, words):
    block = np.zeros((len(rows), len(words) + 1))
    for i, row in enumerate(rows):
        if row[name] in words:
            block[i, words.index(row[name])] = 1
    return block
