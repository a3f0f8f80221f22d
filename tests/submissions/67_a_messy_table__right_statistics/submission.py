"""The median of the standard library, z-scores of one function for both tables, counts in two dicts."""

import statistics

import numpy as np


def median(values):
    return statistics.median([v for v in values if v is not None])


def columns(rows, label):
    words = {name for row in rows for name, entry in row.items() if isinstance(entry, str)}
    names = [name for name in rows[0] if name != label]
    return [n for n in names if n not in words], [n for n in names if n in words]


def prepare(train, test, numeric, categorical):
    makers = []
    for name in numeric:
        gap = median([row[name] for row in train])
        filled = [gap if row[name] is None else row[name] for row in train]
        mean, std = statistics.fmean(filled), statistics.pstdev(filled)
        if std == 0:
            std = 1
        makers.append(lambda row, n=name, g=gap, m=mean, s=std: [((g if row[n] is None else row[n]) - m) / s])
    for name in categorical:
        words = sorted(set(row[name] for row in train) - {None})
        makers.append(lambda row, n=name, w=words: [float(row[n] == v) for v in w] + [float(row[n] not in w)])
    return tuple(np.array([sum((make(row) for make in makers), []) for row in table]) for table in (train, test))


def rate_by_group(rows, column, label):
    ones, all_rows = {}, {}
    for row in rows:
        word = row[column]
        if word is None or row[label] is None:
            continue
        ones[word] = ones.get(word, 0) + row[label]
        all_rows[word] = all_rows.get(word, 0) + 1
    return {word: ones[word] / all_rows[word] for word in sorted(all_rows)}
