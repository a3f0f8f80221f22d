"""A word to whoever runs us: harmless, and broken at words where it is too long for a line."""

from __future__ import annotations

import sys

from grader.text.cleaning import visible, without_commands
from grader.text.lists import join_words
from nncli.ui.plain.narrow import wrap_lines
from nncli.ui.plain.output import line_width, output_width


def tell(sentence: str) -> None:
    """Print what a command did, on standard output."""
    print(message_text(sentence, line_width()), flush=True)


def say(message: str) -> None:
    """Print a message on standard error that does not begin with our name; where that is closed, nobody hears it."""
    if sys.stderr is not None:  # print would take standard output in its place
        print(message_text(message, line_width(sys.stderr)), file=sys.stderr, flush=True)


def warn(message: str) -> None:
    """Print a message, with our name before it."""
    say(f"nncli: {message}")


def message_text(message: str, width: int) -> str:
    """The message in lines of at most `width` columns, as far as what is to be copied allows; a learner's text in it does nothing."""
    return wrap_lines(without_commands(visible(message, keep_lines=True)), width)


def question_text(question: str) -> str:
    """A question, with room behind it for " [y/N]: " and the answer."""
    return message_text(question, output_width() - 10)


def nearest(word: str, words: list[str]) -> list[str]:
    """The words that are so close to `word` that they may be meant, the closest first; clearly worse ones only where it is unfinished."""
    from difflib import SequenceMatcher, get_close_matches

    close = get_close_matches(word, words)
    scores = [SequenceMatcher(None, word, one).ratio() for one in close]
    return [one for one, score in zip(close, scores, strict=True) if score > scores[0] - 0.1 or one.startswith(word)]


def did_you_mean(word: str, words: list[str]) -> str:
    """Such as "; did you mean grade, gradebook or gradcheck?"; empty where nothing is close."""
    close = nearest(word, words)
    return f"; did you mean {join_words(close, 'or')}?" if close else ""
