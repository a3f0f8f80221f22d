"""The file of a gradebook: each change is written whole or not at all, and an error says why a file cannot be used.

One transaction a submission, behind a write-ahead log: whatever ends the run, the file holds every attempt that was graded, whole, and
none twice. A gradebook that is only read is not written to, wherever it lies.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from grader.classroom.gradebook.schema import APPLICATION, SCHEMA, create_tables, migrate

BUSY_SECONDS = 10.0
OF_VALUES = (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError)


class GradebookError(Exception):
    """The file is not a gradebook, comes from a newer program, or cannot be written; the text says what to do."""


class Store:
    """An open file. Every method raises GradebookError where the file fails."""

    def __init__(self, path: Path, create: bool = True, write: bool = True) -> None:
        self.path = path
        if not create and not path.exists():
            raise GradebookError(f"{path}: there is no such gradebook; `nncli grade-all` writes one")
        with self.name_failures():
            self.rows = self._connect() if write else self._connect_to_read()
            try:
                form = self._form()
                if write:
                    self._prepare(form)
                elif form < SCHEMA:
                    self._migrate_a_copy()
            except BaseException:
                self.rows.close()
                raise

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self.path, timeout=BUSY_SECONDS, isolation_level=None)

    def _connect_to_read(self) -> sqlite3.Connection:
        """Nothing is written; where nothing could be, a log that was left behind is read from a copy."""
        writable = os.access(self.path.parent or Path(), os.W_OK)
        log = self.path.with_name(f"{self.path.name}-wal")
        if writable:
            return self._connect_by("mode=ro", self.path)
        if not log.exists() or not log.stat().st_size:
            return self._connect_by("mode=ro&immutable=1", self.path)
        import shutil  # for speed, as the next: few logs are left behind where nothing can be written
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            for one in (self.path, log):
                shutil.copy(one, folder)
            copied = sqlite3.connect(Path(folder) / self.path.name)
            memory = sqlite3.connect(":memory:", isolation_level=None)
            copied.backup(memory)
            copied.close()
            return memory

    def _connect_by(self, words: str, path: Path) -> sqlite3.Connection:
        address = f"file:{quote(str(path.absolute()))}?{words}"
        return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)

    def _form(self) -> int:
        """The form of the file; 0 where it is empty. Raises GradebookError where it is not ours to read."""
        form: int = self.rows.execute("PRAGMA user_version").fetchone()[0]
        application = self.rows.execute("PRAGMA application_id").fetchone()[0]
        if not self.rows.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            return 0
        if application != APPLICATION:
            raise GradebookError(f"{self.path}: this is a database of another program, not a gradebook")
        if form > SCHEMA:
            raise GradebookError(
                f"{self.path}: written by a newer nncli (form {form}, this one reads {SCHEMA}); update nncli"
            )
        return form

    def _prepare(self, form: int) -> None:
        self.rows.execute("PRAGMA journal_mode = WAL")
        self.rows.execute("PRAGMA synchronous = NORMAL")
        if form < SCHEMA:
            with self.transaction():
                form = self._form()  # another run may have been first
                if form < SCHEMA:
                    (migrate if form else create_tables)(self.rows)
        self.rows.execute("PRAGMA foreign_keys = ON")

    def _migrate_a_copy(self) -> None:
        """An older gradebook that is only read is brought up to date in memory."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        self.rows.backup(memory)
        self.rows.close()
        self.rows = memory
        with self.transaction():
            form = self._form()
            (migrate if form else create_tables)(self.rows)

    def close(self) -> None:
        """Fold the log into the file, so that the file alone can be copied, and read where nothing can be written."""
        with self.name_failures():
            with suppress(sqlite3.Error):  # another run still writes
                self.rows.execute("PRAGMA busy_timeout = 0")
                self.rows.execute("PRAGMA journal_mode = DELETE")
            self.rows.close()

    @contextmanager
    def name_failures(self) -> Iterator[None]:
        """Within it, what SQLite says of the file becomes a GradebookError; what it says of values, it says of whoever handed them in."""
        try:
            yield
        except OF_VALUES:
            raise
        except sqlite3.Error as error:
            raise GradebookError(f"{self.path}: {_words(error)}") from None

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing. Where the disk is full, SQLite may already have rolled back by itself."""
        with self.name_failures():
            self.rows.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.rows.execute("COMMIT")
            except BaseException:
                if self.rows.in_transaction:
                    self.rows.execute("ROLLBACK")
                raise


def _words(error: sqlite3.Error) -> str:
    text = str(error)
    if "not a database" in text:
        return "this is not a gradebook"
    if "full" in text or "I/O" in text:
        return f"it cannot be written ({text}); everything that was written before is whole"
    if "locked" in text:
        return "another run is writing to it; wait until that is done"
    if "unable to open" in text:
        return "it cannot be opened or created there"
    if "readonly" in text:
        return "it lies where nothing can be written; it can be read, not changed"
    return text
