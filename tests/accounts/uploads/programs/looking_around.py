"""Says what a library that was taken over could find and do."""

import os
import tempfile


def main(content):
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
            file.flush()
        can_write = True
    except OSError:
        can_write = False
    return {
        "environment": sorted(os.environ),
        "nice": os.nice(0),
        "can_write": can_write,
        "folder": os.getcwd(),
        "descriptors": len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0,
    }, []
