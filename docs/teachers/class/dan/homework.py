class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        while True:
            pass
