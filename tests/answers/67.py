#> median lower middle; mean imputation; std of unfilled; no unknown column | upper_middle, first_row_decides_numbers, first_row_decides_words, missing_label_as_zero, follows_from
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


#> median lower middle; mean imputation; std of unfilled; no unknown column again | upper_middle, first_row_decides_numbers, first_row_decides_words, missing_label_as_zero, follows_from
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


#> median: lower middle, as one edit | follows_from, lower_middle
def median(values):
    """Return the median of the known values, a float.

    values: list of numbers and None; at least one is a number
    """
    known = sorted(v for v in values if v is not None)
    n = len(known)
    # Where n is odd, both indices are the middle one.
    return known[(n - 1) // 2]


#> median: drops zeros and None (if v), as one edit | small_numbers_lost
def median(values):
    """Return the median of the known values, a float.

    values: list of numbers and None; at least one is a number
    """
    known = sorted(v for v in values if v and v > 0)
    n = len(known)
    # Where n is odd, both indices are the middle one.
    return (known[(n - 1) // 2] + known[n // 2]) / 2


#> columns: alphabetical, as one edit | sorted_names
def columns(rows, label):
    """Return (numeric, categorical), two lists of column names without label.

    rows: list of dicts from column name to a number, a str or None
    label: str
    """
    numeric, categorical = [], []
    for name in rows[0]:
        if name != label:  # as a feature it would give the answer away
            known = [row[name] for row in rows if row[name] is not None]
            (categorical if isinstance(known[0], str) else numeric).append(name)
    return sorted(numeric), sorted(categorical)


#> columns: None counts as number, as one edit | any_gap_is_number
def columns(rows, label):
    """Return (numeric, categorical), two lists of column names without label.

    rows: list of dicts from column name to a number, a str or None
    label: str
    """
    numeric, categorical = [], []
    for name in rows[0]:
        if name != label:  # as a feature it would give the answer away
            known = [row[name] for row in rows]
            (categorical if all(isinstance(k, str) for k in known) else numeric).append(name)
    return numeric, categorical


#> prepare: test scaled on its own, as one edit | each_on_its_own
def prepare(train, test, numeric, categorical):
    """Return (X_train, X_test), two float arrays with the same columns.

    train, test: lists of dicts as in columns
    numeric, categorical: lists of column names
    """
    blocks_train, blocks_test = [], []

    for name in numeric:
        middle = median([row[name] for row in train])
        filled = fill(train, name, middle)
        mean, std = filled.mean(), filled.std() or 1.0  # after filling, on train
        blocks_train.append((filled - mean)[:, None] / std)
        ft = fill(test, name, middle)
        blocks_test.append((ft - ft.mean())[:, None] / (ft.std() or 1))

    for name in categorical:
        words = sorted({row[name] for row in train if row[name] is not None})
        blocks_train.append(one_hot(train, name, words))
        blocks_test.append(one_hot(test, name, words))

    return np.hstack(blocks_train), np.hstack(blocks_test)


#> prepare: only None in the last column, new words nothing, as one edit | new_words_dropped
def one_hot(rows, name, words):
    """Return a column for each word, and a last one for anything else."""
    block = np.zeros((len(rows), len(words) + 1))
    for i, row in enumerate(rows):
        if row[name] is None: block[i, -1] = 1
        elif row[name] in words: block[i, words.index(row[name])] = 1
    return block


#> prepare: categorical first, as one edit | words_first
def prepare(train, test, numeric, categorical):
    """Return (X_train, X_test), two float arrays with the same columns.

    train, test: lists of dicts as in columns
    numeric, categorical: lists of column names
    """
    blocks_train, blocks_test = [], []

    for name in numeric:
        middle = median([row[name] for row in train])
        filled = fill(train, name, middle)
        mean, std = filled.mean(), filled.std() or 1.0  # after filling, on train
        blocks_train.append((filled - mean)[:, None] / std)
        blocks_test.append((fill(test, name, middle) - mean)[:, None] / std)

    for name in categorical:
        words = sorted({row[name] for row in train if row[name] is not None})
        blocks_train.append(one_hot(train, name, words))
        blocks_test.append(one_hot(test, name, words))

    k = len(numeric)
    return np.hstack(blocks_train[k:] + blocks_train[:k]), np.hstack(blocks_test[k:] + blocks_test[:k])


#> rate: share of all rows, as one edit | share_of_all
def rate_by_group(rows, column, label):
    """Return the share of label 1 for each word, a dict from str to float.

    rows: list of dicts as in columns; column, label: str
    """
    groups = {}
    for row in rows:
        if row[column] is not None and row[label] is not None:
            groups.setdefault(row[column], []).append(row[label])
    return {word: sum(labels) / len(rows) for word, labels in groups.items()}


#> rate: share of label 0, as one edit | share_of_zeros
def rate_by_group(rows, column, label):
    """Return the share of label 1 for each word, a dict from str to float.

    rows: list of dicts as in columns; column, label: str
    """
    groups = {}
    for row in rows:
        if row[column] is not None and row[label] is not None:
            groups.setdefault(row[column], []).append(row[label])
    return {word: 1 - sum(labels) / len(labels) for word, labels in groups.items()}


#> rate: only survivors counted in groups, as one edit | share_of_zeros
def rate_by_group(rows, column, label):
    """Return the share of label 1 for each word, a dict from str to float.

    rows: list of dicts as in columns; column, label: str
    """
    groups = {}
    for row in rows:
        if row[column] is not None and row[label] is not None:
            groups.setdefault(row[column], []).append(1 - row[label])
    return {word: sum(labels) / len(labels) for word, labels in groups.items()}


#> statistics, np.unique, Counter, written otherwise | right
import statistics
from collections import defaultdict
def median(values):
    return statistics.median([v for v in values if v is not None])
def columns(rows, label):
    kinds = {c: next(type(r[c]) for r in rows if r[c] is not None) for c in rows[0] if c != label}
    return [c for c in kinds if kinds[c] is not str], [c for c in kinds if kinds[c] is str]
def prepare(train, test, numeric, categorical):
    makers = []
    for c in numeric:
        m = median([r[c] for r in train]); col = [m if r[c] is None else r[c] for r in train]
        mu, sd = statistics.fmean(col), statistics.pstdev(col) or 1
        makers.append(lambda r, c=c, m=m, mu=mu, sd=sd: [((m if r[c] is None else r[c]) - mu) / sd])
    for c in categorical:
        words = sorted({r[c] for r in train} - {None})
        makers.append(lambda r, c=c, words=words: [float(r[c] == w) for w in words] + [float(r[c] not in words)])
    build = lambda table: [[x for f in makers for x in f(r)] for r in table]
    return build(train), build(test)
def rate_by_group(rows, column, label):
    good, all_ = defaultdict(int), defaultdict(int)
    for r in rows:
        if None not in (r[column], r[label]):
            good[r[column]] += r[label]; all_[r[column]] += 1
    return {k: good[k] / all_[k] for k in all_}


#> prepare: gaps of the test rows filled with their own median | gaps_filled_on_their_own
def prepare(train, test, numeric, categorical):
    blocks_train, blocks_test = ([], [])
    for name in numeric:
        middle = median([row[name] for row in train])
        filled = fill(train, name, middle)
        mean, std = (filled.mean(), filled.std() or 1.0)
        blocks_train.append((filled - mean)[:, None] / std)
        blocks_test.append((fill(test, name, median([row[name] for row in test])) - mean)[:, None] / std)
    for name in categorical:
        words = sorted({row[name] for row in train if row[name] is not None})
        blocks_train.append(one_hot(train, name, words))
        blocks_test.append(one_hot(test, name, words))
    return (np.hstack(blocks_train), np.hstack(blocks_test))
