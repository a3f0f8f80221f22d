# Goal: an exception whose text never comes. Earns 0.
class Slow(Exception):
    def __str__(self):
        while True:
            pass


def softmax(z):
    raise Slow
