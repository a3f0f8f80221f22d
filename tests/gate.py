"""Answers to exercise 3 that many tests hand in."""

from __future__ import annotations

RIGHT_GATE = """
class MultiplyGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x * y

    def backward(self, dz):
        return self.y * dz, self.x * dz
"""
SWAPPED_GATE = RIGHT_GATE.replace("self.y * dz, self.x * dz", "self.x * dz, self.y * dz")
