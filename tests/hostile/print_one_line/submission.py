# Goal: one line of sixty thousand characters, and a hundred thousand lines. Earns 0.
print("x" * 60_000)
print("\n" * 100_000)


def softmax(z):
    return None
