# Goal: run setuid programs. Earns 0.
import os
import subprocess

for words in (["su", "--version"], ["sudo", "-n", "true"], ["/bin/true"]):
    try:
        subprocess.run(words, capture_output=True, timeout=2)
        print("BREACH:exec", words[0])
    except (OSError, subprocess.SubprocessError):
        pass
for call in (os.setuid, os.setgid):
    try:
        call(0)
        print("BREACH:setuid" if os.getuid() == 0 else "")
    except OSError:
        pass


def softmax(z):
    return None
