"""A wrong value as a multiple of the right one, or as the right one and something added: the same on every case."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from grader.arrays import NDArray
from grader.judging.case_view import CaseView
from grader.judging.general.numbers import NumberPairs, are_telling
from grader.text.numbers import number_text

MOST_ARRAYS = 10  # of a case's inputs, whose lengths are counts to divide by
FIXED = {"2": 2.0, "1/2": 0.5, "-2": -2.0, "-1/2": -0.5}
LOGARITHMS = {"1/ln 2": 1 / math.log(2), "1/ln 10": 1 / math.log(10)}


def factor_words(pairs: NumberPairs) -> str | None:
    """Such as "1/N times the right one, with N the number of rows of x", on every plain case; None where there is no such factor."""
    if not any(np.any(pair.expected) for pair in pairs) or not _are_multiples(pairs):
        return None
    ratios = [_ratio(pair.got, pair.expected) for pair in pairs]
    fixed = _fixed_words(ratios, FIXED)
    if not fixed and (words := _count_words(pairs, ratios)):
        return words
    fixed = fixed or _fixed_words(ratios, LOGARITHMS)
    return f"{fixed} times the right one" if fixed else None


def number_factor(pairs: NumberPairs) -> str | None:
    """A factor that is only a number: seen on several different values, so that it says something."""
    if not are_telling(pairs) or not _are_multiples(pairs):
        return None
    ratios = [ratio for pair in pairs if (ratio := _ratio(pair.got, pair.expected)) is not None]
    return number_text(ratios[0], 6) if _agree(ratios, [ratios[0]] * len(ratios)) and ratios[0] else None


def constant_added(pairs: NumberPairs) -> str | None:
    """What every value has too much, as words; None where that is not one number."""
    if not are_telling(pairs) or any(p.got.shape != p.expected.shape for p in pairs):
        return None
    gaps = [pair.got.astype(np.float64) - pair.expected for pair in pairs]
    flat = np.concatenate([gap.ravel() for gap in gaps])
    if not flat.size or not np.isfinite(flat).all() or np.ptp(flat) > 1e-9 * max(1.0, abs(flat[0])):
        return None
    return f"{number_text(abs(float(flat[0])), 6)} {'more' if flat[0] > 0 else 'less'}"


def _are_multiples(pairs: NumberPairs) -> bool:
    """In each case every entry is the same multiple of the expected one."""
    for pair in pairs:
        ratio = _ratio(pair.got, pair.expected)
        if pair.got.shape != pair.expected.shape or not np.isfinite(pair.got).all():
            return False
        if not pair.shows(pair.expected * (1.0 if ratio is None else ratio)):
            return False
    return True


def _ratio(got: NDArray[Any], expected: NDArray[Any]) -> float | None:
    """At the largest expected entry; None where all are 0."""
    if got.shape != expected.shape or not np.any(expected):
        return None
    place = np.unravel_index(np.argmax(np.abs(expected)), expected.shape)
    return float(got[place]) / float(expected[place])


def _agree(ratios: list[float | None] | list[float], wanted: list[float]) -> bool:
    """A case in which all is 0 agrees with every factor."""
    return all(
        ratio is None or math.isclose(ratio, want, rel_tol=1e-6) for ratio, want in zip(ratios, wanted, strict=True)
    )


def _fixed_words(ratios: list[float | None], factors: Mapping[str, float]) -> str | None:
    return next((name for name, value in factors.items() if _agree(ratios, [value] * len(ratios))), None)


# ------------------------------------------------------------------------------------------------------------------------- counts


def _count_words(pairs: NumberPairs, ratios: list[float | None]) -> str | None:
    """A factor made of the lengths of an input, which are not the same in all cases (a fixed number would fit as well)."""
    lengths = [_lengths(pair.view) for pair in pairs]
    for places in _places(lengths):
        counts = [[case[place] for place in places] for case in lengths]
        if all(count == counts[0] for count in counts):
            continue
        for name, value in _with_signs(FORMULAS[len(places)]):
            if _agree(ratios, [value(*count) for count in counts]):
                letters = dict(zip("NM", places, strict=False))
                meaning = " and ".join(f"{letter} the {_place_words(place)}" for letter, place in letters.items())
                return f"{name} times the right one, with {meaning}"
    return None


def _with_signs(formulas: Mapping[str, Callable[..., float]]) -> Iterator[tuple[str, Callable[..., float]]]:
    """Each formula, then each with the other sign: a gradient may have two mistakes."""
    yield from formulas.items()
    for name, value in formulas.items():
        yield f"-{name}", lambda *count, value=value: -value(*count)


def _lengths(view: CaseView) -> dict[tuple[str, int, int], float]:
    """The lengths of the first arrays among the inputs, by name, axis and number of axes."""
    arrays = {name: value for name, value in _named_arrays(view.inputs) if value.ndim and value.size}
    some = list(arrays.items())[:MOST_ARRAYS]
    return {(name, axis, a.ndim): float(length) for name, a in some for axis, length in enumerate(a.shape)}


def _named_arrays(inputs: Mapping[str, Any]) -> Iterator[tuple[str, NDArray[Any]]]:
    for name, value in inputs.items():
        if isinstance(value, np.ndarray):
            yield name, value
        elif isinstance(value, dict):
            yield from ((str(key), part) for key, part in value.items() if isinstance(part, np.ndarray))
        elif isinstance(value, (list, tuple)) and value and all(isinstance(part, (int, float)) for part in value):
            yield name, np.asarray(value)


def _places(lengths: list[dict[tuple[str, int, int], float]]) -> Iterator[tuple[tuple[str, int, int], ...]]:
    """One place, then two of the same array; each in all cases."""
    shared = [place for place in lengths[0] if all(place in case for case in lengths)]
    yield from ((place,) for place in shared)
    yield from ((a, b) for a in shared for b in shared if a[0] == b[0] and a[1] < b[1])


def _place_words(place: tuple[str, int, int]) -> str:
    name, axis, axes = place
    if axes == 1:
        return f"number of entries of {name}"
    if axes == 2:
        return f"number of {('rows', 'columns')[axis]} of {name}"
    return f"length of axis {axis} of {name}"


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom else math.nan


FORMULAS: dict[int, dict[str, Any]] = {
    1: {
        "N": lambda n: n,
        "1/N": lambda n: 1 / n,
        "2 N": lambda n: 2 * n,
        "2/N": lambda n: 2 / n,
        "N/2": lambda n: n / 2,
        "1/(2 N)": lambda n: 1 / (2 * n),
        "(N - 1)/N": lambda n: (n - 1) / n,
        "N/(N - 1)": lambda n: _over(n, n - 1),
        "1/(N - 1)": lambda n: _over(1, n - 1),
        "the square root of N/(N - 1)": lambda n: math.sqrt(_over(n, n - 1)),
        "the square root of (N - 1)/N": lambda n: math.sqrt((n - 1) / n),
        "N^2": lambda n: n * n,
        "1/N^2": lambda n: 1 / (n * n),
        "the square root of N": math.sqrt,
        "1/(the square root of N)": lambda n: 1 / math.sqrt(n),
    },
    2: {
        "N M": lambda n, m: n * m,
        "1/(N M)": lambda n, m: 1 / (n * m),
        "N/M": lambda n, m: n / m,
        "M/N": lambda n, m: m / n,
    },
}
