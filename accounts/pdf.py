"""PDFs that strangers sent, opened by a process of its own with little time and memory.

A file of one kilobyte can take hours to draw, or gigabytes to unpack, and nothing stops a library call in a
thread. So accounts/pdf_process.py opens it: one at a time for each process of the site, and it is ended when
it takes too much.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from PIL import Image

SECONDS = 15  # by the clock; the process gives itself less of the processor (accounts/pdf_process.py)
SECONDS_TO_WAIT = 5  # for the one before

_PROGRAM = Path(__file__).with_name("pdf_process.py")
_one_at_a_time = Lock()


class PdfError(Exception):
    """The file can't be read as a PDF, or not with what we give to it."""


class PdfReaderBusyError(PdfError):
    """Another file is being read, which takes long; this one may be fine."""


@dataclass(frozen=True)
class Pdf:
    """How many pages a file has, and pictures of them, if it has no more than were asked for."""

    pages: int
    drawn: list[Image.Image]


def read_pdf(content: bytes, *, draw: int = 0, longest_side: int = 1) -> Pdf:
    """Count the pages; draw them (RGB, `longest_side` in pixels) if there are at most `draw`.

    Raises PdfError: cut off, locked, no PDF behind its first line, or too much work.
    """
    if not _one_at_a_time.acquire(timeout=SECONDS_TO_WAIT):
        raise PdfReaderBusyError
    try:
        done = subprocess.run(
            [sys.executable, "-I", _PROGRAM, str(draw), str(longest_side)],
            input=content,
            capture_output=True,
            timeout=SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise PdfError from error
    finally:
        _one_at_a_time.release()
    head, _, pixels = done.stdout.partition(b"\n")
    said = json.loads(head)
    drawn = []
    for width, height in said["sizes"]:
        length = 3 * width * height
        drawn.append(Image.frombytes("RGB", (width, height), pixels[:length]))
        pixels = pixels[length:]
    return Pdf(said["pages"], drawn)
