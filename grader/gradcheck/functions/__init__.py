"""A forward pass as one vector in and one vector out, and its backward pass beside it."""
