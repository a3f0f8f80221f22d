# Goal: a forged frame nested ten thousand deep. Earns 0.
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
    value = b"\xc0"
    for _ in range(10_000):
        value = b"\x83\xa4type\xa5items\xa9container\xa4list\xa5items\x91" + value
    send(b"\x82\xa4type\xa6answer\xa4runs\x91\x83\xa4type\xa8returned\xa6inputs\x90\xa5value" + value, raw=True)
    return None
