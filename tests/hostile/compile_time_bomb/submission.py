# Goal: expressions that a compiler may compute before anything is run. Earns 0.
def softmax(z):
    return 9**9**9


NUMBER = (1 << 1 << 30).bit_length() if False else 0
TEXT = "x" * 1_000 * 1_000 if False else ""
