"""Exercise 23: topological_sort."""

from grader.exercise.spec import *

from .versions import *

SKIP = {"out": ["h2", "x"], "h2": ["h1"], "h1": ["x"], "x": []}


def ladder(rungs):
    """Both nodes of a rung have both nodes of the rung below as parents; the highest rung comes first."""
    found = {f"{side}{i}": [f"l{i - 1}", f"r{i - 1}"] for i in range(rungs, 0, -1) for side in "rl"}
    return found | {"r0": [], "l0": []}


chain_of = lambda length: {f"n{i:03}": [f"n{i - 1:03}"] if i else [] for i in reversed(range(length))}


exercise = Exercise(
    Target(
        "topological_sort", points=6, probe="listed", reference=topological_sort, judged=what_is_wrong,
        cases={
            "a chain": dict(parents={"c": ["b"], "b": ["a"], "a": []}),
            "a diamond": dict(parents={"d": ["b", "c"], "b": ["a"], "c": ["a"], "a": []}),
            "the graph of the slide": dict(
                parents={"f": ["a", "b"], "a": ["x", "y"], "b": ["y", "z"], "x": [], "y": [], "z": []}),
            "a skip connection": dict(parents=SKIP),
            "an input used twice": dict(parents={"c": ["b", "b"], "b": ["a", "a"], "a": []}),
            "names against the alphabet": dict(parents={"a": ["m"], "z": [], "m": ["z"]}),
            "two separate graphs": dict(parents={"p": ["q"], "q": [], "s": ["r"], "r": []}),
            "a node on its own": dict(parents={"b": ["a"], "lonely": [], "a": []}),
            "a ladder": dict(parents=ladder(24)),
            "a long chain": dict(parents=chain_of(400)),
            "no nodes": dict(parents={}),
            "a cycle of three": error(ValueError, parents={"a": ["c"], "b": ["a"], "c": ["b"]}),
            "a cycle with a tail": error(ValueError,
                                         parents={"x": [], "a": ["x", "c"], "b": ["a"], "c": ["b"], "out": ["c"]}),
            "its own parent": error(ValueError, parents={"x": [], "a": ["x", "a"]}),
        },
        mistakes=[
            mistake("unsorted", "The keys come in no particular order; decide by the parents.",
                    Seen(everywhere(lambda order, parents: order == list(parents)),
                         rearranging(lambda order, parents: list(parents)))),
            mistake("alphabetical", "Sorting names says nothing about who needs whom.",
                    Seen(everywhere(lambda order, parents: order == sorted(parents)),
                         rearranging(lambda order, parents: sorted(parents)))),
            mistake("children_first",
                    "Your list runs from the output to the inputs; this is the order for the backward pass.",
                    Seen(everywhere(lambda order, parents: what_is_wrong(order[::-1], parents) is None),
                         rearranging(lambda order, parents: order[::-1]))),
            mistake("placed_before_parents",
                    "A node is placed when the search comes to it; place it when the search is done with all its parents.",
                    Seen(lambda e: any(everywhere(by_search(turn))(e) for turn in (1, -1)),
                         rearranging(lambda order, parents: in_search_order(parents, 1)))),
            mistake("search_turned_round",
                    "The order in which a search comes to the nodes, turned round, is not enough: place a node after all its parents.",
                    Seen(lambda e: any(everywhere(by_search_backwards(turn))(e) for turn in (1, -1)),
                         rearranging(lambda order, parents: in_search_order(parents, 1)[::-1]))),
            mistake("by_number_of_parents",
                    "How many parents a node has says nothing about when they are placed: wait for each of them.",
                    Seen(everywhere(lambda order, parents: order == sorted(parents, key=lambda name: len(parents[name]))),
                         rearranging(lambda order, parents: sorted(parents, key=lambda name: len(parents[name]))))),
            mistake("met_again_taken_for_cycle",
                    "A node that is met again may have been placed long ago: only one that is still on the present path closes a cycle.",
                    Seen(lambda e: (e["a chain"].right and e["a skip connection"].raises(ValueError)
                                    and e["the graph of the slide"].raises(ValueError)), refusing_a_second_meeting)),
            mistake("parent_counted_twice",
                    "A parent may be listed twice, as in b = a*a: take it off as often as you counted it, or count each parent once.",
                    Seen(lambda e: [view.name for view in e.plain if view.outcome.value != "passed"] == ["an input used twice"],
                         waiting_for_a_second)),
            mistake("kept_between_calls",
                    "Names of an earlier graph are still remembered here; start with new lists and sets in every call.",
                    Seen(kept_between_calls, remembering_a_chain)),
            mistake("nodes_repeated",
                    "Remember the nodes already placed; a node with two children is reached twice.",
                    Seen(somewhere(repeated),
                         rearranging(lambda order, parents: [
                             parent for name in order for parent in (*parents[name], name)]))),
            mistake("nodes_left_out", "Start from every node, not from one output only.",
                    Seen(somewhere(lambda order, parents: left_out(order, parents) and not foreign(order, parents)),
                         rearranging(lambda order, parents: [name for name in order if name != "lonely"]))),
            mistake("breadth_first",
                    "Level by shortest distance fails when an input also feeds a late node; "
                    "a node must wait for its last parent.",
                    Seen(lambda e: everywhere(by_distance)(e) and not e["a skip connection"].right,
                         rearranging(lambda order, parents: sorted(order, key=distances(parents).get)))),
            mistake("endless_recursion",
                    "A cycle sends the search round for ever; "
                    "mark the nodes on the current path and raise ValueError when one comes again.",
                    Seen(lambda e: (any(v.raises(RecursionError) for v in e.of_kind("error"))
                                    and not any(v.raises(RecursionError) for v in e.plain)),
                         on_a_cycle(raising(RecursionError("maximum recursion depth exceeded")))), always=True),
            mistake("cycle_accepted", "No order exists for a cycle; raise ValueError.",
                    Seen(lambda e: all(map(is_complete, e.plain)) and any(
                        isinstance(e[name].got, list) for name in ("a cycle of three", "a cycle with a tail")),
                         on_a_cycle(lambda parents: list(parents))), always=True),
            mistake("self_loop_accepted", "A node that needs itself is a cycle of length one.",
                    Seen(lambda e: all(map(is_complete, e.plain)) and isinstance(e["its own parent"].got, list),
                         lambda parents: topological_sort({
                             name: [p for p in its if p != name] for name, its in parents.items()})), always=True),
            mistake("wrong_exception", "The cycle is found; report it as ValueError.",
                    Seen(lambda e: any(map(crashed, e.of_kind("error"))) and not any(map(crashed, e.plain)),
                         on_a_cycle(raising(KeyError("cycle")))), always=True),
            mistake("one_walk_per_path", "A ladder has millions of ways from end to end: visit each node once, and remember it.",
                    Seen(lambda e: e["a ladder"].late and not any(view.late for view in e.plain if view.name != "a ladder"),
                         along_every_way), always=True),
        ],
    ),
    relative=1e-6, exceptions_alike=True,
)
