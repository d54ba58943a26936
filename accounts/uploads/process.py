"""The limited process: it opens one file from a stranger, and then ends (see limited_process.py).

    python -I accounts/uploads/process.py accounts.uploads.pdf_program '{"draw": 5, ...}' < file

It imports the named module, and calls `main(content, **options)` there. That returns what to answer, which
can be written as JSON, and a list of files. Standard output gets a line of JSON (`answer`, and the `sizes` of
the files in bytes) and the files. A file that takes too much time or memory, or that breaks its library, ends
the process with a status other than 0.

The process runs with low priority, writes no files, and has none of the site's environment: neither
its secret nor the address of its database. When it ends, the machine has all its memory back.
"""

import importlib
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path

CPU_SECONDS = 1.5  # a photo of 24 megapixels takes up to one
SECONDS = 90  # of real time, in case the site is killed meanwhile
NICENESS = 5  # gets a third of what a worker of the site gets while both want a processor
MEMORY = 768 * 2**20  # bytes of address space; a photo of 24 megapixels with transparency takes 500 MB
MAX_OPEN_FILES = 64


def limit_this_process() -> None:
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (MAX_OPEN_FILES, MAX_OPEN_FILES))
    # Both signals end the process. The kernel's own limit counts in whole seconds: it is the second net.
    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    whole_seconds = int(CPU_SECONDS) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (whole_seconds, whole_seconds))
    with suppress(OSError):  # only Linux has it: if memory runs out, this process ends first, not the site
        Path("/proc/self/oom_score_adj").write_text("1000")


def main(program: str, options: str) -> None:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    limit_this_process()
    answer, files = importlib.import_module(program).main(sys.stdin.buffer.read(), **json.loads(options))
    head = {"answer": answer, "sizes": [len(file) for file in files]}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
    for file in files:
        sys.stdout.buffer.write(file)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
