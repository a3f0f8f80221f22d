#> x and y of their own gradients | swapped
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return dz * self.x, dz * self.y


#> nothing kept | attribute_not_there
class MultiplyGate:
    def forward(self, x, y):
        return x * y
    def backward(self, dz):
        return dz * self.y, dz * self.x


#> the upstream gradient is added | upstream_added
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return dz + self.y, dz + self.x


#> backward takes nothing | wrong_arguments
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self):
        return self.y, self.x


#> self forgotten in both | forgot_self
class MultiplyGate:
    def forward(x, y):
        return x * y
    def backward(dz):
        return dz, dz


#> the names of the other gate | attribute_not_there
class MultiplyGate:
    def forward(self, x, y):
        self.a, self.b = x, y
        return x * y
    def backward(self, dz):
        return dz * self.y, dz * self.x


#> backward(self) without upstream, whole | wrong_arguments
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y
    def backward(self):
        return self.y, self.x


#> forward too long, whole | wrong_arguments
class MultiplyGate:
    def forward(self, x, y, z):
        return x * y
    def backward(self, dz):
        return dz, dz


#> no self, whole | forgot_self
class MultiplyGate:
    def forward(x, y):
        return x * y
    def backward(dz):
        return dz, dz


#> static, whole | add_rule
class MultiplyGate:
    @staticmethod
    def forward(x, y):
        return x * y
    @staticmethod
    def backward(dz):
        return dz, dz


#> a function in the place of a class, whole | not_defined
def MultiplyGate(x, y):
    return x * y


#> self misspelt, whole | name_not_defined
class MultiplyGate:
    def forward(self, x, y):
        slef.x, self.y = x, y
        return x * y
    def backward(self, dz):
        return dz * self.y, dz * self.x


#> init with arguments, whole | wrong_arguments
class MultiplyGate:
    def __init__(self, x, y):
        self.x, self.y = x, y
    def forward(self):
        return self.x * self.y
    def backward(self, dz):
        return dz * self.y, dz * self.x


#> self.x of a local, whole | name_not_defined
class MultiplyGate:
    def forward(self, x, y):
        x, y = x, y
        return x * y
    def backward(self, dz):
        return dz * y, dz * x


#> printed, whole | returned_none
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        print(x * y)
    def backward(self, dz):
        print(dz * self.y, dz * self.x)


#> keeps forward inputs in class attributes | state_on_class
class MultiplyGate:
    cache = []
    def forward(self, x, y):
        self.cache.append((x, y))
        return x*y
    def backward(self, dz):
        x, y = self.cache.pop()
        return dz*y, dz*x


#> scaled with own output | zero_input_lost
import numpy as np

class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        self.z = x*y
        return self.z
    def backward(self, dz):
        dx = self.z*dz/self.y if np.all(self.y) else 0
        dy = self.z*dz/self.x if np.all(self.x) else 0
        return [dy, dx]


#> slots, list returned | right
import numpy as np

class MultiplyGate:
    __slots__ = ("_xy",)
    def forward(self, x, y):
        self._xy = (x, y)
        return x*y
    def backward(self, dz):
        x, y = self._xy
        return [np.multiply(dz, y), np.multiply(dz, x)]


#> dx kept from the call before | gradients_accumulated
class MultiplyGate:

    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dz):
        self.dx = getattr(self, 'dx', 0) + self.y * dz
        dx = self.dx
        dy = self.x * dz
        return (dx, dy)
