# Goal: change what lies around: write, truncate, rename, link, chmod, touch, delete. Earns 0.
import os
import shutil

SECRET, FOLDER = "@COURSE@/secret.txt", "@COURSE@"
WAYS = [
    lambda: open(SECRET, "a").close(),
    lambda: os.truncate(SECRET, 3),
    lambda: os.chmod(SECRET, 0o777),
    lambda: os.utime(SECRET, (1, 1)),
    lambda: os.symlink(SECRET, FOLDER + "/link"),
    lambda: os.link(SECRET, FOLDER + "/hard"),
    lambda: os.mkdir(FOLDER + "/made"),
    lambda: os.mkfifo(FOLDER + "/fifo"),
    lambda: os.setxattr(SECRET, "user.x", b"x"),
    lambda: os.rename(SECRET, FOLDER + "/renamed"),
    lambda: os.unlink(FOLDER + "/submissions/alice/softmax.py"),
    lambda: shutil.rmtree(FOLDER + "/submissions/alice"),
]
for way in WAYS:
    try:
        way()
        print("BREACH:changed")
    except Exception:
        pass


def softmax(z):
    return None
