"""A pack's words in a notebook: nothing of them is HTML, and no link leads anywhere but to the web."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from grader.exercise.catalogue import find
from grader.exercise.entry import pack_entries
from grader.exercise.packs import read_pack
from nncli.notebook.foreign_markdown import without_html
from nncli.notebook.statement import statement_markdown
from tests.conftest import Run

PLAIN = {"p", "a", "em", "strong", "code", "pre", "h1", "h2", "h3", "ul", "ol", "li", "hr", "br", "blockquote", "table", "thead", "tbody",
         "tr", "th", "td", "h4", "h5", "h6"}  # fmt: skip
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <!-- <b --> <?x ?>",
    "[x](javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,y)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "[y]\n\n[y]:\n javascript:alert(1)",
    "![x](https://tracker.example/x.png)",
    "<javascript:alert(1)>",
    "```\n</code></pre><script>\n```",
    "``<script>`<script>``",
]
PIECES = [*HOSTILE, "`", "``", "```\n", "\n", "\n\n", "    ", "> ", "\\", "$", "[", "](", "<", "!", "x", "|-|\n"]


class Seen(HTMLParser):
    """The tags of a page that are no plain text, and the links that lead elsewhere than to the web."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        links = [value or "" for name, value in attrs if name in ("href", "src")]
        named = [name for name, _ in attrs if name.startswith("on")]
        if tag not in PLAIN or named or not all(link.startswith(("https://", "http://")) for link in links):
            self.bad.append(tag)

    def handle_comment(self, data: str) -> None:
        self.bad.append("comment")


def seen(markdown: str) -> list[str]:
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    reader.validateLink = lambda url: True  # type: ignore[method-assign]  # as readers do that trust what they show
    return Seen(reader.render(markdown)).bad


@pytest.mark.parametrize("text", HOSTILE)
def test_what_would_be_more_than_text_is_text(text: str) -> None:
    assert seen(without_html(text)) == []


def test_the_same_words_do_more_where_they_are_shown_as_they_are() -> None:
    """The control."""
    assert sum(bool(seen(text)) for text in HOSTILE) >= 10


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_nor_is_it_where_code_and_links_are_mixed(pieces: list[str]) -> None:
    assert seen(without_html("".join(pieces))) == []


def test_what_an_author_writes_stays_readable() -> None:
    text = "For `i < n` and `x<3`, see [the notes](https://example.org): **a[i]** is $x < y$.\n\n```python\nif a < b: pass\n```\n"
    assert without_html(text) == text


def test_a_pack_is_shown_so_and_nnclis_own_exercises_as_they_stand(nncli: Run, tmp_path: Path) -> None:
    nncli("new", "relu_gate", "--pack", "mine")
    readme = tmp_path / "mine" / "exercises" / "01_relu_gate" / "README.md"
    readme.write_text(readme.read_text().replace("The formula", "<script>alert(1)</script>\n\nThe formula"))
    (entry,) = pack_entries(read_pack(tmp_path / "mine"))
    assert "<script" not in statement_markdown(entry) and "< script" in statement_markdown(entry)
    assert statement_markdown(find("2")).count("```") > 0


@pytest.mark.parametrize("text", ["$\\href{javascript:alert(1)}{x}$", "$\\require{html}\\style{x}{y}$"])
def test_no_command_of_tex_does_more_than_write(text: str) -> None:
    assert "\\href" not in without_html(text) and "\\require" not in without_html(text)
