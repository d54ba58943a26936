"""Marks in a file, which outlive a process that is killed: how far a mail got that it was handing over.

A claim in the database can't tell whether the last line was sent afterward: the database's answer takes a
thousand times as long as sending three bytes. A mark is a write to shared memory directly before the line is
sent, and the kernel keeps both. ADR 0130.
"""

import fcntl
import mmap
import struct
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from django.conf import settings

from mail.models import Message

log = structlog.get_logger(__name__)

# A message's id, when it was claimed (microseconds since 1970), and 1 once its last line is about to be sent.
SLOT = struct.Struct("<qqq")
LAST_LINE = struct.Struct("<q")
LAST_LINE_AT = SLOT.size - LAST_LINE.size
SLOTS = 32  # more than jobs that send mail at the same time
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SUFFIX = ".marks"


class Mark:
    """The mark of one mail. Without a file (in a request, in tests) it marks nothing."""

    def __init__(self, memory: mmap.mmap | None = None, offset: int = 0) -> None:
        self._memory, self._offset = memory, offset

    def claim(self, message_id: int, claimed_at: datetime) -> None:
        if self._memory is not None:
            SLOT.pack_into(self._memory, self._offset, message_id, (claimed_at - EPOCH) // MICROSECOND, 0)

    def last_line(self) -> None:
        if self._memory is not None:
            LAST_LINE.pack_into(self._memory, self._offset + LAST_LINE_AT, 1)

    def clear(self) -> None:
        if self._memory is not None:
            SLOT.pack_into(self._memory, self._offset, 0, 0, 0)


class Marks:
    """The marks of this process, in a file that it locks for as long as it lives."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = (folder / f"{uuid.uuid4()}{SUFFIX}").open("x+b")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._file.truncate(SLOT.size * SLOTS)
        self._memory = mmap.mmap(self._file.fileno(), SLOT.size * SLOTS)
        self._lock = threading.Lock()
        self._free = [number * SLOT.size for number in range(SLOTS)]

    @contextmanager
    def slot(self) -> Iterator[Mark]:
        with self._lock:
            offset = self._free.pop()
        mark = Mark(self._memory, offset)
        try:
            yield mark
        finally:
            mark.clear()
            with self._lock:
                self._free.append(offset)


_marks: Marks | None = None


def keep_marks() -> None:
    """From now on, mark what this process hands over. Called once, by the worker."""
    global _marks  # noqa: PLW0603 - one file for a process
    try:
        _marks = Marks(Path(settings.RUN_DIR))
    except OSError as error:  # no rights, or a full disk: mail is more important
        log.error("mail.no_marks", error=type(error).__name__)


@contextmanager
def mark() -> Iterator[Mark]:
    if _marks is None:
        yield Mark()
    else:
        with _marks.slot() as slot:
            yield slot


def give_back_unsent() -> None:
    """Free the mails that dead processes of this machine had claimed, and whose last line they never sent."""
    for path in Path(settings.RUN_DIR).glob(f"*{SUFFIX}"):
        with path.open("r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:  # its process lives
                continue
            for message_id, claimed, last_line in SLOT.iter_unpack(file.read(SLOT.size * SLOTS)):
                if message_id and not last_line:
                    own = Message.objects.filter(pk=message_id, handed_over_at=EPOCH + claimed * MICROSECOND)
                    if own.update(handed_over_at=None):
                        log.warning("mail.claim_given_back", message_id=message_id)
            path.unlink()
