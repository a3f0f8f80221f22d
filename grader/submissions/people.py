"""Who a learner is, in the words of the systems that know them."""

from __future__ import annotations

import unicodedata

import msgspec


class Person(msgspec.Struct, frozen=True, omit_defaults=True):
    """Each number stays with the system that gave it: none is ever written in another's column."""

    name: str = ""
    canvas: str = ""  # Canvas's own number
    moodle: str = ""  # Moodle's participant number
    sid: str = ""  # the university's number of a student (SIS User ID, ID number, SID)
    email: str = ""
    login: str = ""  # SIS Login ID
    section: str = ""
    student: str = ""  # what a class list calls them

    @property
    def words(self) -> frozenset[str]:
        """Everything that this person may be called by, as `fold` writes it."""
        texts = (self.name, self.canvas, self.moodle, self.sid, self.email, self.login, self.student)
        return frozenset(fold(text) for text in texts if text)

    def merge(self, other: Person) -> Person:
        """What is known here, and from `other` what is not."""
        return Person(**{name: getattr(self, name) or getattr(other, name) for name in self.__struct_fields__})


def by_alphabet(text: str) -> tuple[str, str]:
    """Where a name stands in a list: without its accents and capitals, as a reader looks for it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return plain, text


def fold(text: str) -> str:
    """A name as two systems that write it differently agree on: composed, without what does not show, in small letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return " ".join(plain.casefold().split())
