"""Opening a file from a stranger in a process of its own, with little time and memory.

A file of one kilobyte can take hours to draw or gigabytes to unpack, and nothing can stop a library call in a
thread. So process.py opens it. What it may use is written there.

    answer = run("accounts.uploads.pdf_program", content, draw=5, longest_side=2200, quality=85)

`program` is a module with a function `main(content: bytes, **options)`. It should import little, above all
not Django: each file starts a new process. A reader of workbooks, for example, stops at the row over its
limit, and answers with the cells or with what is wrong.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Thread, Timer
from typing import IO, Any, cast

from accounts.uploads.turns import one_at_a_time

SECONDS = 60  # of real time, for a busy machine; the process limits its own processor time
MAX_ANSWER = 64 * 2**20  # bytes: five pages, or three sizes of a photo, take less than 30 MB

_PROCESS = Path(__file__).with_name("process.py")


class LimitedProcessError(Exception):
    """The file took too much time or memory, or broke the library that reads it."""


@dataclass(frozen=True)
class Answer:
    """What `main` of the program returned: a value of JSON, and files."""

    value: Any
    files: list[bytes]


def run(program: str, content: bytes, **options: Any) -> Answer:
    """Waits for its turn. Raises ReaderBusyError (turns.py) or LimitedProcessError."""
    command = [sys.executable, "-I", str(_PROCESS), program, json.dumps(options)]
    with one_at_a_time() as descriptor:
        output = output_of(command, content, descriptor)
    head, _, rest = output.partition(b"\n")
    try:
        answer = json.loads(head)
        files, start = [], 0
        for size in answer["sizes"]:
            files.append(rest[start : start + size])
            start += size
        return Answer(answer["answer"], files)
    except (ValueError, KeyError, TypeError) as error:  # only if a file has taken over the process
        raise LimitedProcessError from error


def output_of(command: list[str], content: bytes, descriptor: int) -> bytes:
    """What the process writes. Its environment is empty. Raises LimitedProcessError."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={},
        cwd="/",
        pass_fds=[descriptor],
    )
    stdin, stdout = cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)
    timer = Timer(SECONDS, process.kill)
    feeder = Thread(target=write, args=(stdin, content), daemon=True)
    output = b""
    try:
        timer.start()
        feeder.start()
        output = stdout.read(MAX_ANSWER + 1)
    finally:
        is_complete = 0 < len(output) <= MAX_ANSWER
        if not is_complete:
            process.kill()
        stdout.close()
        status = process.wait()
        timer.cancel()
        feeder.join()
    if status != 0 or not is_complete:
        raise LimitedProcessError(f"status {status}")
    return output


def write(pipe: IO[bytes], content: bytes) -> None:
    """In a thread, because the process may answer, or end, before it has read everything."""
    try:
        with pipe:
            pipe.write(content)
    except BrokenPipeError:
        pass
