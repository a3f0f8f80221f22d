"""A learner's own graph: every Value that an expression makes, in the order in which it was made, and what it is made of."""

SIGNS = {"add": "+", "mul": "*", "sub": "-", "truediv": "/", "pow": "**", "neg": "-"}
METHODS = {f"__{r}{name}__": sign for name, sign in SIGNS.items() for r in ("", "r")} | dict(
    relu="relu", exp="exp", log="log"
)


def engine_graph(learner, target, /, expression, leaves):
    made, names, signs, running = [], {}, {}, []
    kept = {name: part for name, part in vars(learner.Value).items() if name in METHODS or name == "__init__"}

    def noted(self, *arguments, **named):
        made.append(self)
        signs[id(self)] = running[-1] if running else ""
        kept["__init__"](self, *arguments, **named)

    for name in kept.keys() - {"__init__"}:
        setattr(learner.Value, name, watched(kept[name], METHODS[name], running))
    learner.Value.__init__ = noted
    try:
        named = {name: learner.Value(data) for name, data in leaves.items()}
        out = EXPRESSIONS[expression](**named)["out"]
        out.backward()
    finally:
        for name, part in kept.items():
            setattr(learner.Value, name, part)
    names = {id(node): name for name, node in named.items()} | {id(out): "result"}
    return described(learner.Value, made, out, names, signs)


def watched(method, sign, running):
    """The method, and while it runs its sign at the end of `running`: so a node knows by what it was made."""

    def run(*arguments, **named):
        running.append(sign)
        try:
            return method(*arguments, **named)
        finally:
            running.pop()

    return run


def described(kind, made, out, names, signs):
    """The part of the graph that the result is made of. A node is made after what it is made of."""
    order = {id(node): place for place, node in enumerate(made)}
    parents = {id(node): earlier(kind, node, order) for node in made}
    kept, waiting = set(), [out]
    while waiting:
        node = waiting.pop()
        if id(node) not in kept:
            kept.add(id(node))
            waiting += parents.get(id(node), [])
    nodes = [node for node in made if id(node) in kept]
    place = {id(node): at for at, node in enumerate(nodes)}
    return {
        "nodes": [names.get(id(node), sign(node, parents[id(node)], signs[id(node)])) for node in nodes],
        "edges": [[place[id(parent)], place[id(node)]] for node in nodes for parent in parents[id(node)]],
        "values": [float(node.data) for node in nodes],
        "gradients": [float(node.grad) for node in nodes],
    }


def sign(node, parents, known):
    """What the learner calls the operation, where the node says so; else the method that made it; for a constant its number."""
    for key in ("_op", "op", "label", "_label", "name"):
        text = getattr(node, key, None)
        if isinstance(text, str) and text:
            return text
    return (known or "·") if parents else f"{node.data:g}"


def earlier(kind, node, order):
    """The nodes made before this one that it holds in its attributes, in tuples and lists or in what its functions keep."""
    found, waiting, depth = {}, [(part, 0) for part in vars(node).values()], 0
    while waiting:
        part, depth = waiting.pop(0)
        if isinstance(part, kind):
            if order.get(id(part), len(order)) < order[id(node)]:
                found[id(part)] = part
        elif depth < 4:
            waiting += [(inner, depth + 1) for inner in held(part)]
    return list(found.values())


def held(part):
    if isinstance(part, (list, tuple, set, frozenset)):
        return list(part)[:100]
    if isinstance(part, dict):
        return [*part.keys(), *part.values()][:200]
    cells = getattr(part, "__closure__", None) or ()
    bound = getattr(part, "__self__", None)
    return [cell.cell_contents for cell in cells] + ([bound] if bound is not None else [])
