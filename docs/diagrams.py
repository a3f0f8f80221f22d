"""The Mermaid diagrams of docs/ as SVG files, so that the site shows them without a network: `python docs/diagrams.py mermaid.min.js`.

`npm pack mermaid` brings that script, in package/dist/. GitHub draws the diagrams itself. The files lie in docs/pictures/; each says of
which text it is, and the site is not built from a picture of another text.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
from pathlib import Path

DOCS = Path(__file__).resolve().parent
DIAGRAM = re.compile(r"^```mermaid\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
TITLE = re.compile(r"^\s*accTitle: (.+)$", re.MULTILINE)
SETTINGS = "{startOnLoad: false, theme: 'neutral', htmlLabels: false, flowchart: {htmlLabels: false}, fontFamily: 'sans-serif'}"


def digest(text: str) -> str:
    """What a picture says of the text that it was drawn from."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def picture_of(page: str, number: int) -> Path:
    """Where the diagram of this number on a page lies, such as pictures/architecture-1.svg."""
    return DOCS / "pictures" / f"{Path(page).stem}-{number}.svg"


def with_pictures(markdown: str, page: str) -> str:
    """The page with a picture in place of each diagram. Raises ValueError where a picture is of another text, or is not there."""
    numbers = iter(range(1, 1 + len(DIAGRAM.findall(markdown))))

    def image(match: re.Match[str]) -> str:
        picture, text = picture_of(page, next(numbers)), match["text"]
        if not picture.exists() or digest(text) not in picture.read_text(encoding="utf-8"):
            raise ValueError(f"{picture.name} is not of what {page} says now: python docs/diagrams.py mermaid.min.js")
        title = TITLE.search(text)
        return f"![{title[1] if title else 'a diagram'}](pictures/{picture.name})"

    return DIAGRAM.sub(image, markdown)


def draw(script: Path) -> None:
    """Write the pictures of all diagrams in docs/, drawn by Mermaid in a browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        page.add_script_tag(path=script)
        page.evaluate(f"mermaid.initialize({SETTINGS})")
        for document in sorted(DOCS.glob("*.md")):
            for number, text in enumerate(DIAGRAM.findall(document.read_text(encoding="utf-8")), 1):
                svg = page.evaluate("async text => (await mermaid.render('diagram', text)).svg", text)
                white = svg.replace('style="', 'style="background-color: white; ', 1)
                picture_of(document.name, number).write_text(
                    f"<!-- of the text {digest(text)} -->\n{white}\n", encoding="utf-8"
                )
        browser.close()


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
