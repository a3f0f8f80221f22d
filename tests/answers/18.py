#> the power without its chain rule | power_without_chain_rule
Dual.__pow__ = lambda self, n: Dual(self.v**n, n * self.v ** (n - 1))


#> -u keeps d | minus_keeps_d
Dual.__neg__ = lambda self: Dual(-self.v, self.d)


#> plain numbers are not wrapped | constants_not_wrapped, attribute_not_there
Dual.__add__ = lambda self, other: Dual(self.v + other.v, self.d + other.d)
Dual.__sub__ = lambda self, other: Dual(self.v - other.v, self.d - other.d)
Dual.__mul__ = lambda self, other: Dual(self.v * other.v, self.v * other.d + other.v * self.d)
Dual.__truediv__ = lambda self, other: Dual(self.v / other.v, (self.d * other.v - other.d * self.v) / other.v**2)
