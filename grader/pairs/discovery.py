"""A forward pass and its backward pass in a learner's file: found by their names, and how each of them is called.

Conventions: `f` and `f_backward`; `f_forward` and `f_backward`, also with an ending (`f_forward_naive`); `f_loss`, which
returns its gradient; `f` and `grad_f` or `f_grad`; a class with the methods forward and
backward. Nothing is run here: a file's names come with the parameters that the worker saw (see probes.signature).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from grader.exercise.pair import CACHE, OUTPUT, UPSTREAM, Pair

Parameters = tuple[Sequence[str], Sequence[str]]
Signature = Mapping[str, Parameters]

CACHES = {"cache", "caches", "memory", "saved", "ctx", "context", "state", "stash", "tape"}
UPSTREAMS = {"upstream", "grad", "grad_output", "grad_out", "gradient", "delta", "g", "gout", "seed"}
MORE_UPSTREAMS = re.compile(
    r"^(d|grad_?|d_)(h|c|s|y|z|out|next|prev|mu|sigma|mean|log|k|v|q|loss|a|b|f|x|u)([A-Z_0-9]\w*)?$"
)
OUTPUTS = {"out", "output", "outputs", "y", "u", "a", "s", "p", "h", "probs", "value", "result", "activation"}


class PairError(Exception):
    """No pair can be made of what was named: the text says what was found and what to write."""


def find_pairs(known: Mapping[str, Signature], given: Sequence[str] = ()) -> tuple[list[Pair], list[str]]:
    """The pairs that follow a convention, in the order of the file, and what is said of those that cannot be called.

    Raises PairError where there is none, or where an input is named that none of them takes.
    """
    pairs, complaints = [], []
    for names in _pair_names(known):
        try:
            pairs.append(pair_of(known, *names, given))
        except PairError as error:
            complaints.append(str(error))
    if not pairs:
        raise PairError("\n".join(complaints) or _nothing_found(known))
    if strange := [name for name in given if not any(name in pair.names for pair in pairs)]:
        raise PairError(f"no pair takes an input {strange[0]}: {'; '.join(_taking(pair) for pair in pairs)}")
    return pairs, complaints


def _taking(pair: Pair) -> str:
    return f"{pair.forward_name} takes {', '.join(pair.names)}"


def _pair_names(known: Mapping[str, Signature]) -> Iterator[tuple[str, str]]:
    for name, signature in known.items():
        if {"forward", "backward"} <= set(signature):
            yield name, ""
        elif (forward := next((f for f in forwards_of(name) if f in known), None)) is not None:
            yield forward, name
        elif name.endswith("_loss") and not any(name in forwards_of(other) for other in known) and signature["call"][0]:
            yield name, ""


def forwards_of(backward: str) -> list[str]:
    """The names that the forward pass of a backward pass may have."""
    if backward == "backward":
        return ["forward"]
    if "_backward" in backward:
        return [backward.replace("_backward", "_forward"), backward.replace("_backward", "")]
    if backward.startswith("grad_"):
        return [backward.removeprefix("grad_")]
    return [backward.removesuffix("_grad")] if backward.endswith("_grad") else []


def choose_pairs(
    known: Mapping[str, Signature], forward: str | None, backward: str | None, given: Sequence[str] = ()
) -> tuple[list[Pair], list[str]]:
    """The pair that was named, its other half by convention; what `found` finds where nothing was named. Raises PairError."""
    if forward is None and backward is None:
        return find_pairs(known, given)
    forward, backward = (
        name and name.removesuffix(".forward").removesuffix(".backward") for name in (forward, backward)
    )
    if forward is None and backward is not None:
        _check_known(known, backward)
        forward = next((name for name in forwards_of(backward) if name in known), backward)
    assert forward is not None
    _check_known(known, forward)
    if backward is None or backward == forward:
        backward = next((name for name in known if forward in forwards_of(name)), "")
    else:
        _check_known(known, backward)
    pair = pair_of(known, forward, backward, given)
    if strange := [name for name in given if name not in pair.names]:
        raise PairError(f"{_taking(pair)}; got an input {strange[0]}")
    return [pair], []


def _check_known(known: Mapping[str, Signature], name: str) -> None:
    if name in known:
        return
    import difflib  # here, since a name that is right needs no other

    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    said = f"; did you mean {close[0]}?" if close else f"; it defines {', '.join(list(known)[:8]) or 'no function'}"
    raise PairError(f"the file has no function or class {name}{said}")


def pair_of(known: Mapping[str, Signature], forward: str, backward: str, given: Sequence[str] = ()) -> Pair:
    """The pair of two names; `given` are inputs that were described, which makes optional ones count. Raises PairError."""
    signature = known[forward]
    if {"forward", "backward"} <= set(signature) and not backward:
        made_with, (inputs, optional) = signature["call"][0], signature["forward"]
        start = Pair(forward, "", tuple(inputs), how="class", made_with=tuple(made_with))
        takes = signature["backward"]
    else:
        inputs, optional = signature["call"]
        start = Pair(forward, backward, tuple(inputs), how="functions" if backward else "loss")
        takes = known[backward]["call"] if backward else ((), ())
    options = tuple(name for name in optional if name in given)
    start = replace(start, options=options)
    if not start.names:
        raise PairError(f"{start.forward_name} takes no arguments: there is nothing to differentiate by")
    return replace(start, arguments=arguments(start, takes))


def arguments(pair: Pair, takes: Parameters) -> tuple[str, ...]:
    """What each parameter of the backward pass stands for, by its name. Raises PairError where it cannot be told."""
    required, optional = takes
    roles: list[str] = []
    for name in (*required, *optional):
        role = _role(pair, name, roles, name == next(iter(required), None), name in required)
        if role is None and name in optional:
            break
        if role is None:
            raise PairError(
                f"what is `{name}` of {pair.backward_name}? Expected the upstream gradient (dout), the cache (cache), the "
                f"output (out), or an input of {pair.forward_name}: {', '.join(pair.names)}"
            )
        roles.append(role)
    return tuple(roles)


def _role(pair: Pair, name: str, roles: list[str], first: bool, is_required: bool) -> str | None:
    lower = name.lower()
    if name in pair.names:
        return name
    if lower in CACHES:
        return CACHE
    is_upstream = lower in UPSTREAMS or lower.startswith(("d", "grad", "upstream"))
    if UPSTREAM not in roles and (is_upstream or (first and lower not in OUTPUTS)):
        return UPSTREAM
    if UPSTREAM in roles and is_required and MORE_UPSTREAMS.match(name):
        return UPSTREAM
    return OUTPUT if lower in OUTPUTS and OUTPUT not in roles else None


def _nothing_found(known: Mapping[str, Signature]) -> str:
    names = ", ".join(list(known)[:8])
    return (
        f"no pair of a forward and a backward pass is here ({f'it defines {names}' if names else 'it defines no function'})\n\n"
        "hint: name them f and f_backward, f_forward and f_backward, or f and grad_f, or write a class with forward and\n"
        "backward; or say which they are: --forward NAME --backward NAME"
    )
