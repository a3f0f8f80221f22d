"""Pictures of exercise 21."""

from grader.exercise.view import *

J_NODES = ["a", "b", "c", "u = ab", "z = u+c", "J = 3z"]
F_NODES = ["x", "y", "z", "a = x+y", "b = max", "f = ab"]
F_EDGES = [[0, 3], [1, 3], [1, 4], [2, 4], [3, 5], [4, 5]]

traced = lambda name, nodes, edges, leaves, values, gradients: View(
    f"{name}: values and gradients",
    "graph",
    "traced",
    inputs=dict(name=name, nodes=nodes, edges=edges, leaves=leaves, values=values, gradients=gradients),
    says="The graph with the numbers that you wrote: values above the wires, gradients of the result below them.",
)

f_graph = lambda name, leaves: traced(
    name, F_NODES, F_EDGES, leaves, ["a", "b", "f"], ["df_dx", "df_dy", "df_dz", "df_da", "df_db", ""]
)

views = [
    traced(
        "J_GRAPH",
        J_NODES,
        [[0, 3], [1, 3], [3, 4], [2, 4], [4, 5]],
        [5.0, 4.0, 2.0],
        ["u", "z", "J"],
        ["dJ_da", "dJ_db", "dJ_dc", "dJ_du", "dJ_dz", ""],
    ),
    f_graph("F_GRAPH_1", [2.0, 1.0, 0.0]),
    f_graph("F_GRAPH_2", [4.0, -1.0, 2.5]),
]
