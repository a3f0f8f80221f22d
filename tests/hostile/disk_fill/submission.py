# Goal: fill the disk in every folder that is usually writable (40 MB), and memory by memfd. Earns 0.
import os

for folder in (".", "/tmp", "/dev/shm", "/var/tmp", "@COURSE@"):
    path = os.path.join(folder, "nncli-hostile-fill")
    try:
        with open(path, "wb") as file:
            file.write(bytes(8 << 20))
        print("BREACH:write", folder)
        os.unlink(path)
    except OSError:
        pass
try:
    os.write(os.memfd_create("x"), bytes(8 << 20))
    print("BREACH:memfd")
except OSError:
    pass


def softmax(z):
    return None
