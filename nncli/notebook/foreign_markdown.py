"""Markdown of a pack, made harmless: a notebook shows Markdown as HTML that it trusts, and whoever wrote the pack may be anybody."""

from __future__ import annotations

import re

from grader.exercise.catalogue import Entry

# What begins a tag, a comment or a link in pointed brackets; no character of a comparison is lost by a blank.
TAG = re.compile(r"<(?=[A-Za-z/!?])")
# A target of a link, inline or in a line of its own, that is no address of the web; and a picture, which would be loaded.
LINK = re.compile(r"\](?=\((?!https?://)|:(?!\s*https?://)|\s*\n?\s*\[)")
PICTURE = re.compile(r"!(?=\[)")
# Commands of TeX that make links, load more commands or set attributes.
TEX = re.compile(
    r"\\(?=(?:href|require|url|unicode|style|class|cssId|html\w*|includegraphics|data|def|gdef|newcommand|let)\b)"
)


def shown_markdown(entry: Entry, markdown: str) -> str:
    """As a notebook may show it: of nncli's own exercises as it stands, of a pack without HTML, and with links to the web alone."""
    return markdown if entry.pack is None else without_html(markdown)


def without_html(markdown: str) -> str:
    """Whatever of it may be HTML, a link of another kind or a command of TeX that does more than write is parted by a blank. Code is
    not spared: where it ends, not every reader agrees.
    """
    plain = TAG.sub("< ", markdown)
    for pattern in (LINK, PICTURE, TEX):
        plain = pattern.sub(lambda found: f"{found[0]} ", plain)
    return plain
