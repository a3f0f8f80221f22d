# Goal: ignore SIGTERM, SIGALRM, SIGXCPU and SIGINT, and swallow every exception in a loop. Earns 0.
import signal

for number in (signal.SIGTERM, signal.SIGALRM, signal.SIGXCPU, signal.SIGINT):
    signal.signal(number, signal.SIG_IGN)
while True:
    try:
        while True:
            pass
    except BaseException:
        pass


def softmax(z):
    return None
