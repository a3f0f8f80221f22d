"""Exercise 21: the constants J_GRAPH, F_GRAPH_1 and F_GRAPH_2."""

from grader import reference
from grader.exercise.spec import Constant, Exercise, mistake, number

tables = reference.tables


def graph(name, points, trace):
    """A constant whose carry rule is its trace: every entry is a formula of the entries before it."""
    return Constant(name, points=points, answers=tables.fill(trace), answer=number, carry=trace)


def j_mistake(slug, advice, **wrong):
    return mistake(slug, advice, {"J_GRAPH": wrong})


def f_mistake(slug, advice, first=None, second=None):
    """A mistake with its wrong values at the first point, at the second, or at both."""
    found = {"F_GRAPH_1": first, "F_GRAPH_2": second}
    return mistake(slug, advice, {name: wrong for name, wrong in found.items() if wrong})


exercise = Exercise(
    relative=1e-6,
    exceptions_alike=True,
    targets=[
        graph("J_GRAPH", 3, tables.j_trace(a=5, b=4, c=2)),
        graph("F_GRAPH_1", 3, tables.f_trace(x=2, y=1, z=0)),
        graph("F_GRAPH_2", 2, tables.f_trace(x=4, y=-1, z=2.5)),
    ],
    mistakes=[
        j_mistake("bracket_lost", "The 3 multiplies the whole bracket: 3*z, not 3*a*b + c.", J=62),
        j_mistake(
            "local_only",
            "These are du/da and du/db; multiply by dJ/du = 3 that comes from above.",
            dJ_da=4,
            dJ_db=5,
        ),
        j_mistake("own_value", "A product passes each input the other input's value.", dJ_da=15, dJ_db=12),
        j_mistake("sum_blocks_gradient", "1 is dz/dc; the sum hands on the whole dJ/dz = 3.", dJ_dc=1),
        j_mistake("update_adds", "Descent subtracts the gradient.", a_new=6.2, b_new=5.5, c_new=2.3),
        j_mistake("rate_missing", "Multiply the gradient by the learning rate 0.1.", a_new=-7, b_new=-11, c_new=-1),
        j_mistake(
            "updated_one_by_one",
            "You used the new a in dJ/db; take all gradients at the old point, then update.",
            b_new=2.86,
        ),
        f_mistake(
            "product_not_switched",
            "f = a*b: moving a changes f by b. The slide exchanges the two.",
            {"df_da": 3, "df_db": 1},
            {"df_da": 3, "df_db": 2.5},
        ),
        f_mistake(
            "max_to_both",
            "Only the larger input of max moves the output.",
            {"db_dy": 1, "db_dz": 1},
            {"db_dy": 1, "db_dz": 1},
        ),
        f_mistake(
            "max_to_smaller",
            "The larger input gets the gradient, the smaller gets 0.",
            {"db_dy": 0, "db_dz": 1},
            {"db_dy": 1, "db_dz": 0},
        ),
        f_mistake("fan_out_first_path", "y also reaches f through max: add both paths.", {"df_dy": 1}),
        f_mistake("fan_out_second_path", "y also reaches f through x + y: add both paths.", {"df_dy": 3}),
        f_mistake(
            "max_gives_its_value",
            "The local gradient of max is 1 for the winner, not its value.",
            second={"db_dz": 2.5},
        ),
    ],
)
