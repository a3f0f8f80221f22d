"""Exercise 24: the class Value."""

from grader.exercise.spec import *

from .versions import *

SHORT = (
    "a value used twice", "products and sums", "exp and log", "a long way and a short one", "diamonds behind diamonds",
    "nodes at several depths",
)  # the cases in which a walk along every path has an end
on = lambda expression, **leaves: {"expression": expression, "leaves": leaves}

exercise = Exercise(
    Target(
        "Value", points=11, probe="run", reference=right,
        slope=Slope(of=output,
                    wrt={f"{name}.grad": f"leaves.{name}" for name in LEAVES}),
        cases={
            "a value used twice": on("b = a + a, c = b*b, b + c", a=3),
            "products and sums": on("(x*y + z)*y", x=2.5, y=-1.5, z=0.4),
            "powers and quotients": on("x**3 + 2/x - x*0.5", x=1.6),
            "exp and log": on("log(exp(x) + y)*x", x=0.7, y=1.9),
            "relu on and off": on("relu(x*y) + relu(x + y)*x", x=1.4, y=-0.6),
            "the graph of the slide": on("(x + y)*(z + relu(y - z))", x=4, y=-1, z=2.5),
            "a logistic loss": on("-log(1/(1 + exp(-w*x)))", w=0.5, x=2),
            "two neurons": on("(relu(w1*x + b1)*w2 + b2 - 0.7)**2", x=1.5, w1=0.8, b1=-0.3, w2=-1.2, b2=0.5),
            "a leaf that is not used": on("x*3", x=1.3, y=-2.2),
            "a long sum": on("x added 300 times to x", x=0.5),
            "backward called twice": state(**on("(x*y + z)*y", x=2.5, y=-1.5, z=0.4), passes=("out", "out")),
            "a long way and a short one": on("b = a + a, c = b*b, c + b", a=2),
            "diamonds behind diamonds": on("diamonds", x=0.8, y=-1.3),
            "nodes at several depths": on("x, y and u at several depths", x=0.6, y=1.1),
            "a second output": state(**on("two outputs", x=1.7, y=-0.9), passes=("out", "second")),
            "the first output again": state(**on("two outputs", x=1.7, y=-0.9), passes=("out", "second", "out")),
            "a chain of 5000 nodes": once(Case(on("x added 5000 times to x", x=0.5),  # stated, for speed
                                               expected={"out.data": 2500.5, "x.grad": 5001.0, "out.grad": 1.0})),
            "forty doublings in a row": once(**on("x doubled 40 times", x=0.75)),
            "quotients and numbers on the left": on("(x/y - 3*y)/(2 - x) + 5/y", x=0.7, y=-1.6),
        },
        mistakes=[
            mistake("assigned", "A value used twice receives a share from each use: add them.",
                    *(engine(order, received=assigned, within=within)
                      for within in (None, ["__add__"], ["__mul__"], ["__add__", "__mul__"], ["__pow__"], ["exp"])
                      for order in (backwards, backwards_turned, backwards_in_rounds))),
            mistake("recursion_unordered",
                    "A node was sent on before all its consumers had reported; use reverse topological order.",
                    engine(node_then_parents), engine(edge_then_parent),
                    engine(lambda out: node_then_parents(out, met=set())),
                    engine(taken(-1, "every time")), engine(taken(-1, "put")), engine(taken(-1, "taken")),
                    on=SHORT),
            mistake("one_walk_per_path",
                    "A node is visited once for every path that leads to it, and there are 2^40 here: visit each once.",
                    Seen(lambda e: e["forty doublings in a row"].late and all(e[name].right for name in SHORT),
                         along_every_path),
                    always=True),
            mistake("only_first_step",
                    "Only what the output is made of directly receives a gradient: go through all nodes, from the output "
                    "backwards, in the reverse of the topological order.", engine(forwards)),
            mistake("breadth_first",
                    "Distance from the output is not enough; b was handled before c had added its share.",
                    engine(taken(0, "put")), engine(taken(0, "every time")), on=SHORT),
            mistake("duplicate_parent_lost", "Both operands may be the same node; keep both edges.",
                    engine(without_doubles)),
            mistake("seed_missing", "The output's own gradient is 0: dy/dy = 1, so set it to 1 before the pass.",
                    engine(seed=0.0)),
            mistake("seed_too_late", "Set the output's gradient to 1 before the pass; after it nothing is handed on.",
                    set_afterwards),
            mistake("shared_out", "Each parent receives the whole gradient times its derivative: nothing is divided among them.",
                    engine(order=divided)),
            mistake("not_reset", "Start every pass by setting the gradients of the graph to 0, as the slide says.",
                    engine(reset="none"), engine(reset="inner"), engine(reset="leaves"), tag="state"),
            mistake("tape_emptied",
                    "After the first pass the graph is lost: keep what backward needs in the nodes, not in one list.",
                    taped, taped_whole, tag="state"),
            mistake("plain_numbers_not_wrapped",
                    "A plain number has no data and no grad: make it a Value first, as in Value(other).",
                    Seen(lambda e: e["powers and quotients"].raises("AttributeError", "has no attribute")
                         and e["a value used twice"].right and e["products and sums"].right, plain_numbers_refused)),
            mistake("reflected_missing", "`5 * x` and `2 - x` ask the right operand: keep `__radd__`, `__rsub__` and their like.",
                    Seen(lambda e: any(map(refused_on_the_left, e.plain))
                         and all(view.right or refused_on_the_left(view) for view in e.plain), numbers_on_the_left_refused)),
            mistake("product_own_factor", "Each factor receives the other factor times the gradient.",
                    engine(mul=lambda a, b: (a, b))),
            mistake("product_of_itself", "Each factor receives the other factor, not the product.",
                    engine(mul=lambda a, b: (a * b, a * b))),
            mistake("minus_keeps_sign", "In a - b the share of b is -1.", minus_hands_on_plus),
            mistake("relu_slope_of_tanh", "1 - a^2 belongs to tanh; relu has the slope 1 where the input was positive, else 0.",
                    engine(relu=lambda a: (1 - a**2,))),
            mistake("upstream_forgotten", "Multiply the local derivative by the gradient of the node itself.",
                    *(engine(received=forgotten, within=within)
                      for within in (None, ["__add__"], ["__mul__"], ["__pow__"], ["relu"], ["exp"], ["log"]))),
            mistake("operands_not_kept", "What an operation made its result of must be kept with it, or nothing goes back to it.",
                    *(engine(received=nothing, within=[op]) for op in ("__add__", "__mul__", "__pow__", "relu", "exp", "log"))),
            mistake("power_not_lowered", "The exponent goes down by one.", engine(pow=lambda a, n: (n * a**n,))),
            mistake("power_without_factor", "The derivative of a^n is n*a^(n-1): the factor n is missing.",
                    engine(pow=lambda a, n: (a ** (n - 1),))),
            mistake("relu_always_open", "Where the input was negative relu is flat: the share is 0, whatever gradient arrives.",
                    engine(relu=lambda a: (1.0,))),
            mistake("relu_hands_on_its_value", "The slope of relu is 1 where the input was positive, not its value.",
                    engine(relu=lambda a: (max(a, 0.0),))),
            mistake("exp_of_input", "The derivative of e^a is e^a, the node's own output.", engine(exp=lambda a: (a,))),
            mistake("log_of_result", "The derivative of log a is 1 divided by a, not by the logarithm.",
                    engine(log=lambda a: (1 / np.log(a),))),
            mistake("log_not_inverted", "The derivative of log a is 1/a.", engine(log=lambda a: (a,))),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
