# Goal: a real SIGSEGV through ctypes. Earns 0.
import ctypes


def softmax(z):
    ctypes.string_at(0)
