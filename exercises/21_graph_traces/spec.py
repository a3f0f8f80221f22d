"""Exercise 21: the constants J_GRAPH, F_GRAPH_1 and F_GRAPH_2."""

from grader.exercise.spec import *

tables = reference.tables


j_trace = tables.j_trace(a=5, b=4, c=2)
first, second = tables.f_trace(x=2, y=1, z=0), tables.f_trace(x=4, y=-1, z=2.5)

exercise = Exercise(  # every entry of a trace is a formula of the entries before it, so a trace is a carry rule, too
    Constant(
        "J_GRAPH", points=2, answers=tables.fill(j_trace), answer=number, carry=j_trace,
        mistakes=[
            mistake("bracket_lost", "The 3 multiplies the whole bracket: 3*z, not 3*a*b + c.", {"J": 62}),
            mistake("local_only", "These are du/da and du/db; multiply by dJ/du = 3 that comes from above.",
                    {"dJ_da": 4, "dJ_db": 5}),
            mistake("own_value", "A product passes each input the other input's value.", {"dJ_da": 15, "dJ_db": 12}),
            mistake("sum_blocks_gradient", "1 is dz/dc; the sum hands on the whole dJ/dz = 3.", {"dJ_dc": 1}),
            mistake("update_adds", "Descent subtracts the gradient.", {"a_new": 6.2, "b_new": 5.5, "c_new": 2.3}),
            mistake("rate_missing", "Multiply the gradient by the learning rate 0.1.",
                    {"a_new": -7, "b_new": -11, "c_new": -1}),
            mistake("updated_one_by_one",
                    "You used the new a in dJ/db; take all gradients at the old point, then update.", {"b_new": 2.86}),
            mistake("old_value_kept", "J_new is J at the new a, b and c: all three have moved.",
                    *({"J_new": 3 * (a * b + c)} for a, b, c in (
                        (3.8, 2.5, 2), (3.8, 4, 1.7), (5, 2.5, 1.7), (3.8, 4, 2), (5, 2.5, 2), (5, 4, 1.7)))),
        ],
    ),
    Constant(
        "F_GRAPH_1", points=2, answers=tables.fill(first), answer=number, carry=first,
        mistakes=[
            mistake("fan_out_first_path", "y also reaches f through max: add both paths.", {"df_dy": 1}),
            mistake("fan_out_second_path", "y also reaches f through x + y: add both paths.", {"df_dy": 3}),
        ],
    ),
    Constant(
        "F_GRAPH_2", points=2, answers=tables.fill(second), answer=number, carry=second,
        mistakes=[
            mistake("max_gives_its_value", "The local gradient of max is 1 for the winner, not its value.",
                    {"db_dz": 2.5}),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
    mistakes=[
        mistake("product_not_switched", "f = a*b: moving a changes f by b. The slide exchanges the two.",
                F_GRAPH_1={"df_da": 3, "df_db": 1}, F_GRAPH_2={"df_da": 3, "df_db": 2.5}),
        mistake("sum_for_product", "f is the product of a and b.", F_GRAPH_1={"f": 4}, F_GRAPH_2={"f": 5.5}),
        mistake("max_to_both", "Only the larger input of max moves the output.",
                F_GRAPH_1={"db_dy": 1, "db_dz": 1}, F_GRAPH_2={"db_dy": 1, "db_dz": 1}),
        mistake("max_to_smaller", "The larger input gets the gradient, the smaller gets 0.",
                F_GRAPH_1={"db_dy": 0, "db_dz": 1}, F_GRAPH_2={"db_dy": 1, "db_dz": 0}),
    ],
)
