"""A learner's own graph: every Value that an expression makes, in the order in which it was made, and what it is made of."""


def engine_graph(learner, target, /, expression, leaves):
    made, names = [], {}
    start = learner.Value.__init__

    def noted(self, *arguments, **named):
        made.append(self)
        start(self, *arguments, **named)

    learner.Value.__init__ = noted
    try:
        named = {name: learner.Value(data) for name, data in leaves.items()}
        out = EXPRESSIONS[expression](**named)["out"]
        out.backward()
    finally:
        learner.Value.__init__ = start
    names = {id(node): name for name, node in named.items()} | {id(out): "result"}
    return described(learner.Value, made, out, names)


def described(kind, made, out, names):
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
        "nodes": [names.get(id(node), sign(node, parents[id(node)])) for node in nodes],
        "edges": [[place[id(parent)], place[id(node)]] for node in nodes for parent in parents[id(node)]],
        "values": [float(node.data) for node in nodes],
        "gradients": [float(node.grad) for node in nodes],
    }


def sign(node, parents):
    """What the learner calls the operation, where the node says so; else a dot, and the number itself for a constant."""
    for key in ("_op", "op", "label", "_label", "name"):
        text = getattr(node, key, None)
        if isinstance(text, str) and text:
            return text
    return "·" if parents else f"{node.data:g}"


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
