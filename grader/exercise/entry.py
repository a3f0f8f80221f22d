"""An exercise's folder -> its entry: what a list shows. It is read from the README's head and the stub's text, and needs no NumPy."""

# For speed, the annotations of the tuples here are types: texts would be compiled one by one.
import re
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

from grader.exercise.packs import NAME, Pack
from grader.text.labels import base_of, exercise_label

HEAD = re.compile(r"^# (\d+)\. (.+)\n\n([a-z]+) · difficulty (\d) · ([\d.]+) points?$", re.MULTILINE)
FOLDER = re.compile(r"^(\d\d)_([a-z0-9_]+)$")
PUBLIC = "public.json"  # in a students' half: the public cases of an exercise, with what is right
DERIVATION = "DERIVATION"  # the dict in which a learner writes derivations, each a text
# Behind a line break, which is found in half the time of the beginning of a line: the stubs of all exercises are read for one file.
TOP_LEVEL = re.compile(r"\n(?:(?:def|class) (\w+)|(\w+)(?:: [^=\n]+)? = )")


class CatalogueError(Exception):
    """Something in exercises/ is not as it must be: the sentence is for its author."""


class Listing(NamedTuple):  # for speed: a dataclass takes four times as long to make
    """What a list shows of an exercise.

    `number` and `slug` are unique among all packs: 3 and "multiply_gate" are nncli's own, "course/relu_gate" is one of the pack `course`.
    `problem` says why an exercise of a pack cannot be graded; every character of it shows.
    """

    number: int
    slug: str
    folder: Path
    title: str
    kind: str
    difficulty: int
    points: float
    pack: Pack | None = None
    problem: str = ""


class Entry(Listing):
    """An exercise as a list shows it, and what lies in its folder."""

    @property
    def name(self) -> str:
        """Such as "03_multiply_gate"."""
        return self.folder.name

    @property
    def own_slug(self) -> str:
        """The name within its pack, such as "relu_gate"."""
        return self.slug.rpartition("/")[2]

    @property
    def label(self) -> str:
        """What a learner types: "3", or "course/3"."""
        return exercise_label(self.number, self.slug)

    @property
    def full_name(self) -> str:
        """Such as "03_multiply_gate", or "course/03_relu_gate"."""
        return f"{self.pack.name}/{self.name}" if self.pack else self.name

    @property
    def file_name(self) -> str:
        """The name under which it is served, such as "ex03_multiply_gate.py" or "course_03_relu_gate.py"."""
        return f"{self.pack.name}_{self.name}.py" if self.pack else f"ex{self.name}.py"

    @property
    def readme(self) -> str:
        """The README's text; of a pack's, which may be of anywhere, with every character that does not show as its escape."""
        text = self._text("README.md")
        return _harmless(text) if self.pack else text

    @property
    def has_views(self) -> bool:
        """Pictures of a learner's own numbers are declared beside it."""
        return self.has_programs and (self.folder / "views.py").exists()

    @property
    def stub(self) -> str:
        return self._text("stub.py")

    def _text(self, name: str) -> str:
        """The text of a file; of a broken exercise of a pack what there is. Raises OSError."""
        path = self.folder / name
        if not self.problem:
            return read_text(path)
        return path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""

    @cached_property
    def probe(self) -> str:
        path = self.folder / "probe.py"
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def solution(self) -> Path:
        folder = self.pack.folder / "solutions" if self.pack else data_folder("solutions")
        return folder / f"{self.name}.py"

    @property
    def statement(self) -> str:
        """The README without its hints."""
        return self.readme.split("\n## Hints\n", 1)[0].rstrip() + "\n"

    @property
    def hints(self) -> list[str]:
        """The numbered items of the last section, in order."""
        section = self.readme.partition("\n## Hints\n")[2]
        items = re.split(r"^\d+\. ", section, flags=re.MULTILINE)[1:]
        return [re.sub(r"\n {3}", "\n", item).strip() for item in items]

    @cached_property
    def version(self) -> str:
        """A digest of everything in its folder that decides a mark."""
        from grader.text.digest import sha256  # for speed: a list of exercises without progress needs none

        whole = sha256()
        for name in ("spec.py", "versions.py", "probe.py", "stub.py", *([PUBLIC] if self.is_half else [])):
            path = self.folder / name
            whole.update(path.read_bytes() if path.exists() else b"")
        return whole.hexdigest()[:16]

    @property
    def is_half(self) -> bool:
        """It lies in the students' half of a pack: what is right is not there, but for the public cases at most."""
        return self.pack is not None and self.pack.half == "student"

    @property
    def has_programs(self) -> bool:
        """What lies in its folder may be run by the judge: not of a students' half, nor of a pack that cannot be used or is not trusted."""
        return not self.problem and not self.is_half

    @property
    def needs_teacher(self) -> bool:
        """Only a teacher can grade it: it lies in a students' half without public cases."""
        return self.is_half and not (self.folder / PUBLIC).exists()

    @cached_property
    def names(self) -> list[str]:
        """The names that the stub defines at its top level, by which an attempt is recognised.

        Not that of the derivations: it is the same in several exercises, and so says nothing of which one is meant.
        """
        return [name for name in names_in(self.stub) if name != DERIVATION]

    @cached_property
    def has_derivations(self) -> bool:
        """The exercise asks for a derivation, line by line."""
        return DERIVATION in names_in(self.stub)


def read_text(path: Path) -> str:
    """As Path.read_text does in UTF-8, in half the time: all exercises are read before one is graded. Raises OSError."""
    with open(path, "rb", buffering=0) as file:
        return file.read().decode("utf-8").replace("\r\n", "\n")


def _harmless(text: str) -> str:
    from grader.text.cleaning import visible  # for speed: nncli's own texts are what they are

    return visible(text, keep_lines=True)


@cache
def data_folder(name: str) -> Path:
    """exercises/ or solutions/: beside the package in a checkout, inside it in an installed wheel."""
    package = Path(__file__).resolve().parent.parent
    beside = package.parent / name
    return beside if (package.parent / "pyproject.toml").exists() and beside.is_dir() else package / name


def entry_of(folder: Path, pack: Pack | None = None) -> Entry:
    """The entry of one exercise folder. Raises CatalogueError."""
    match = FOLDER.match(folder.name)
    readme = folder / "README.md"
    try:
        head = HEAD.match(read_text(readme))
    except FileNotFoundError:
        head = None
    if not match or not head:
        raise CatalogueError(
            f"{readme}: must begin with '# N. Title', an empty line and 'kind · difficulty D · P points'"
        )
    number, title, kind, difficulty, points = head.groups()
    if int(number) != int(match[1]):
        raise CatalogueError(f"{readme}: its title says {number}, its folder {match[1]}")
    title = _harmless(title) if pack else title
    place = base_of(pack.name if pack else "") + int(number)
    slug = f"{pack.name}/{match[2]}" if pack else match[2]
    return Entry(place, slug, folder, title, kind, int(difficulty), float(points), pack, pack.problem if pack else "")


def pack_entries(pack: Pack) -> list[Entry]:
    """The exercises of a pack, in the order of its chapters, then of their numbers; a broken one has a `problem`. None of a pack that is
    left out for another of its name.
    """
    if not NAME.fullmatch(pack.name):
        return []
    folder = pack.folder / "exercises"
    folders = (
        sorted(path for path in folder.iterdir() if FOLDER.match(path.name) and path.is_dir())
        if folder.is_dir()
        else []
    )
    members = [_entry_in_pack(path, pack) for path in folders]
    listed = [name for chapter in pack.chapters for name in chapter.exercises]
    places = {name: place for place, name in reversed(list(enumerate(listed)))}
    return sorted(_without_twins(members), key=lambda entry: places.get(entry.own_slug, len(listed)))


def _entry_in_pack(folder: Path, pack: Pack) -> Entry:
    """Nothing that is wrong with an exercise of a pack is raised: all else goes on."""
    try:
        entry = entry_of(folder, pack)
        _ = entry.stub
    except (CatalogueError, OSError, UnicodeDecodeError) as error:
        number, slug = folder.name.split("_", 1)
        problem = _harmless(str(error) if isinstance(error, CatalogueError) else f"{folder}: {error}")
        return Entry(base_of(pack.name) + int(number), f"{pack.name}/{slug}", folder, slug, "", 0, 0.0, pack, problem)
    return entry


def _without_twins(members: list[Entry]) -> list[Entry]:
    """Of several exercises with one number or one name, all but the first are broken, under numbers that no folder can have."""
    numbers, slugs, kept = set[int](), set[str](), list[Entry]()
    for place, entry in enumerate(members):
        if entry.number in numbers or entry.slug in slugs:
            what = f"{entry.folder}: its number or its name is that of another exercise of this pack"
            number = base_of(entry.slug.partition("/")[0]) + 100 + place
            entry = entry._replace(number=number, problem=_harmless(what))
        numbers.add(entry.number)
        slugs.add(entry.slug)
        kept.append(entry)
    return kept


def names_in(text: str) -> list[str]:
    """The names that a text seems to define at its top level, without running or parsing it."""
    return list(dict.fromkeys(first or second for first, second in TOP_LEVEL.findall(f"\n{text}")))
