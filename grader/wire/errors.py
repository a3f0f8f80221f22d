"""Faults of a learner's file that both sides know by name."""


class NotDefined(Exception):
    """The module has no such name, or the class has no such attribute."""
