"""Gradescope's submission_metadata.yml: who handed in which submission, and when."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from grader.submissions.files import open_plain, plain_text
from grader.submissions.people import Person

NAME = "submission_metadata.yml"
MAX_LIST = 256 << 20  # it holds the results of every submission too


class MetadataError(Exception):
    """The list cannot be used; the text says what to do."""


class Submitted(Struct, frozen=True):
    """One submission of one learner or of several."""

    people: tuple[Person, ...]
    created_at: datetime | None


def read_gradescope_list(folder: Path) -> dict[str, Submitted]:
    """By the numbers of the submissions; empty where there is no list. Raises MetadataError and SubmissionError."""
    path = folder / NAME
    if not path.is_file():
        return {}
    with open(open_plain(path, NAME), "rb") as file:
        text = file.read(MAX_LIST + 1)
    if len(text) > MAX_LIST:
        raise MetadataError(f"{NAME}: larger than {MAX_LIST >> 20} MB")
    table = _load(text)
    if not isinstance(table, dict):
        raise MetadataError(f"{NAME}: this is no list of submissions")
    prefix = "submission_"
    return {
        str(name)[len(prefix) :]: _submitted(one)
        for name, one in table.items()
        if str(name).startswith(prefix) and isinstance(one, dict)
    }


def _load(text: bytes) -> Any:
    try:
        import yaml
    except ModuleNotFoundError:
        raise MetadataError(
            f"{NAME} says whose submissions these are, and is YAML: pip install 'nncli[class]' reads it"
        ) from None

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        """Numbers stay as they are written: a student's number may begin with 0."""

    kept = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:null", "tag:yaml.org,2002:merge"}
    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag in kept]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        return yaml.load(text, Loader=Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise MetadataError(f"{NAME}: this cannot be read as YAML ({_first_line(error)})") from None


def _first_line(error: Exception) -> str:
    return plain_text(str(error).partition("\n")[0])[:200]


def _submitted(one: dict[Any, Any]) -> Submitted:
    listed = _value(one, "submitters")
    people = tuple(_person(two) for two in listed if isinstance(two, dict)) if isinstance(listed, list) else ()
    moment = _value(one, "created_at")
    if isinstance(moment, date) and not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    return Submitted(people, moment if isinstance(moment, datetime) else None)


def _person(one: dict[Any, Any]) -> Person:
    name, sid, email = (_text(_value(one, word)) for word in ("name", "sid", "email"))
    return Person(name=name, sid=sid, email=email)


def _value(table: dict[Any, Any], word: str) -> Any:
    """Gradescope writes its words as Ruby does, with a colon before them."""
    return table.get(f":{word}", table.get(word))


def _text(value: Any) -> str:
    return "" if value is None else plain_text(str(value)).strip()
