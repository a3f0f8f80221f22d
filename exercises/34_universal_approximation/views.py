"""Pictures of exercise 34."""

from grader.exercise.view import *

x = (np.arange(240) + 0.37) / 240
of_units = lambda N: View(
    f"a sine by {N} steps",
    "lines",
    "steps_and_sum",
    inputs=dict(x=x, N=N),
    x="x",
    y="sin(2πx), steps, sum",
    says=f"The sine, the {N} steps of your staircase, and their sum, which follows it.",
)

views = [of_units(5)]
