"""Does what `way` names."""

import os
import sys
import time


def main(content, *, way):
    if way == "computes":
        while True:
            pass
    if way == "sleeps":
        time.sleep(3600)
    if way == "takes memory":
        return len(bytearray(2**30)), []
    if way == "fails":
        raise ValueError
    if way == "is killed":
        os.kill(os.getpid(), 9)
    if way == "writes without end":
        while True:
            sys.stdout.buffer.write(bytes(2**20))
    if way == "answers nonsense":
        sys.stdout.buffer.write(b"nonsense\n")
        sys.stdout.flush()
        os._exit(0)
    return None, []
