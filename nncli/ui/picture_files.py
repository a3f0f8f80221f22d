"""`-o NAME.svg`, `.png`, `.html`: pictures as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from nncli.misuse import Misuse
from nncli.ui.plain.messages import say, tell

if TYPE_CHECKING:
    from grader.drawing.pictures import Picture

NEEDS_PAGES = "pictures need a few more packages: pip install 'nncli[pages]'"
SUFFIXES = (".svg", ".png", ".html")


def refuse_other_endings(path: Path) -> None:
    """Raises Misuse for a file that is no picture."""
    if path.suffix not in SUFFIXES:
        raise Misuse(f"{path}: got {path.suffix or 'no ending'!r}, expected .svg, .png or .html")


def save_pictures(pictures: list[Picture], path: Path, err: bool = False) -> None:
    """The first picture as SVG or PNG, all of them as a page; says so, on standard error where `err`. Raises Misuse."""
    from nncli.ui.reporting import save_bytes

    drawn = [picture for picture in pictures if picture.data is not None]
    if not drawn:
        reasons = "; ".join(f"{p.view.name}: {p.reason}" for p in pictures[:3])
        raise Misuse(f"there is nothing to draw: {reasons or 'no pair could be checked'}")
    try:
        save_bytes(path, _content(drawn, path.suffix))
    except ImportError as error:
        raise Misuse(f"{NEEDS_PAGES} ({error.name} is missing)") from None
    more = len(drawn) - 1 if path.suffix != ".html" else 0
    rest = f"; {more} more {'is' if more == 1 else 'are'} on the page that -o NAME.html writes" if more else ""
    (say if err else tell)(f"Wrote {path}: {drawn[0].view.name}{rest}")


def _content(drawn: list[Picture], suffix: str) -> bytes:
    from grader.drawing.charts import chart_png
    from grader.drawing.svg import picture_svg

    first = drawn[0]
    if suffix == ".png":
        assert first.data is not None
        return chart_png(first.data, first.view.name, first.view.x, first.view.y, first.beside)
    if suffix == ".svg":
        return picture_svg(first).encode()
    from grader.pages.page import pictures_page

    return pictures_page(drawn).encode()
