"""Inputs for a forward pass: as they are written on the command line, or chosen by the names of its parameters.

A recipe is a text: `normal(4, 3)`, `2.5`, `[[1.0, 2.0], [3.0, 4.0]]`. What was chosen can therefore be told, and written again.
"""

from __future__ import annotations

import ast
import math
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from grader.exercise import random_inputs as draws
from grader.exercise.random_inputs import Draw

MOST_ENTRIES = 100_000
KINDS: dict[str, Callable[[tuple[int, ...]], Draw]] = {
    "normal": draws.normal,
    "uniform": lambda shape: draws.uniform(-1.0, 1.0, shape),
    "positive": lambda shape: draws.uniform(0.5, 1.5, shape),
    "unit": lambda shape: draws.uniform(0.05, 0.95, shape),
    "away": lambda shape: draws.away(shape),
    "zeros": lambda shape: draws.drawn(lambda rng: np.zeros(shape)),
    "ones": lambda shape: draws.drawn(lambda rng: np.ones(shape)),
    "labels": lambda shape: draws.integers(0, shape[-1], shape[:-1]),
    "onehot": lambda shape: draws.integers(0, shape[-1], shape[:-1]).then(lambda y: np.eye(shape[-1])[y]),
    "probabilities": lambda shape: draws.uniform(0.2, 1.0, shape).then(lambda p: p / p.sum(axis=-1, keepdims=True)),
}
EXAMPLE = '--input "x=normal(4,3)" --input "w=normal(3,5)"'
GRAMMAR = (
    f"write NAME=KIND(sizes), where KIND is {', '.join(KINDS)}, or NAME=[[1.0, 2.0], [3.0, 4.0]], NAME=2.5, or NAME=word for "
    f"text; `scale=10` after the sizes makes entries larger; an input has {MOST_ENTRIES:,} entries at most"
)


class RecipeError(Exception):
    """A recipe that cannot be read: the text says how to write one."""


# What arguments that are no arrays usually hold, as examples for a message.
SETTINGS = {
    "bn_param": ("bn_param.mode=train",),
    "ln_param": ("ln_param.eps=1e-5",),
    "gn_param": ("gn_param.eps=1e-5",),
    "conv_param": ("conv_param.stride=1", "conv_param.pad=1"),
    "pool_param": ("pool_param.pool_height=2", "pool_param.pool_width=2", "pool_param.stride=2"),
    "dropout_param": ("dropout_param.p=0.5", "dropout_param.mode=train", "dropout_param.seed=1"),
    "config": ("config.learning_rate=0.1",),
    "activation": ("activation=relu",),
    "mode": ("mode=train",),
    **{name: (f"{name}.W=normal(3,5)",) for name in ("p", "params", "parameters", "theta")},
}


IMAGES = {"x": "normal(2,3,6,6)", "w": "normal(4,3,3,3)", "b": "normal(4)"}


def examples(names: Iterable[str]) -> str:
    """Options for these inputs, to be changed by whoever reads them."""
    names = list(names)
    images = IMAGES if {"conv_param", "pool_param"} & set(names) else {}
    words = [
        word for name in names for word in SETTINGS.get(name, (f"{name}={images.get(name.lower()) or _usual(name)}",))
    ]
    return " ".join(f'--input "{word}"' for word in words)


def _usual(name: str) -> str:
    return "labels(4,3)" if INDEX.match(name) else "normal(4,3)"


def assignment(text: str) -> tuple[str, str]:
    """ "x=normal(4,3)" -> ("x", "normal(4,3)"). Raises RecipeError."""
    name, equals, recipe = text.partition("=")
    if not equals or not all(part.isidentifier() for part in name.strip().split(".")):
        raise RecipeError(f"--input {text!r}: got no NAME=..., for example {EXAMPLE}")
    value(recipe, name.strip(), 0)
    return name.strip(), recipe.strip()


def value(recipe: str, name: str, seed: int) -> Any:
    """What a recipe stands for, drawn from a generator of the seed and the input's name. Raises RecipeError."""
    shown = f"--input {name}={recipe.strip()[:60]}"
    if not recipe.strip():
        raise RecipeError(f"{shown}: nothing stands after the equals sign; {GRAMMAR}")
    try:
        tree = ast.parse(recipe.strip(), mode="eval").body
        return _draw(tree, name, seed) if isinstance(tree, ast.Call) else _literal(tree)
    except _Unclear as unclear:
        raise RecipeError(f"{shown}: {unclear}; {GRAMMAR}") from None
    except SyntaxError:
        raise RecipeError(f"{shown}: this is neither KIND(sizes) nor numbers; {GRAMMAR}") from None
    except (ValueError, TypeError, RecursionError, MemoryError, IndexError, OverflowError):
        raise RecipeError(f"{shown}: its rows differ in length, or it holds more than numbers; {GRAMMAR}") from None


class _Unclear(Exception):
    """What of a recipe cannot be read."""


def _literal(tree: ast.expr) -> Any:
    if isinstance(tree, ast.Name):
        if tree.id in KINDS:
            raise _Unclear(f"{tree.id} needs sizes, such as {tree.id}(4,3)")
        return tree.id
    value = ast.literal_eval(tree)
    if isinstance(value, str):
        return value
    array = np.asarray(value)
    if array.dtype.kind not in "fiub":
        raise ValueError
    return array if array.ndim else array.item()


def _draw(tree: ast.Call, name: str, seed: int) -> Any:
    kind = tree.func.id if isinstance(tree.func, ast.Name) else ""
    sizes, scale = _sizes(tree), _scale(tree)
    if kind not in KINDS:
        raise _Unclear(f"there is no kind {ast.unparse(tree.func)[:30]}")
    if kind in ("labels", "onehot", "probabilities") and not sizes:
        raise _Unclear(f"{kind} needs sizes, such as {kind}(4,3)")
    drawn = KINDS[kind](sizes)
    rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
    drawn_value = (drawn if scale is None else drawn * scale).realised(rng, {})
    return drawn_value if np.ndim(drawn_value) else float(drawn_value)


def _sizes(tree: ast.Call) -> tuple[int, ...]:
    sizes = tuple(ast.literal_eval(part) for part in tree.args)
    if len(sizes) == 1 and isinstance(sizes[0], tuple):
        sizes = sizes[0]
    if not all(type(n) is int and n > 0 for n in sizes):
        raise _Unclear("sizes are whole numbers from 1 on")
    if len(sizes) > 8:
        raise _Unclear(f"it has {len(sizes)} axes, and 8 are the most")
    if math.prod(sizes) > MOST_ENTRIES:
        raise _Unclear(f"it has {math.prod(sizes):,} entries, and {MOST_ENTRIES:,} are the most")
    return sizes


def _scale(tree: ast.Call) -> float | None:
    options = {word.arg: ast.literal_eval(word.value) for word in tree.keywords}
    if unknown := [str(name) for name in options if name != "scale"]:
        raise _Unclear(f"there is no option {unknown[0]}, only scale")
    scale = options.get("scale")
    if scale is not None and (isinstance(scale, bool) or not isinstance(scale, int | float)):
        raise _Unclear("scale is one number")
    return scale


# ------------------------------------------------------------------------------------------------------- chosen by their names

WEIGHT, BIAS = re.compile(r"(?i)^(w|weight|weights|kernel)\w?\d?$"), re.compile(r"(?i)^(b|bias|beta|gamma|gain)\w?\d?$")
LABEL = re.compile(r"(?i)^(y|t|y_?true|labels?|targets?|classes)$")
INDEX = re.compile(r"(?i)^(idx|ix|ids|index|indices|indexes|tokens?|token_ids|words|segments?)$")
CROSS_ENTROPY = re.compile(r"(?i)cross|entropy|softmax|nll|svm|hinge|bce|logistic|logit|classif|^ce_|_ce$")
TWO_CLASSES = re.compile(r"(?i)bce|binary|logistic")
TWO = (("normal(4)", "labels(4, 2)"), ("unit(4)", "labels(4, 2)"))  # the scores, their labels
SEVERAL = (("normal(4, 3)", "labels(4, 3)"), ("normal(4, 3)", "onehot(4, 3)"))
SIZES = (3, 5, 2, 6)
SIZE = re.compile(
    r"(?i)^(n|d|m|(n_|d_|num_|input_|output_|hidden_|in_|out_)?"
    r"(in|out|inputs?|outputs?|features?|units?|hidden|size|dim|channels))$"
)


def guesses(function: str, names: Sequence[str], made_with: Sequence[str] = ()) -> list[dict[str, str]]:
    """Inputs to try, the likeliest first: rows as examples, weights (in, out) or (out, in), columns, vectors, numbers.

    All sizes differ, so that a transpose cannot hide. made_with are the arguments of a constructor: sizes among them
    are whole numbers.
    """
    sizes = dict(zip([name for name in made_with if SIZE.match(name)], ("3", "5", "2", "6"), strict=False))
    plans = [
        {**_layout(names, *layout), **{name: n for name, n in sizes.items() if name in names}} for layout in LAYOUTS
    ]
    plans = [*_recurrent(function, names), *plans]
    labels = [name for name in names if LABEL.match(name)]
    if labels and len(names) > 1:
        kinds = TWO if TWO_CLASSES.search(function) else SEVERAL
        told = [{**dict.fromkeys(names, other), **dict.fromkeys(labels, kind)} for other, kind in kinds]
        told += [{**plan, **dict.fromkeys(labels, kinds[0][1])} for plan in plans]
        plans = told + plans if CROSS_ENTROPY.search(function) else plans + told
    rows = dict.fromkeys(filter(INDEX.match, names), "labels(4, 3)")
    if rows and len(rows) < len(names):
        plans = [{**plan, **rows} for plan in plans] + plans
    if len(names) > 1:  # one batch, and vectors with one entry per unit: a scale and a shift
        plans.append({**dict.fromkeys(names, "normal(3)"), names[0]: "normal(4, 3)"})
    plans += [dict.fromkeys(names, recipe) for recipe in ("unit(4, 3)", "unit(4)", "unit()")]
    return list({tuple(plan.items()): plan for plan in plans}.values())


# x, weights from n to m units, biases of m units (in Python's words), and where there is no weight
LAYOUTS = (
    ("normal(4, 3)", "normal({n}, {m})", "normal({m})"),
    ("normal(4, 3)", "normal({m}, {n})", "normal({m})"),
    ("normal(3, 4)", "normal({m}, {n})", "normal({m}, 1)"),
    ("normal(4, 3)", "normal(4, 3)", "normal(4, 3)"),
    ("normal(4)", "normal(4)", "normal(4)"),
    ("normal(3)", "normal({m}, {n})", "normal({m})"),
    ("normal(3)", "normal(3)", "normal()"),
    ("normal()", "normal()", "normal()"),
)


INNER, OUTER = re.compile(r"(?i)^(w|weight|u)?_?h+(h|_h)?$"), re.compile(r"(?i)^(w|weight)?_?(x|xh|ih|i|hx)$")
STATE = re.compile(r"(?i)^(prev_?|last_?|old_?)?(h|c|hidden|state|cell)(_?(prev|previous|last|old|t|0|init))?$")


def _recurrent(function: str, names: Sequence[str]) -> list[dict[str, str]]:
    """Inputs of a recurrent step, and of one over several steps, where weights Wx and Wh tell that it is one.

    An LSTM has four gates in one weight, a GRU three.
    """
    states = [name for name in names if STATE.match(name)]
    inner = [name for name in names if INNER.match(name) and name not in states]
    outer = [name for name in names if OUTER.match(name) and name not in ("x", "X", "i")]
    if not (inner and outer):
        return []
    gates = 4 if re.search("(?i)lstm", function) else 3 if re.search("(?i)gru", function) else 1
    wide = 5 * gates
    biases = {name: f"normal({wide})" for name in names if BIAS.match(name)}
    weights = dict.fromkeys(outer, f"normal(3, {wide})") | dict.fromkeys(inner, f"normal(5, {wide})")
    step = {**dict.fromkeys(names, "normal(4, 3)"), **dict.fromkeys(states, "normal(4, 5)"), **weights, **biases}
    first = next((name for name in names if name not in (*states, *weights, *biases)), None)
    steps = [{**step, first: "normal(2, 6, 3)", **dict.fromkeys(states, "normal(2, 5)")}] if first else []
    return [step, *steps]


def is_telling(name: str) -> bool:
    """Whether the shape of an input can be told from its name: a batch, weights, a bias."""
    return name in ("x", "X") or WEIGHT.match(name) is not None or BIAS.match(name) is not None


def _layout(names: Sequence[str], x: str, w: str, b: str) -> dict[str, str]:
    weights = [name for name in names if WEIGHT.match(name)]
    biases = [name for name in names if BIAS.match(name)]
    plan = dict.fromkeys(names, x)
    if not weights and not {"x", "X"} & set(names):
        return plan
    for layer, name in enumerate(weights):
        plan[name] = w.format(n=SIZES[layer % 4], m=SIZES[(layer + 1) % 4])
    for layer, name in enumerate(biases):
        plan[name] = b.format(m=SIZES[(layer + 1) % 4] if weights else SIZES[0])
    return plan


def inputs(recipes: Mapping[str, str], seed: int) -> dict[str, Any]:
    """The values of all recipes. Raises RecipeError."""
    return {name: value(recipe, name, seed) for name, recipe in recipes.items()}
