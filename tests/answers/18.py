#> the power without its chain rule | power_without_chain_rule
Dual.__pow__ = lambda self, n: Dual(self.v**n, n * self.v ** (n - 1))


#> -u keeps d | minus_keeps_d
Dual.__neg__ = lambda self: Dual(-self.v, self.d)


#> plain numbers are not wrapped | constants_not_wrapped, attribute_not_there
Dual.__add__ = lambda self, other: Dual(self.v + other.v, self.d + other.d)
Dual.__sub__ = lambda self, other: Dual(self.v - other.v, self.d - other.d)
Dual.__mul__ = lambda self, other: Dual(self.v * other.v, self.v * other.d + other.v * self.d)
Dual.__truediv__ = lambda self, other: Dual(self.v / other.v, (self.d * other.v - other.d * self.v) / other.v**2)


#> the product of the derivatives | product_of_derivatives
def mul(self, other):
    other = other if isinstance(other, Dual) else Dual(other)
    return Dual(self.v * other.v, self.d * other.d)
Dual.__mul__ = Dual.__rmul__ = mul


#> the quotient without its square | quotient_not_squared
def div(self, other):
    other = other if isinstance(other, Dual) else Dual(other)
    return Dual(self.v / other.v, (self.d * other.v - self.v * other.d) / other.v)
Dual.__truediv__ = div


#> exp keeps d | outer_derivative_missing
Dual.exp = lambda self: Dual(np.exp(self.v), self.d)


#> exp with the value for its exponential | value_for_exponential
Dual.exp = lambda self: Dual(np.exp(self.v), self.v * self.d)


#> log without chain rule | chain_rule_missing
Dual.log = lambda self: Dual(np.log(self.v), 1 / self.v)


#> right operand first | reflected_order
Dual.__rsub__ = lambda self, other: self - other


#> the value in place of the derivative | value_returned
def derivative(f, x):
    return f(Dual(x, 1.0)).v


#> a constant that is no Dual | attribute_not_there
def derivative(f, x):
    return f(Dual(x, 1.0)).d


#> not seeded | not_seeded
def derivative(f, x):
    out = f(Dual(x))
    return out.d if isinstance(out, Dual) else 0.0


#> all seeded at once | all_seeded
def gradient(f, xs):
    return [f(*[Dual(x, 1.0) for x in xs]).d for _ in xs]


#> one number for all inputs | all_seeded
def gradient(f, xs):
    return f(*[Dual(x, 1.0) for x in xs]).d


#> finite differences | still_a_difference
def derivative(f, x):
    h = 1e-6
    value = lambda u: u.v if isinstance(u, Dual) else u
    return (value(f(Dual(x + h))) - value(f(Dual(x - h)))) / (2 * h)


#> r operators missing | reflected_missing
del Dual.__radd__, Dual.__rmul__


#> quotient rule sign, pow without chain, sigmoid without d | product_of_derivatives, attribute_not_there
import math
class Dual:
    def __init__(self, v, d=0.0):
        self.v, self.d = v, d
    @staticmethod
    def wrap(o):
        return o if isinstance(o, Dual) else Dual(o)
    def __add__(self, o):
        o = Dual.wrap(o)
        return Dual(self.v+o.v, self.d+o.d)
    __radd__ = __add__
    def __sub__(self, o):
        o = Dual.wrap(o)
        return Dual(self.v-o.v, self.d-o.d)
    __rsub__ = __sub__
    def __mul__(self, o):
        o = Dual.wrap(o)
        return Dual(self.v*o.v, self.d*o.d)
    __rmul__ = __mul__
    def __truediv__(self, o):
        o = Dual.wrap(o)
        return Dual(self.v/o.v, (self.v*o.d-self.d*o.v)/o.v**2)
    def __rtruediv__(self, o):
        return Dual.wrap(o)/self
    def __pow__(self, n):
        return Dual(self.v**n, n*self.v**(n-1)*self.d)
    def __neg__(self):
        return Dual(-self.v, -self.d)
    def exp(self):
        return Dual(math.exp(self.v), math.exp(self.v))
    def log(self):
        return Dual(math.log(self.v), 1/self.d if self.d else 0)
    def sigmoid(self):
        s = 1/(1+math.exp(-self.v))
        return Dual(s, s*(1-s)*self.d)
def derivative(f, x):
    return f(Dual(x)).d
def gradient(f, xs):
    return f(*[Dual(x, 1.0) for x in xs]).d


#> the quotient without the square below | quotient_not_squared
import math
class Dual:
    def __init__(self, v, d=0.0):
        self.v, self.d = v, d
    def _w(o):
        return o if isinstance(o, Dual) else Dual(o)
    def __add__(self, o):
        o = Dual._w(o); return Dual(self.v + o.v, self.d + o.d)
    __radd__ = __add__
    def __sub__(self, o):
        o = Dual._w(o); return Dual(self.v - o.v, self.d - o.d)
    def __rsub__(self, o):
        return Dual._w(o) - self
    def __mul__(self, o):
        o = Dual._w(o); return Dual(self.v*o.v, self.v*o.d + self.d*o.v)
    __rmul__ = __mul__
    def __truediv__(self, o):
        o = Dual._w(o); return Dual(self.v/o.v, (self.d*o.v - self.v*o.d)/o.v)
    def __rtruediv__(self, o):
        return Dual._w(o)/self
    def __pow__(self, n):
        return Dual(self.v**n, n*self.v**(n - 1)*self.d)
    def __neg__(self):
        return Dual(-self.v, -self.d)
    def exp(self):
        return Dual(math.exp(self.v), math.exp(self.v)*self.d)
    def log(self):
        return Dual(math.log(self.v), self.d/self.v)
    def sigmoid(self):
        s = 1/(1 + math.exp(-self.v)); return Dual(s, s*(1 - s)*self.d)


#> pow: the bracket of the exponent left out | brackets_misplaced
class Dual(Dual):
    def __pow__(self, n):
        return Dual(self.v**n, n*self.v**n - 1*self.d)


#> exp differentiated as a power | exponential_as_power
class Dual:

    def __init__(self, v, d=0.0):
        self.v, self.d = (v, d)

    def __add__(self, other):
        other = as_dual(other)
        return Dual(self.v + other.v, self.d + other.d)

    def __sub__(self, other):
        other = as_dual(other)
        return Dual(self.v - other.v, self.d - other.d)

    def __mul__(self, other):
        other = as_dual(other)
        return Dual(self.v * other.v, self.v * other.d + other.v * self.d)

    def __truediv__(self, other):
        other = as_dual(other)
        slope = (self.d * other.v - self.v * other.d) / other.v ** 2
        return Dual(self.v / other.v, slope)

    def __radd__(self, other):
        return self + other

    def __rsub__(self, other):
        return as_dual(other) - self

    def __rmul__(self, other):
        return self * other

    def __rtruediv__(self, other):
        return as_dual(other) / self

    def __pow__(self, n):
        return Dual(self.v ** n, n * self.v ** (n - 1) * self.d)

    def __neg__(self):
        return Dual(-self.v, -self.d)

    def exp(self):
        e = np.exp(self.v)
        return Dual(e, self.v * np.exp(self.v - 1) * self.d)

    def log(self):
        return Dual(np.log(self.v), self.d / self.v)

    def sigmoid(self):
        s = 1 / (1 + np.exp(-self.v))
        return Dual(s, s * (1 - s) * self.d)


#> a product returns a pair | pair_returned
class Dual:

    def __init__(self, v, d=0.0):
        self.v, self.d = (v, d)

    def __add__(self, other):
        other = as_dual(other)
        return Dual(self.v + other.v, self.d + other.d)

    def __sub__(self, other):
        other = as_dual(other)
        return Dual(self.v - other.v, self.d - other.d)

    def __mul__(self, other):
        other = as_dual(other)
        return (self.v * other.v, self.v * other.d + other.v * self.d)

    def __truediv__(self, other):
        other = as_dual(other)
        slope = (self.d * other.v - self.v * other.d) / other.v ** 2
        return Dual(self.v / other.v, slope)

    def __radd__(self, other):
        return self + other

    def __rsub__(self, other):
        return as_dual(other) - self

    def __rmul__(self, other):
        return self * other

    def __rtruediv__(self, other):
        return as_dual(other) / self

    def __pow__(self, n):
        return Dual(self.v ** n, n * self.v ** (n - 1) * self.d)

    def __neg__(self):
        return Dual(-self.v, -self.d)

    def exp(self):
        e = np.exp(self.v)
        return Dual(e, e * self.d)

    def log(self):
        return Dual(np.log(self.v), self.d / self.v)

    def sigmoid(self):
        s = 1 / (1 + np.exp(-self.v))
        return Dual(s, s * (1 - s) * self.d)
