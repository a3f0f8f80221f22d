# Goal: ANSI and OSC escapes in prints, in an exception and in a returned string. Earns 0.
print("\x1b]0;owned\x07\x1b[2J\x1b[1;1HPASSED 4 of 4\x1b[8m \x9b31m \r")


def softmax(z):
    raise ValueError("\x1b[8mhidden \x1b]8;;http://example.com\x07")


def affine_forward(x, w, b):
    return "\x1b[2J\x07", {"\x1b[2J": 1}
