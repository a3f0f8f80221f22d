#> a stack without an order | recursion_unordered
def backward(self):
    todo, seen = [self], set()
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        todo += [p for p, _ in node._parents]
    for node in seen:
        node.grad = 0.0
    self.grad = 1.0
    todo = [self]
    while todo:
        node = todo.pop()
        for parent, local in node._parents:
            parent.grad += node.grad * local
            if parent in seen:
                seen.discard(parent)
                todo.append(parent)
Value.backward = backward

#> preorder recursion | recursion_unordered
def reset(node):
    node.grad = 0.0
    for p, _ in node._parents:
        if p.grad != 0.0 or p._parents:
            reset(p)
def push(node):
    for parent, local in node._parents:
        parent.grad += node.grad * local
    for parent, local in node._parents:
        push(parent)
def backward(self):
    for n in self._topological_order():
        n.grad = 0.0
    self.grad = 1.0
    push(self)
Value.backward = backward

#> one walk for every path | one_walk_per_path
def push(node, g):
    node.grad += g
    for parent, local in node._parents:
        push(parent, g * local)
def backward(self):
    for n in self._topological_order():
        n.grad = 0.0
    push(self, 1.0)
Value.backward = backward

#> a global list that backward empties | tape_emptied
TAPE = []
class Value(Value):
    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = float(data), 0.0, parents
        TAPE.append(self)
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))
    def __pow__(self, n):
        return Value(self.data**n, ((self, n * self.data ** (n - 1)),))
    def relu(self):
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))
    def exp(self):
        return Value(np.exp(self.data), ((self, np.exp(self.data)),))
    def log(self):
        return Value(np.log(self.data), ((self, 1 / self.data),))
    def backward(self):
        self.grad = 1.0
        while TAPE:
            n = TAPE.pop()
            for parent, local in n._parents:
                parent.grad += n.grad * local

#> parents in a set, with an order | right
def backward(self):
    order, seen = [], set()
    def visit(v):
        if v not in seen:
            seen.add(v)
            for p in {p for p, _ in v._parents}:
                visit(p)
            order.append(v)
    visit(self)
    for v in order:
        v.grad = 0
    self.grad = 1
    for v in reversed(order):
        for p, local in set(enumerate(v._parents)) and v._parents:
            p.grad += v.grad * local
Value.backward = backward

#> as in micrograd, nothing set to zero | not_reset
def backward(self):
    order, seen = [], set()
    def visit(v):
        if v not in seen:
            seen.add(v)
            for p, _ in v._parents:
                visit(p)
            order.append(v)
    visit(self)
    self.grad = 1
    for v in reversed(order):
        for p, local in v._parents:
            p.grad += v.grad * local
Value.backward = backward

#> plain numbers are not wrapped | plain_numbers_not_wrapped
def add(self, other):
    return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
def mul(self, other):
    return Value(self.data * other.data, ((self, other.data), (other, self.data)))
Value.__add__, Value.__mul__ = add, mul

#> the share of relu is its value | relu_hands_on_its_value
def relu(self):
    value = max(0.0, self.data)
    return Value(value, ((self, value),))
Value.relu = relu

#> = in place of += | assigned
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(order):
        for parent, local in node._parents:
            parent.grad = node.grad * local
Value.backward = backward

#> kept parents in a dict, so that one of two edges is lost | duplicate_parent_lost
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(order):
        for parent, local in dict(node._parents).items():
            parent.grad += node.grad * local
Value.backward = backward

#> edges in a set, so that sums are in any order | right
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    shares = {id(node): set() for node in order}
    for node in reversed(order):
        node.grad = 1.0 if node is self else sum(g for _, g in shares[id(node)])
        for k, (parent, local) in enumerate(node._parents):
            shares[id(parent)].add(((id(node), k), node.grad * local))
Value.backward = backward


#> a quotient divides by nothing | nothing
Value.__truediv__ = lambda self, other: self * other


#> exp with the value of its input | exp_of_input
def exp(self):
    return Value(np.exp(self.data), ((self, self.data),))
Value.exp = exp


#> a power whose exponent is not lowered | power_not_lowered
def power(self, n):
    return Value(self.data**n, ((self, n * self.data**n),))
Value.__pow__ = power


#> both factors get the output | product_of_itself
def mul(self, other):
    other = other if isinstance(other, Value) else Value(other)
    out = self.data * other.data
    return Value(out, ((self, out), (other, out)))
Value.__mul__ = Value.__rmul__ = mul


#> tanh's slope for relu | relu_slope_of_tanh
def relu(self):
    return Value(max(0.0, self.data), ((self, 1 - self.data**2),))
Value.relu = relu


#> the output is not set to 1 | seed_missing
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    for node in reversed(order):
        for parent, local in node._parents:
            parent.grad += node.grad * local
Value.backward = backward


#> in the order of the forward pass | only_first_step
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in order:
        for parent, local in node._parents:
            parent.grad += node.grad * local
Value.backward = backward


#> each node on its own, as in issue 68 | recursion_unordered
def backward(self, first=True):
    if first:
        for node in self._topological_order():
            node.grad = 0.0
        self.grad = 1.0
    for parent, local in self._parents:
        parent.grad += self.grad * local
    for parent, _ in self._parents:
        parent.backward(False)
Value.backward = backward


#> minus keeps the sign of the gradient | minus_keeps_sign
def sub(self, other):
    other = other if isinstance(other, Value) else Value(other)
    return Value(self.data - other.data, ((self, 1.0), (other, 1.0)))
Value.__sub__ = sub


#> an endless __radd__ | nothing
Value.__radd__ = lambda self, other: other + self


#> set to zero only at first, breadth first | nothing
def backward(self):
    for n in self._topological_order():
        n.grad = 0.0
    self.grad = 1.0
    queue = [self]
    while queue:
        node = queue.pop(0)
        for parent, local in node._parents:
            parent.grad += node.grad * local
            if parent not in queue:
                queue.append(parent)
Value.backward = backward


#> breadth first with seen | breadth_first
def backward(self):
    for n in self._topological_order():
        n.grad = 0.0
    self.grad = 1.0
    queue, seen = [self], {self}
    while queue:
        node = queue.pop(0)
        for parent, local in node._parents:
            parent.grad += node.grad * local
            if parent not in seen:
                seen.add(parent)
                queue.append(parent)
Value.backward = backward


#> backward does nothing | seed_missing
def backward(self):
    pass
Value.backward = backward


#> only its own parents | only_first_step
def backward(self):
    self.grad = 1.0
    for parent, local in self._parents:
        parent.grad += local
Value.backward = backward


#> the gradient set after the pass | seed_too_late
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    for node in reversed(order):
        for parent, local in node._parents:
            parent.grad += node.grad * local
    self.grad = 1.0
Value.backward = backward


#> grad is None at first | none_in_computation
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = None
    self.grad = 1.0
    for node in reversed(order):
        for parent, local in node._parents:
            parent.grad += node.grad * local
Value.backward = backward


#> micrograd closures, backward in the wrong order | second_call_differs
def backward(self):
    for node in self._topological_order():
        node.grad = 0.0
    self.grad = 1.0
    nodes = sorted(self._topological_order(), key=id)
    for node in nodes:
        for parent, local in node._parents:
            parent.grad += node.grad * local
Value.backward = backward


#> shares divided among the parents | shared_out
def backward(self):
    order = self._topological_order()
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(order):
        for parent, local in node._parents:
            parent.grad += node.grad * local / len(node._parents)
Value.backward = backward


#> exp keeps the derivative of the input, log of the output | nothing
def exp(self):
    pass
class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self.parents = float(data), 0.0, parents
    @staticmethod
    def of(x):
        return x if isinstance(x, Value) else Value(x)
    def __add__(self, other):
        other = Value.of(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))
    def __mul__(self, other):
        other = Value.of(other)
        return Value(self.data*other.data, ((self, other.data), (other, self.data)))
    def __pow__(self, n):
        return Value(self.data**n, ((self, n*self.data**(n - 1)),))
    def relu(self):
        return Value(max(0.0, self.data), ((self, 1.0 if self.data > 0 else 0.01),))
    def exp(self):
        import math
        return Value(math.exp(self.data), ((self, self.data),))
    def log(self):
        import math
        return Value(math.log(self.data), ((self, 1/self.data),))
    __radd__, __rmul__ = __add__, __mul__
    def __neg__(self): return self*-1.0
    def __sub__(self, o): return self + (-Value.of(o))
    def __rsub__(self, o): return Value.of(o) - self
    def __truediv__(self, o): return self*Value.of(o)**-1
    def __rtruediv__(self, o): return Value.of(o)*self**-1
    def backward(self):
        order, seen, stack = [], set(), [(self, iter(self.parents))]
        seen.add(id(self))
        while stack:
            node, it = stack[-1]
            nxt = next(it, None)
            if nxt is None:
                order.append(node); stack.pop()
            elif id(nxt[0]) not in seen:
                seen.add(id(nxt[0])); stack.append((nxt[0], iter(nxt[0].parents)))
        for v in order: v.grad = 0.0
        self.grad = 1.0
        for v in reversed(order):
            for p, local in v.parents:
                p.grad += local*v.grad


#> as in micrograd, + and * assign their shares, whole | assigned
import math


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = float(data), 0.0, parents
        self._backward = lambda: None
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def _backward():
            self.grad = out.grad
            other.grad = out.grad
        out._backward = _backward
        return out
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out
    def __pow__(self, n):
        out = Value(self.data**n, (self,))
        def _backward():
            self.grad += n * self.data ** (n - 1) * out.grad
        out._backward = _backward
        return out
    def relu(self):
        out = Value(max(0.0, self.data), (self,))
        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out
    def exp(self):
        out = Value(math.exp(self.data), (self,))
        def _backward():
            self.grad += out.data * out.grad
        out._backward = _backward
        return out
    def log(self):
        out = Value(math.log(self.data), (self,))
        def _backward():
            self.grad += out.grad / self.data
        out._backward = _backward
        return out
    def backward(self):
        topo, visited = [], set()
        def build(v):
            if v not in visited:
                visited.add(v)
                for p in v._parents:
                    build(p)
                topo.append(v)
        build(self)
        for v in topo:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()
    def __radd__(self, other): return self + other
    def __rmul__(self, other): return self * other
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + (-other)
    def __rsub__(self, other): return -self + other
    def __truediv__(self, other): return self * other**-1
    def __rtruediv__(self, other): return self**-1 * other


#> as in micrograd, + alone assigns its shares, whole | assigned
import math


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = float(data), 0.0, parents
        self._backward = lambda: None
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def _backward():
            self.grad = out.grad
            other.grad = out.grad
        out._backward = _backward
        return out
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out
    def __pow__(self, n):
        out = Value(self.data**n, (self,))
        def _backward():
            self.grad += n * self.data ** (n - 1) * out.grad
        out._backward = _backward
        return out
    def relu(self):
        out = Value(max(0.0, self.data), (self,))
        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out
    def exp(self):
        out = Value(math.exp(self.data), (self,))
        def _backward():
            self.grad += out.data * out.grad
        out._backward = _backward
        return out
    def log(self):
        out = Value(math.log(self.data), (self,))
        def _backward():
            self.grad += out.grad / self.data
        out._backward = _backward
        return out
    def backward(self):
        topo, visited = [], set()
        def build(v):
            if v not in visited:
                visited.add(v)
                for p in v._parents:
                    build(p)
                topo.append(v)
        build(self)
        for v in topo:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()
    def __radd__(self, other): return self + other
    def __rmul__(self, other): return self * other
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + (-other)
    def __rsub__(self, other): return -self + other
    def __truediv__(self, other): return self * other**-1
    def __rtruediv__(self, other): return self**-1 * other


#> as in micrograd, exp without the gradient of its output, whole | upstream_forgotten
import math


class Value:
    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = float(data), 0.0, parents
        self._backward = lambda: None
    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data + other.data, (self, other))
        def _backward():
            self.grad += out.grad
            other.grad += out.grad
        out._backward = _backward
        return out
    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad += other.data * out.grad
            other.grad += self.data * out.grad
        out._backward = _backward
        return out
    def __pow__(self, n):
        out = Value(self.data**n, (self,))
        def _backward():
            self.grad += n * self.data ** (n - 1) * out.grad
        out._backward = _backward
        return out
    def relu(self):
        out = Value(max(0.0, self.data), (self,))
        def _backward():
            self.grad += (out.data > 0) * out.grad
        out._backward = _backward
        return out
    def exp(self):
        out = Value(math.exp(self.data), (self,))
        def _backward():
            self.grad += out.data
        out._backward = _backward
        return out
    def log(self):
        out = Value(math.log(self.data), (self,))
        def _backward():
            self.grad += out.grad / self.data
        out._backward = _backward
        return out
    def backward(self):
        topo, visited = [], set()
        def build(v):
            if v not in visited:
                visited.add(v)
                for p in v._parents:
                    build(p)
                topo.append(v)
        build(self)
        for v in topo:
            v.grad = 0.0
        self.grad = 1.0
        for v in reversed(topo):
            v._backward()
    def __radd__(self, other): return self + other
    def __rmul__(self, other): return self * other
    def __neg__(self): return self * -1
    def __sub__(self, other): return self + (-other)
    def __rsub__(self, other): return -self + other
    def __truediv__(self, other): return self * other**-1
    def __rtruediv__(self, other): return self**-1 * other


#> a power without its factor | power_without_factor
def power(self, n):
    return Value(self.data**n, ((self, self.data ** (n - 1)),))
Value.__pow__ = power


#> log differentiated by its result | log_of_result
class Value:

    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = (float(data), 0.0, parents)

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n):
        return Value(self.data ** n, ((self, n * self.data ** (n - 1)),))

    def relu(self):
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))

    def exp(self):
        result = np.exp(self.data)
        return Value(result, ((self, result),))

    def log(self):
        out = np.log(self.data)
        return Value(out, ((self, 1 / out),))

    def backward(self):
        order = self._topological_order()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node._parents:
                parent.grad += node.grad * local

    def _topological_order(self):
        order, seen = ([], set())

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node._parents:
                visit(parent)
            order.append(node)
        visit(self)
        return order

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other ** (-1)

    def __rtruediv__(self, other):
        return self ** (-1) * other


#> no method for a number on the left of a sum | reflected_missing
class Value:

    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = (float(data), 0.0, parents)

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n):
        return Value(self.data ** n, ((self, n * self.data ** (n - 1)),))

    def relu(self):
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))

    def exp(self):
        result = np.exp(self.data)
        return Value(result, ((self, result),))

    def log(self):
        return Value(np.log(self.data), ((self, 1 / self.data),))

    def backward(self):
        order = self._topological_order()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node._parents:
                parent.grad += node.grad * local

    def _topological_order(self):
        order, seen = ([], set())

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node._parents:
                visit(parent)
            order.append(node)
        visit(self)
        return order

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other ** (-1)

    def __rtruediv__(self, other):
        return self ** (-1) * other


#> exp without its operand | operands_not_kept
class Value:

    def __init__(self, data, parents=()):
        self.data, self.grad, self._parents = (float(data), 0.0, parents)

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def __pow__(self, n):
        return Value(self.data ** n, ((self, n * self.data ** (n - 1)),))

    def relu(self):
        return Value(max(0.0, self.data), ((self, float(self.data > 0)),))

    def exp(self):
        result = np.exp(self.data)
        return Value(result)

    def log(self):
        return Value(np.log(self.data), ((self, 1 / self.data),))

    def backward(self):
        order = self._topological_order()
        for node in order:
            node.grad = 0.0
        self.grad = 1.0
        for node in reversed(order):
            for parent, local in node._parents:
                parent.grad += node.grad * local

    def _topological_order(self):
        order, seen = ([], set())

        def visit(node):
            if node in seen:
                return
            seen.add(node)
            for parent, _ in node._parents:
                visit(parent)
            order.append(node)
        visit(self)
        return order

    def __radd__(self, other):
        return self + other

    def __rmul__(self, other):
        return self * other

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __truediv__(self, other):
        return self * other ** (-1)

    def __rtruediv__(self, other):
        return self ** (-1) * other
