"""The entries of one learner -> sources: files, folders, archives, and archives within folders as Moodle and Gradescope export them."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from grader.submissions.files import MAX_FILES, SUFFIXES, Allowance, SubmissionError, has_suffix, plain_text
from grader.submissions.submission import MAX_TOTAL, Source, beside_one_another, read, read_source
from grader.text.cleaning import visible

MAX_ARCHIVES = 20  # in one folder


class Entries(Struct, frozen=True):
    """`files` are the names that the learner gave, `orders` the numbers by which a later hand-in is known; one for each path. Those that
    were handed in `together` may import one another.
    """

    paths: tuple[str, ...]
    files: tuple[str, ...]
    orders: tuple[tuple[int, ...], ...] = ()
    together: bool = True

    def sources(self) -> tuple[Source, ...]:
        """All that can be graded, in the order of the names. Raises SubmissionError."""
        orders, allowance = self.orders or ((),) * len(self.paths), Allowance()
        read_one_by_one = (
            replace(source, order=order)
            for path, file, order in zip(self.paths, self.files, orders, strict=True)
            for source in self._placed(_sources(Path(path), file, allowance), os.path.basename(path))
        )
        found = list(_without_twins(_of_one_learner(read_one_by_one, os.path.basename(self.paths[0]))))
        several = sorted(found, key=lambda source: source.name)  # the order of hand-in decides nothing here
        return beside_one_another(several) if len(self.paths) > 1 else tuple(found)

    def _placed(self, sources: Iterable[Source], entry: str) -> Iterator[Source]:
        """Where entries were not handed in together, the files of a folder or an archive stand below its name."""
        apart = not self.together and len(self.paths) > 1 and not has_suffix(entry)
        for source in sources:
            yield replace(source, name=f"{entry}/{source.name}") if apart else source


def _without_twins(sources: Iterable[Source]) -> Iterator[Source]:
    """Under names of which each stands once: a report says by its name which file counts."""
    seen = set[str]()
    for source in sources:
        name, number = source.name, 1
        while name in seen:
            number += 1
            name = f"{number}/{source.name}"
        seen.add(name)
        yield source if name == source.name else replace(source, name=name)


def _sources(path: Path, file: str, allowance: Allowance) -> Iterator[Source]:
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):  # said when it is read
        mode = 0
    if stat.S_ISLNK(mode):
        raise SubmissionError(f"{visible(path.name)}: this is a link; hand in the file itself")
    if stat.S_ISDIR(mode):
        yield from _folder(path, allowance)
    elif path.suffix.lower() == ".zip":
        yield from _archive(path, allowance)
    elif path.suffix.lower() in SUFFIXES:
        # The files beside it are other learners': it may import none of them.
        yield read_source(path, file)


def _folder(path: Path, allowance: Allowance) -> tuple[Source, ...]:
    """What lies in a folder, and in the archives in it. A message names the entry, not where the teacher keeps it."""
    archives = sorted(one for one in path.iterdir() if one.suffix.lower() == ".zip" and not one.name.startswith("."))
    if len(archives) > MAX_ARCHIVES:
        raise SubmissionError(f"{visible(path.name)}: more than {MAX_ARCHIVES} archives in one folder")
    read_one_by_one = (source for one in archives for source in _archived(one, len(archives) > 1, allowance))
    packed = list(_of_one_learner(read_one_by_one, path.name))
    try:
        plain = read(path).sources
    except SubmissionError as error:
        if not packed or "there is no .py file" not in str(error):
            raise SubmissionError(_explained(str(error), path)) from None
        plain = ()
    return tuple(_of_one_learner((*plain, *packed), path.name))


def _of_one_learner(sources: Iterable[Source], name: str) -> Iterator[Source]:
    """The sources, counted as they are read: no more archives are opened than one learner can fill. Raises SubmissionError."""
    total = 0
    for number, source in enumerate(sources, 1):
        total += len(source.content)
        if number > MAX_FILES or total > MAX_TOTAL:
            raise SubmissionError(
                f"{visible(name)}: more than {MAX_FILES} files or {MAX_TOTAL >> 20} MB; hand in the work of one learner"
            )
        yield source


def _archive(path: Path, allowance: Allowance) -> tuple[Source, ...]:
    from grader.submissions.archive import read_archive  # for speed: most learners hand in a file

    return read_archive(path, allowance)


def _archived(path: Path, among_others: bool, allowance: Allowance) -> tuple[Source, ...]:
    """The sources of an archive; of one among others, below its name."""
    archive = _archive(path, allowance)
    return tuple(replace(one, name=f"{path.stem}/{one.name}") for one in archive) if among_others else archive


def _explained(text: str, path: Path) -> str:
    """Where nothing in a folder can be graded, what lies there instead."""
    short = text.replace(plain_text(str(path)), visible(path.name))
    others = sorted(one.name for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
    if "there is no .py file" not in text or not others:
        return short
    return f"{short}, only {', '.join(map(visible, others[:3]))}{' and more' if len(others) > 3 else ''}"
