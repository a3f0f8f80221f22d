"""The marks of a class, kept in a file: see book.py."""

from grader.classroom.gradebook.book import Gradebook, PassRate
from grader.classroom.gradebook.ledger import HandIn, Key
from grader.classroom.gradebook.marks import Attempt, Standing
from grader.classroom.gradebook.schema import SCHEMA
from grader.classroom.gradebook.store import GradebookError

__all__ = ["SCHEMA", "Attempt", "Gradebook", "GradebookError", "HandIn", "Key", "PassRate", "Standing"]
