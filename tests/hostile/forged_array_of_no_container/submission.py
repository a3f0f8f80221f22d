# Goal: a forged frame: array of no container. Earns 0.
import os

import msgspec


def send(*messages, raw=False):
    payloads = [message if raw else msgspec.msgpack.encode(message) for message in messages]
    data = b"".join(len(payload).to_bytes(4, "little") + payload for payload in payloads)
    for descriptor in range(3, 256):
        try:
            os.write(descriptor, data)
        except OSError:
            pass


def answer(value):
    return {"type": "answer", "runs": [{"type": "returned", "value": value, "inputs": []}] * 2}


def softmax(z):
    send(answer({"type": "array", "dtype": "<f8", "shape": [1], "data": b"12345678", "container": "spam"}))
    return None
