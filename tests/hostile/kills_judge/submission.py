# Goal: send signals to the judge, whose process number is known. Earns 0.
import os
import signal
import threading

for number in (0, signal.SIGCONT):
    for send in (os.kill, lambda pid, sig: signal.pidfd_send_signal(os.pidfd_open(pid), sig)):
        try:
            send(int("@JUDGE@"), number)
            print("BREACH:signal", number)
        except (OSError, AttributeError):
            pass
try:
    signal.pthread_kill(threading.main_thread().ident, 0)
except OSError:
    pass


def softmax(z):
    return None
