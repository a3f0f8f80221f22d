import math


def softmax(z):
    rows = [z.tolist()] if z.ndim == 1 else z.tolist()
    done = []
    for row in rows:
        top = max(row)
        e = [math.exp(value - top) for value in row]
        done.append([value / sum(e) for value in e])
    return done[0] if z.ndim == 1 else done
