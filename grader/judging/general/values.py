"""Wrong numbers -> a name: the right ones in another place, on other inputs, times a count; or only what is seen of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from grader.judging.case_view import Evidence, leaves
from grader.judging.general.advice import shared_mistake
from grader.judging.general.distortions import distortion, relation
from grader.judging.general.factors import constant_added, factor_words, number_factor
from grader.judging.general.input_terms import input_term
from grader.judging.general.numbers import are_counts, number_pairs
from grader.judging.general.other_inputs import by_other_inputs, input_itself
from grader.judging.general.other_targets import other_part
from grader.judging.general.places import places_and_values
from grader.judging.general.where import one_row_right, right_at_first, wrong_cases, wrong_place, wrong_where
from grader.judging.share import TooCostly
from grader.report import NamedMistake

MOST_NAMES = 3  # of one target, for the arrays in its output


def of_values(evidence: Evidence, target: str, parts: Mapping[str, Evidence]) -> list[NamedMistake]:
    """Rows about the numbers of the output, or of these parts of it: one for each array that is wrong, alike ones once."""
    pieces = parts.items() if parts else [("", evidence)]
    found: dict[NamedMistake | None, list[Path]] = {}
    for part, one in pieces:
        for path, leaf in leaves(one, (part,) if part else ()):
            if any(not view.right for view in leaf.plain):
                named = _attempt(partial(_of_leaf, leaf, target, path))
                if path == (part,) and (named is None or named.slug in ONLY_SEEN):
                    named = _of_other_part(evidence, target, part, one) or named
                found.setdefault(named, []).append(path)
    if evidence.cases[0].question.call.probe:
        found = _whole_parts(found)
    names = [_with_places(mistake, places) for mistake, places in found.items() if mistake]
    return names[:MOST_NAMES]


# Names that say where the numbers are wrong, not what is wrong with them.
ONLY_SEEN = ("wrong_where", "wrong_for_several", "wrong_place", "wrong_cases", "right_at_first")


def _of_other_part(evidence: Evidence, target: str, part: str, seen: Evidence) -> NamedMistake | None:
    other = other_part(evidence, part, seen)
    return shared_mistake(target, "other_part", other) if other else None


Path: TypeAlias = "tuple[str, ...]"


def _whole_parts(found: Mapping[NamedMistake | None, list[Path]]) -> dict[NamedMistake | None, list[Path]]:
    """What a probe gathered within a part has no name that a learner has read: the part is named, where all of it is wrong alike."""
    parts = {path[:1] for paths in found.values() for path in paths}
    names = {part: {one for one, paths in found.items() if any(path[:1] == part for path in paths)} for part in parts}
    alike = {one: list(dict.fromkeys(path[:1] for path in paths)) for one, paths in found.items()}
    whole = {one: [part for part in paths if len(names[part]) == 1] for one, paths in alike.items()}
    return {one: paths for one, paths in whole.items() if paths}


def _attempt(find: Callable[[], NamedMistake | None]) -> NamedMistake | None:
    """A general row that raises on an output or an input does not hold."""
    try:
        return find()
    except TooCostly:
        raise
    except Exception:
        return None


def of_inputs(evidence: Evidence, target: str) -> NamedMistake | None:
    """The whole output is right for other inputs."""

    def find() -> NamedMistake | None:
        other = by_other_inputs(evidence, ())
        return shared_mistake(target, other[0], *other[1]) if other else None

    return _attempt(find)


def of_seen(evidence: Evidence, target: str) -> NamedMistake | None:
    """What is seen of the whole output, where nothing explains it: from which step on, or in which cases, it is wrong."""

    def find() -> NamedMistake | None:
        if count := right_at_first(evidence):
            return shared_mistake(target, "right_at_first", f"{count} steps are" if count > 1 else "step is")
        if found := wrong_cases(evidence):
            return shared_mistake(target, "wrong_cases", *found)
        return None

    return _attempt(find)


def of_distortion(evidence: Evidence, target: str) -> NamedMistake | None:
    """The whole value is the right one in another place, order or shape."""

    def find() -> NamedMistake | None:
        pairs = number_pairs(evidence)
        slug = distortion(pairs) if pairs else None
        return shared_mistake(target, slug) if slug else None

    return _attempt(find)


def _of_leaf(leaf: Evidence, target: str, path: tuple[str, ...]) -> NamedMistake | None:
    """One array or number: what is known for certain first, what is only seen last."""
    pairs = number_pairs(leaf)
    if pairs is None:
        missing = len(path) > 1 and all(view.value is None and view.raised is None for view in leaf.plain)
        return shared_mistake(target, "entry_missing") if missing and not path[-1].startswith("value ") else None
    if slug := distortion(pairs):
        return shared_mistake(target, slug)
    if words := input_itself(leaf):
        return shared_mistake(target, "input_returned", words)
    if found := places_and_values(pairs):
        return shared_mistake(target, *found)
    if are_counts(pairs) and (more := constant_added(pairs)):
        return shared_mistake(target, "constant_added", more)
    if other := by_other_inputs(leaf, path):
        return shared_mistake(target, other[0], *other[1])
    if words := factor_words(pairs):
        return shared_mistake(target, "constant_factor", words)
    if term := input_term(pairs):
        return shared_mistake(target, term[0], *term[1])
    if slug := relation(pairs):
        return shared_mistake(target, slug)
    if factor := number_factor(pairs):
        return shared_mistake(target, "constant_factor", f"{factor} times the right one")
    if more := constant_added(pairs):
        return shared_mistake(target, "constant_added", more)
    if condition := wrong_where(pairs):
        return shared_mistake(target, "wrong_where", condition)
    if row := one_row_right(pairs):
        return shared_mistake(target, "wrong_for_several", row, row)
    if place := wrong_place(pairs):
        return shared_mistake(target, "wrong_place", *place)
    return None


def _with_places(named: NamedMistake, paths: list[Path]) -> NamedMistake:
    """The mistake with the names of the parts where it stands."""
    words = place_words(paths)
    return NamedMistake(named.target, named.slug, f"{words}: {named.advice}") if words else named


def place_words(paths: list[Path]) -> str:
    """Such as "dx, db" or "grads W1, W2"."""
    if len({path[:-1] for path in paths}) > 1:
        return "; ".join(" ".join(path) for path in paths)
    return " ".join((*paths[0][:-1], ", ".join(path[-1] for path in paths if path))) if paths else ""
