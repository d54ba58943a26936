"""Opening PDFs from strangers in a separate process, with little time and memory.

A file of one kilobyte can take hours to draw, or gigabytes to unpack, and nothing can stop a library call in
a thread. So accounts/pdf_process.py opens it: one file at a time for each process of the site, and the
process is ended if it takes too much.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from PIL import Image

SECONDS = 15  # of real time; the process limits its own processor time (accounts/pdf_process.py)
SECONDS_TO_WAIT = 5  # for the file before

_PROGRAM = Path(__file__).with_name("pdf_process.py")
_one_at_a_time = Lock()


class PdfError(Exception):
    """The file can't be read as a PDF, or not within our limits."""


class PdfReaderBusyError(PdfError):
    """Another file is being read and takes long; this one may be fine."""


@dataclass(frozen=True)
class Pdf:
    """How many pages a file has, and images of them unless it has more than were asked for."""

    pages: int
    drawn: list[Image.Image]


def read_pdf(content: bytes, *, draw: int = 0, longest_side: int = 1) -> Pdf:
    """Count the pages; draw them (RGB, `longest_side` in pixels) if there are at most `draw`.

    Raises PdfError if it is cut off, locked, not really a PDF, or too much work.
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
    answer = json.loads(head)
    drawn = []
    for width, height in answer["sizes"]:
        length = 3 * width * height
        drawn.append(Image.frombytes("RGB", (width, height), pixels[:length]))
        pixels = pixels[length:]
    return Pdf(answer["pages"], drawn)
