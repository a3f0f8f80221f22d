# Goal: sockets of every family. Earns 0.
import socket

for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, getattr(socket, "AF_NETLINK", 16)):
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
        try:
            socket.socket(family, kind).close()
            print("BREACH:socket", family, kind)
        except OSError:
            pass
try:
    socket.create_connection(("127.0.0.1", 9), timeout=0.2)
except ConnectionRefusedError:
    print("BREACH:connect")
except OSError:
    pass


def softmax(z):
    return None
