"""A gunicorn worker in which clients that send or read slowly hold no thread, or not for long. ADR 0132.

gunicorn's own gives a connection to a thread with its first byte, and the thread then waits without an end:
as many half-sent requests as there are threads stop the site. Here the event loop collects the header, and
the body of a small form, so that a thread gets a request that has arrived. Larger bodies are read by a thread
that knows how long it may wait, and by half of the threads at most, so that the others serve pages. All of it
is also true for a client that sends a byte now and then.
"""

import errno
import re
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from itertools import takewhile
from selectors import EVENT_READ
from socket import SHUT_WR, socket
from typing import Any

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import TConn, ThreadWorker

# For the header and a small body, from the first byte; and for any pause within a larger body.
MAX_SECONDS = 15.0
# A larger body has a second more for each of these many bytes that have arrived: 10 MB may take minutes.
BYTES_FOR_A_SECOND = 32 * 1024
# The client has to take each piece of an answer in this time; a page is one or a few pieces.
MAX_SECONDS_TO_TAKE = 30.0

END_OF_HEADER = b"\r\n\r\n"
CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,18})[ \t]*\r\n", re.IGNORECASE)
# The client waits for our word before it sends the body.
WAITS_FOR_US = re.compile(rb"\r\nexpect:", re.IGNORECASE)
# Larger bodies are not kept in the event loop's memory.
MAX_SMALL_BODY = 64 * 1024
# More than any header that gunicorn is allowed to read here (directory/gunicorn.py).
MAX_HEADER = 128 * 1024
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
READ_SIZE = 64 * 1024
# After the last answer we wait for the client to hang up first, so that it gets all of it (RFC 9112, 9.6).
MAX_SECONDS_TO_HANG_UP = 2.0
BROKEN = (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK)


class HeaderTooLarge(Exception):
    """The client sends a header without an end."""


class Connection(TConn):
    """What has arrived of a request that no thread has yet, and until when the rest must.

    - `linger`: gunicorn would wait for the client in the event loop, and all other clients with it.
    - `is_upload`: a thread has to read its body.
    """

    linger: "Callable[[Connection], None]"
    is_upload = False

    def close(self, graceful: bool = False) -> None:
        if graceful:
            self.linger(self)
        else:
            super().close()

    def discard(self) -> bool:
        """Read what nobody needs any more; whether the client has hung up. Raises OSError likewise."""
        try:
            return not self.sock.recv(READ_SIZE)
        except BlockingIOError:
            return False

    def begin(self) -> None:
        self.arrived = bytearray()
        self.deadline = time.monotonic() + MAX_SECONDS
        self.sock.setblocking(False)

    def receive(self) -> bool:
        """Read what is there; whether it is enough for a thread.

        Raises ConnectionResetError at the end, and HeaderTooLarge.
        """
        while (missing := missing_bytes(self.arrived)) is None or 0 < missing <= MAX_SMALL_BODY:
            try:
                data = self.sock.recv(READ_SIZE)
            except BlockingIOError:
                return False
            if not data:
                raise ConnectionResetError(errno.ECONNRESET, "The client hung up.")
            self.arrived += data
        self.is_upload = missing > 0
        return True

    def init(self) -> None:
        is_new = not self.initialized
        super().init()
        if is_new:
            self.parser.unreader = UnreaderWithDeadline(self.sock)
        self.sock.settimeout(MAX_SECONDS_TO_TAKE)


def missing_bytes(arrived: bytearray) -> int | None:
    """How many bytes of the body have not arrived; None: the header is not complete. Raises HeaderTooLarge.

    0 if the client first waits for our word, or doesn't say how long its body is: Django reads no such body.
    """
    end = arrived.find(END_OF_HEADER)
    if end < 0:
        if len(arrived) > MAX_HEADER:
            raise HeaderTooLarge
        return None
    length = CONTENT_LENGTH.search(arrived, 0, end + 2)
    if length is None or WAITS_FOR_US.search(arrived, 0, end + 2):
        return 0
    return max(end + len(END_OF_HEADER) + int(length[1]) - len(arrived), 0)


class UnreaderWithDeadline(SocketUnreader):
    """Reads the rest of a request in a thread. ConnectionResetError: it came too slowly, or it ended.

    gunicorn would take the end of a connection for the end of the body, and a form would be saved without
    what was cut off.
    """

    def begin(self) -> None:
        self._began, self._received = time.monotonic(), 0

    def chunk(self, size_hint: int | None = None) -> bytes:
        before = self.sock.gettimeout()
        left = self._began + MAX_SECONDS + self._received / BYTES_FOR_A_SECOND - time.monotonic()
        if left <= 0:
            raise ConnectionResetError(errno.ECONNRESET, "The client sends too slowly.")
        self.sock.settimeout(min(left, MAX_SECONDS, before or MAX_SECONDS))
        try:
            data = super().chunk(size_hint)
        except TimeoutError as error:
            raise ConnectionResetError(errno.ECONNRESET, "The client sends too slowly.") from error
        finally:
            self.sock.settimeout(before)
        if not data:
            raise ConnectionResetError(errno.ECONNRESET, "The client hung up.")
        self._received += len(data)
        return data


def overdue(connections: dict[Connection, None]) -> list[Connection]:
    """Those whose time is up. All of them got the same time, so they are in the order of their deadlines."""
    now = time.monotonic()
    return list(takewhile(lambda conn: conn.deadline <= now, connections))


class SlowClientWorker(ThreadWorker):
    """See the module. It doesn't do TLS, which is the proxy's work."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.arriving: dict[Connection, None] = {}
        self.lingering: dict[Connection, None] = {}
        # Uploads beyond those that threads read.
        self.queued: dict[Connection, None] = {}
        self.uploads = 0

    def accept(self, listener: socket) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in BROKEN:
                raise
            return
        self.nr_conns += 1
        conn = Connection(self.cfg, client, address, listener.getsockname())
        conn.linger = self.linger
        self.collect(conn)

    def on_client_socket_readable(self, conn: Connection, client: socket) -> None:
        """A connection that was kept alive brings another request."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self.collect(conn)

    def collect(self, conn: Connection) -> None:
        conn.begin()
        self.arriving[conn] = None
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_more, conn))
        self.on_more(conn, conn.sock)  # it is often there already

    def on_more(self, conn: Connection, client: socket) -> None:
        try:
            if conn.receive():
                self.forget(conn)
                self.give_to_thread(conn)
        except HeaderTooLarge:
            self.forget(conn)
            self.refuse(conn)
        except OSError:
            self.forget(conn)
            self.drop(conn)

    def give_to_thread(self, conn: Connection) -> None:
        if conn.is_upload and self.uploads >= max(self.cfg.threads // 2, 1):
            conn.deadline = time.monotonic() + MAX_SECONDS
            self.queued[conn] = None
            return
        self.uploads += conn.is_upload
        self.enqueue_req(conn)

    def finish_request(self, conn: Connection, fs: Future[Any]) -> None:
        """In the event loop, when a thread is done."""
        was_upload, conn.is_upload = conn.is_upload, False
        super().finish_request(conn, fs)
        if was_upload:
            self.uploads -= 1
            if self.queued:
                following = next(iter(self.queued))
                del self.queued[following]
                self.give_to_thread(following)

    def refuse(self, conn: Connection) -> None:
        self.nr_conns -= 1
        with suppress(OSError):
            conn.sock.send(TOO_LARGE)
        self.linger(conn)

    def murder_pending(self) -> None:
        """gunicorn calls this once a second or more often."""
        super().murder_pending()
        for conn in overdue(self.arriving):
            self.forget(conn)
            self.drop(conn)
        for conn in overdue(self.queued):
            del self.queued[conn]
            self.drop(conn)
        for conn in overdue(self.lingering):
            self.hang_up(conn)

    def forget(self, conn: Connection) -> None:
        del self.arriving[conn]
        self.poller.unregister(conn.sock)

    def linger(self, conn: Connection) -> None:
        """The answer is sent, and the connection is not kept alive. It isn't counted any more."""
        conn.deadline = time.monotonic() + MAX_SECONDS_TO_HANG_UP
        conn.sock.setblocking(False)
        try:
            conn.sock.shutdown(SHUT_WR)
            if not conn.discard():
                self.lingering[conn] = None
                self.poller.register(conn.sock, EVENT_READ, partial(self.on_last_words, conn))
                return
        except OSError:  # it has hung up
            pass
        conn.close()

    def on_last_words(self, conn: Connection, client: socket) -> None:
        try:
            if not conn.discard():
                return
        except OSError:
            pass
        self.hang_up(conn)

    def hang_up(self, conn: Connection) -> None:
        del self.lingering[conn]
        self.poller.unregister(conn.sock)
        conn.close()

    def drop(self, conn: Connection) -> None:
        self.nr_conns -= 1
        conn.close()

    def handle(self, conn: Connection) -> Any:
        """In a thread: answer the request that has arrived."""
        conn.data_ready = True
        conn.sock.setblocking(True)
        conn.init()
        conn.parser.unreader.begin()
        conn.parser.unreader.unread(bytes(conn.arrived))
        conn.arrived = bytearray()
        return super().handle(conn)
