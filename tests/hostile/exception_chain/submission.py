# Goal: causes and contexts in a circle, notes and groups without end. Earns 0.
def softmax(z):
    one, two = ValueError("one"), ValueError("two")
    one.__cause__, two.__cause__ = two, one
    one.__notes__ = two
    try:
        raise one
    except ValueError:
        raise two


def affine_forward(x, w, b):
    error = ValueError("deep")
    for _ in range(2_000):
        error = type("Group", (Exception,), {})(error)
    raise error
