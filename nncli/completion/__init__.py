"""What a shell completes after `nncli`: words.py knows what may stand in a place, shells.py how each shell asks for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def completer(name: str) -> Callable[[click.Context, click.Parameter, str], list[Any]]:
    """What a shell completes, by the name of a function in nncli/completion/words.py, which is loaded when a shell asks."""

    def items(context: click.Context, parameter: click.Parameter, typed: str) -> list[Any]:
        from nncli.completion import words

        found: list[Any] = getattr(words, name)(context, parameter, typed)
        return found

    return items
