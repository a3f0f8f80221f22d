# Goal: shared memory, semaphores, queues and locks that outlive a process. Earns 0.
import multiprocessing
import os
from multiprocessing import shared_memory

for make in (
    lambda: shared_memory.SharedMemory("nncli-hostile-shm", create=True, size=4096),
    lambda: multiprocessing.Lock(),
    lambda: multiprocessing.Queue(),
    lambda: os.mkfifo("/tmp/nncli-hostile-fifo"),
    lambda: os.open("/dev/shm/nncli-hostile-shm", os.O_CREAT | os.O_RDWR),
):
    try:
        made = make()
        print("BREACH:shared")
        if hasattr(made, "unlink"):
            made.unlink()
    except Exception:
        pass
for path in ("/tmp/nncli-hostile-fifo", "/dev/shm/nncli-hostile-shm"):
    try:
        os.unlink(path)
    except OSError:
        pass


def softmax(z):
    return None
