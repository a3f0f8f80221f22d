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
