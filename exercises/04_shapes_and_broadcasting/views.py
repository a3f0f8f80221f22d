"""Pictures of exercise 4."""

from grader.exercise.view import *

lined_up = lambda key: View(
    f"shapes of {key}",
    "boxes",
    "answered",
    inputs=dict(key=key),
    says="The shapes one under the other, from the right; an axis of length 1, drawn with a broken edge, is repeated to fit.",
)

views = [lined_up("(4,3) + (4,1)"), lined_up("(4,1) + (3,)"), lined_up("(5,1) - (5,)"), lined_up("(4,3) + (4,)")]
