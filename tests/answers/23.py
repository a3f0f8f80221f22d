#> a set and a list as defaults | kept_between_calls
def topological_sort(parents, seen=set(), order=[]):
    def visit(n, path):
        if n in path: raise ValueError("cycle")
        if n in seen: return
        for p in parents[n]: visit(p, path | {n})
        seen.add(n); order.append(n)
    for n in parents: visit(n, frozenset())
    return order


#> a set as a default | kept_between_calls
def topological_sort(parents, seen=set()):
    order=[]
    def visit(n, path):
        if n in path: raise ValueError("cycle")
        if n in seen: return
        for p in parents[n]: visit(p, path | {n})
        seen.add(n); order.append(n)
    for n in parents: visit(n, frozenset())
    return order


#> only what is left is returned where there is a cycle | cycle_accepted
def topological_sort(parents):
    order, waiting = [], list(parents)
    while ready := [n for n in waiting if all(p in order for p in parents[n])]:
        order += ready
        waiting = [n for n in waiting if n not in ready]
    return order


#> a search from the last name only | nodes_left_out
def topological_sort(parents):
    order = []

    def visit(n, path):
        if n in path:
            raise ValueError("cycle")
        if n not in order:
            for p in parents[n]:
                visit(p, path | {n})
            order.append(n)

    for n in list(parents)[:1]:
        visit(n, frozenset())
    return order


#> a plain list of names | unsorted
def topological_sort(parents):
    return list(parents)


#> children first | children_first
right = topological_sort
def topological_sort(parents):
    return right(parents)[::-1]


#> no cycle is seen | cycle_accepted
def topological_sort(parents):
    order, seen = [], set()
    def visit(name):
        if name in seen:
            return
        seen.add(name)
        for p in parents[name]:
            visit(p)
        order.append(name)
    for name in parents:
        visit(name)
    return order


#> visited without end | endless_recursion
def topological_sort(parents):
    order = []
    def visit(name):
        for p in parents[name]:
            visit(p)
        if name not in order:
            order.append(name)
    for name in parents:
        visit(name)
    return order


#> every path once more | nodes_repeated
def topological_sort(parents):
    order = []
    def visit(name):
        for p in parents[name]:
            visit(p)
        order.append(name)
    for name in parents:
        visit(name)
    return order


#> only from the first name | nodes_left_out
def topological_sort(parents):
    order, seen = [], set()
    def visit(name):
        if name not in seen:
            seen.add(name)
            for p in parents[name]:
                visit(p)
            order.append(name)
    for name in parents:
        visit(name)
        break
    return order


#> depth first with colours | right
def topological_sort(parents):
    order, state = [], {}
    for root in parents:
        todo = [(root, iter(parents[root]))]
        if state.get(root) == 2:
            continue
        state[root] = 1
        while todo:
            node, it = todo[-1]
            for p in it:
                if state.get(p) == 1:
                    raise ValueError("cycle")
                if state.get(p) is None:
                    state[p] = 1
                    todo.append((p, iter(parents[p])))
                    break
            else:
                state[node] = 2
                order.append(node)
                todo.pop()
    return order


#> graphlib | right
def topological_sort(parents):
    import graphlib
    try:
        return list(graphlib.TopologicalSorter(parents).static_order())
    except graphlib.CycleError as e:
        raise ValueError(str(e))


#> Kahn without duplicate count; never raises | cycle_accepted
def topological_sort(parents):
    order, seen = [], set()
    def visit(n):
        if n in seen:
            return
        seen.add(n)
        for p in parents[n]:
            visit(p)
        order.append(n)
    for n in parents:
        visit(n)
    return order


#> children first again | children_first
def topological_sort(parents):
    order, done, active = [], set(), set()
    def visit(n):
        if n in active:
            raise ValueError("cycle")
        if n in done:
            return
        active.add(n)
        for p in parents[n]:
            visit(p)
        active.discard(n)
        done.add(n)
        order.append(n)
    for n in parents:
        visit(n)
    return order[::-1]


#> Kahn with deque | right
from collections import deque, defaultdict
def topological_sort(parents):
    need = {k: len(v) for k, v in parents.items()}
    children = defaultdict(list)
    for k, v in parents.items():
        for p in v:
            children[p].append(k)
    ready = deque(k for k, n in need.items() if n == 0)
    out = []
    while ready:
        k = ready.popleft()
        out.append(k)
        for c in children[k]:
            need[c] -= 1
            if need[c] == 0:
                ready.append(c)
    if len(out) < len(parents):
        raise ValueError("cycle")
    return out


#> breadth first from the roots, a node once it is first met | breadth_first
from collections import deque
def topological_sort(parents):
    children = {k: [] for k in parents}
    for k, ps in parents.items():
        for p in ps:
            children[p].append(k)
    queue = deque(k for k in parents if not parents[k])
    out, seen = [], set(queue)
    while queue:
        k = queue.popleft()
        out.append(k)
        for c in children[k]:
            if c not in seen:
                seen.add(c)
                queue.append(c)
    if len(out) != len(parents):
        raise ValueError("cycle")
    return out


#> a name is placed before its parents | placed_before_parents
def topological_sort(parents):
    order, seen, path = [], set(), set()
    def visit(name):
        if name in path:
            raise ValueError("cycle")
        if name in seen:
            return
        seen.add(name)
        path.add(name)
        order.append(name)
        for parent in parents[name]:
            visit(parent)
        path.remove(name)
    for name in parents:
        visit(name)
    return order


#> no set of what was visited | one_walk_per_path
def topological_sort(parents):
    order = []

    def visit(n, path):
        if n in path:
            raise ValueError('cycle')
        for p in parents[n]:
            visit(p, path | {n})
        if n not in order:
            order.append(n)
    for n in parents:
        visit(n, frozenset())
    return order


#> a parent that is listed twice waits for a second visit | parent_counted_twice
from collections import deque
def topological_sort(parents):
    need = {n: len(ps) for n, ps in parents.items()}
    children = {n: set() for n in parents}
    for n, ps in parents.items():
        for p in ps:
            children[p].add(n)
    queue = deque((n for n in parents if need[n] == 0))
    order = []
    while queue:
        n = queue.popleft()
        order.append(n)
        for c in children[n]:
            need[c] -= 1
            if need[c] == 0:
                queue.append(c)
    if len(order) < len(parents):
        raise ValueError('cycle')
    return order


#> a search in preorder, turned round | search_turned_round
def topological_sort(parents):
    order, seen = [], set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        order.append(node)
        for parent in parents[node]:
            visit(parent)

    for node in parents:
        visit(node)
    return order[::-1]


#> few parents first | by_number_of_parents
def topological_sort(parents):
    return sorted(parents, key=lambda name: len(parents[name]))


#> what is met again is taken for a cycle | met_again_taken_for_cycle
def topological_sort(parents):
    order, visited = ([], set())

    def visit(n):
        if n in visited:
            raise ValueError('cycle')
        visited.add(n)
        for p in parents[n]:
            visit(p)
        order.append(n)
    for n in parents:
        if n not in visited:
            visit(n)
    return order
