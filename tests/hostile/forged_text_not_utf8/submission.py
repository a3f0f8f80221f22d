# Goal: a forged text that is not UTF-8, and an extension type. Earns 0.
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
    send(b"\x82\xa4type\xa6answer\xa4runs\x91\x82\xa4type\xa4text\xa5value\xa3\xff\xfe\xed", b"\xc7\x01\x05x", raw=True)
    return None
