# Goal: trace, read and write the judge and the parent by system calls. Earns 0.
import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
for pid in (int("@JUDGE@"), os.getppid()):
    for request in (0x4206,):  # PTRACE_SEIZE
        if libc.ptrace(request, pid, None, None) == 0:
            print("BREACH:ptrace")
            libc.ptrace(17, pid, None, None)
    buffer = ctypes.create_string_buffer(8)
    local = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 8)
    remote = (ctypes.c_size_t * 2)(0x1000, 8)
    if libc.process_vm_readv(pid, local, 1, remote, 1, 0) == -1 and ctypes.get_errno() == 14:
        print("BREACH:process_vm_readv")


def softmax(z):
    return None
