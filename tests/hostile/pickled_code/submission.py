# Goal: a value whose __reduce__ runs code where it is unpickled. Earns 0.
class Bomb:
    def __reduce__(self):
        return print, ("BREACH:pickle",)


def softmax(z):
    return Bomb()


def affine_forward(x, w, b):
    return Bomb(), (x, w, b)
