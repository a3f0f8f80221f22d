# Goal: an order of names that never ends. Earns 0.
import itertools


def topological_sort(parents):
    return itertools.count()
