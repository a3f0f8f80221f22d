"""A file of feedback for each learner, in an archive whose names Moodle and Canvas take in bulk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable

from grader.classroom.gradebook import Standing
from grader.submissions.naming import read_entry_name

FILE = "feedback.md"
UNCHANGING = (2020, 1, 1, 0, 0, 0)  # the time of every entry: the same content gives the same file


def moodle_name(standing: Standing) -> str:
    """A folder for each participant, as "Download all submissions" names it: Moodle reads the number between underscores, so a name
    must not hold one. Empty where the number is not known.
    """
    who = standing.person
    name = plain_name(standing.name).replace("_", " ")
    return f"{name}_{who.moodle}_assignsubmission_file_/{FILE}" if who.moodle else ""


def canvas_name(standing: Standing) -> str:
    """Canvas looks for the learner's number and that of a file that they handed in, as it wrote them. Empty where there is none."""
    entry = standing.attempt.entry.partition("\n")[0] if standing.attempt else ""
    name = read_entry_name(entry)
    if name is None or not name.person.canvas or not name.order:
        return ""
    late = "LATE_" if name.late else ""
    return f"{plain_name(name.person.name)}_{late}{name.person.canvas}_{name.order[-1]}_{FILE}"


FEEDBACK: dict[str, Callable[[Standing], str]] = {"moodle-feedback": moodle_name, "canvas-feedback": canvas_name}


def plain_name(text: str) -> str:
    """A learner's name as part of a file's: nothing in it can leave the archive, or hide."""
    return "".join(c if c.isalnum() or c in "-_. " else " " for c in text).strip(" .")[:100] or "learner"


def feedback_archive(kind: str, texts: Iterable[tuple[Standing, str]]) -> bytes:
    """A .zip file with the text of everyone whose file the system would find."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for standing, text in texts:
            if name := FEEDBACK[kind](standing):
                member = zipfile.ZipInfo(name, UNCHANGING)
                member.compress_type = zipfile.ZIP_DEFLATED
                member.external_attr = 0o100644 << 16
                archive.writestr(member, text.encode("utf-8", "backslashreplace"))
    return content.getvalue()
