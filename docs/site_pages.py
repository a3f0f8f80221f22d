"""What the documentation site shows beside docs/: the README and its neighbours, and a page for each exercise. A hook of MkDocs.

Links are written for a reader of the repository; here a link to a file that is a page of the site leads to that page, one to any other
file to the repository, and where no repository is named (NNCLI_REPOSITORY) its text stays without a link.
"""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import Any

from diagrams import with_pictures
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from grader.exercise.catalogue import Entry, entries
from grader.exercise.chapters import Chapter, chapters

ROOT = Path(__file__).resolve().parent.parent
BESIDE = {  # a file of the repository -> its page
    "README.md": "index.md",
    "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "exercises/README.md": "exercises/map.md",
}
SHIM = "https://unpkg.com/iframe-worker/shim"
LINK = re.compile(r"(?<=\]\()(?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?(?=\))")
WHOLE_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\\[\[\]])*)\]\((?!https?:|#|mailto:)([^)#\s]+)(#[^)\s]*)?\)")
FENCE = re.compile(r"^```(\w+)[^\S\n]+([^\n]+)$", re.MULTILINE)


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """The exercises' pages by chapter, below the page "Exercises"."""
    listed = [
        {f"{chapter.number}. {chapter.title}": [page_of(entry) for entry in entries_of(chapter)]}
        for chapter in chapters()
    ]
    config.nav = [*(config.nav or []), {"Exercises": ["exercises/index.md", "exercises/map.md", *listed]}]
    return config


def entries_of(chapter: Chapter) -> list[Entry]:
    return [entry for entry in entries() if chapter.holds(entry)]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """The pages that stand elsewhere, added to those of docs/."""
    for source, page in BESIDE.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text(encoding="utf-8")))
    files.append(File.generated(config, "exercises/index.md", content=exercise_index()))
    for entry in entries():
        files.append(File.generated(config, page_of(entry), content=exercise_page(entry)))
    return files


def page_of(entry: Entry) -> str:
    return f"exercises/{entry.name}.md"


def exercise_index() -> str:
    """All exercises by chapter, each with a link to its page."""
    lines = ["# Exercises", "", "Which section of the lecture decks is practised where: [the map](map.md).", ""]
    for chapter in chapters():
        lines += [f"## {chapter.number}. {chapter.title}", "", chapter.promise, ""]
        lines += [
            f"- [{entry.number}. {entry.title}]({entry.name}.md): {entry.kind}, {'★' * entry.difficulty}"
            for entry in entries_of(chapter)
        ]
        lines.append("")
    return "\n".join(lines)


def exercise_page(entry: Entry) -> str:
    """The statement, and each hint folded."""
    hints = [f'??? tip "Hint {number}"\n\n{indent(hint)}\n' for number, hint in enumerate(entry.hints, 1)]
    return "\n".join([entry.statement, "## Hints", "", *hints])


def indent(text: str) -> str:
    return re.sub(r"^(?=.)", "    ", text, flags=re.MULTILINE)


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Links as the site has them, and code blocks without the words that docs/sessions.py reads."""
    here = page.file.src_uri
    source = source_of(here)
    markdown = with_pictures(markdown, here)
    text = WHOLE_LINK.sub(lambda match: site_link(match, source, here, config.repo_url or ""), markdown)
    text = LINK.sub(lambda match: (address(match[1], source, here) or match[1]) + (match[2] or ""), text)
    return FENCE.sub(fence_head, text)


def on_post_page(output: str, *, page: Page, **_: Any) -> str:
    """What lets the search work from disk comes with the site: the theme would load it from elsewhere."""
    own = posixpath.relpath("javascripts/iframe-worker.js", posixpath.dirname(page.file.dest_uri) or ".")
    return output.replace(SHIM, own)


def on_post_template(output: str, *, template_name: str, **_: Any) -> str:
    """The same for the page that a server sends for what is not there."""
    return output.replace(SHIM, "/javascripts/iframe-worker.js") if template_name == "404.html" else output


def source_of(here: str) -> str:
    """The file of the repository whose text the page `here` shows."""
    beside = next((name for name, target in BESIDE.items() if target == here), f"docs/{here}")
    match = re.fullmatch(r"exercises/(\d\d_\w+)\.md", here)
    return f"exercises/{match[1]}/README.md" if match else beside


def fence_head(match: re.Match[str]) -> str:
    """The language of a code block, and the name of the file where it is one."""
    name = re.search(r"file=(\S+)", match[2])
    return f'```{match[1]} title="{name[1]}"' if name else f"```{match[1]}"


def site_link(match: re.Match[str], source: str, here: str, repository: str) -> str:
    """A link that was written in the file `source`, for the page `here`."""
    place = address(match[2], source, here)
    if place:
        return f"[{match[1]}]({place}{match[3] or ''})"
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), match[2]))
    return f"[{match[1]}]({repository.rstrip('/')}/blob/main/{file})" if repository else match[1]


def address(link: str, source: str, here: str) -> str | None:
    """Where the file that `source` links to is on the site, seen from the page `here`; None where the site does not have it."""
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
    target = BESIDE.get(file) or _exercise_page(file) or (file.removeprefix("docs/") if _is_in_docs(file) else None)
    return posixpath.relpath(target, posixpath.dirname(here) or ".") if target else None


def _exercise_page(file: str) -> str | None:
    match = re.fullmatch(r"exercises/(\d\d_\w+)(?:/README\.md)?", file)
    return f"exercises/{match[1]}.md" if match else None


def _is_in_docs(file: str) -> bool:
    return file.startswith("docs/") and os.path.isfile(ROOT / file) and not file.endswith(".py")
