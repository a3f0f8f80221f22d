class MultiplyGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return x * y

    def backward(self, dz):
        self.x, self.y = self.y * dz, self.x * dz
        return self.x, self.y
