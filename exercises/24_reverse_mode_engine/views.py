"""Pictures of exercise 24."""

from grader.exercise.view import *

of = lambda text, **leaves: View(
    text,
    "graph",
    "engine_graph",
    inputs=dict(expression=text, leaves=leaves),
    says="The graph as your own nodes hold it, walked from the result: values above the wires, gradients below them.",
)

views = [of("(x*y + z)*y", x=2.5, y=-1.5, z=0.4), of("(x + y)*(z + relu(y - z))", x=4.0, y=-1.0, z=2.5)]
