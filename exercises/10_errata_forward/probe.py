"""How a statement is asked: its verdict, and what its function gives on every sample."""

import numpy as np


def statement(learner, target, /, samples):
    """The verdict and one value for each sample; nothing is called while there is no verdict."""
    said = _said(learner, target)
    if said is None:
        return {"verdict": None}
    function = getattr(learner, target)
    return {"verdict": said} | {call: _listed(function(*arguments)) for call, arguments in samples.items()}


def _said(learner, target):
    """A verdict in lower case without blanks; what is no text stays what it is."""
    verdict = getattr(learner, "verdict", None)
    said = verdict.get(target) if isinstance(verdict, dict) else None
    return "".join(said.split()).lower() if isinstance(said, str) else said


def _listed(value):
    """Several numbers as a list, in whichever of the three forms they come."""
    several = isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim == 1)
    return list(value) if several else value
