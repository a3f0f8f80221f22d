"""A class as JSON, schema "nncli/class/1"."""

from __future__ import annotations

import json
from typing import Any

from grader.classroom.assignment import Assignment
from grader.classroom.exports.tables import remarks_of
from grader.classroom.gradebook import Standing
from grader.text.labels import own_number

SCHEMA = "nncli/class/1"


def class_data(standings: list[Standing], assignment: Assignment, title: str) -> str:
    """The standing of everyone, as text with a newline at its end."""
    whole = {
        "schema": SCHEMA,
        "title": title,
        "policy": assignment.policy,
        "learners": [_learner(one) for one in standings],
    }
    return json.dumps(whole, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def _learner(one: Standing) -> dict[str, Any]:
    who = one.person
    moment = one.attempt.handed_in if one.attempt else None
    return {
        "learner": one.learner,
        "name": one.name,
        "canvas_id": who.canvas or None,
        "moodle_participant": who.moodle or None,
        "sid": who.sid or None,
        "email": who.email or None,
        "outcome": one.outcome.value,
        "excused": one.is_excused,
        "handed_in": moment.isoformat() if moment else None,
        "score": one.counted,
        "score_before_lateness": one.score,
        "max_score": one.max_score,
        "exercises": [
            {
                "number": own_number(mark.number),
                "slug": mark.slug,
                "outcome": mark.outcome.value,
                "score": mark.counted,
                "max_score": mark.max_score,
                "late_factor": mark.factor,
                "set_by_hand": mark.is_set,
            }
            for mark in one.marks
        ],
        "remarks": list(remarks_of(one)),
    }
