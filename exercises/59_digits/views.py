"""Pictures of exercise 59."""

from grader.exercise.view import *

SEEN = "One picture of each digit, 8 rows by 5 columns of grey values: segments of different strength, and noise."


def pictures_of(title, which):
    return View(title, "heat", "some_digits", inputs=dict(which=which), x="column", y="row", says=SEEN)


views = [
    pictures_of("the digits 0 to 4", [0, 1, 2, 3, 4]),
    pictures_of("the digits 5 to 9", [5, 6, 7, 8, 9]),
    View(
        "digits that are confused",
        "heat",
        "confusions",
        inputs=dict(many=5),
        x="column",
        y="row",
        says="New digits that your trained network reads wrongly, each with its label and what it was read as.",
    ),
    View(
        "which digit is taken for which",
        "heat",
        "table_of_confusions",
        x="read as",
        y="digit",
        says="How many of 1,000 new digits of each row were read as the digit of the column; right answers are left out.",
    ),
]
