"""Starting and stopping the server of one home folder."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from tools.embedded_postgres.account import account_for, as_account
from tools.embedded_postgres.binaries import binaries_for
from tools.embedded_postgres.cluster import SETTINGS, UNSAFE_BUT_FAST, ensure_cluster
from tools.embedded_postgres.errors import PostgresError, from_os_error, from_output
from tools.embedded_postgres.home import open_home, read_or_make_password
from tools.embedded_postgres.postmaster import Postmaster, remove_stale_pid_file, running_postmaster

# Replaying the log after a kill takes long if much was being loaded; max_wal_size limits it.
SECONDS_TO_START = 600
SECONDS_TO_STOP = 120
# Another process can take the free port before our server does.
ATTEMPTS = 3


class Server:
    """The server of `home`, which is made if necessary. Raises PostgresError."""

    def __init__(self, home: Path, *, unsafe_but_fast: bool = False) -> None:
        self.account = account_for(home / "cluster")
        self.home = open_home(home, self.account)
        self.cluster = self.home / "cluster"
        self.log = self.home / "server.log"
        self._child: subprocess.Popen[bytes] | None = None
        self.settings = SETTINGS | (UNSAFE_BUT_FAST if unsafe_but_fast else {})

    def already_running(self) -> Postmaster | None:
        """The server that another command of this checkout started, even if that command was killed since.

        Waits for a server that is starting or stopping.
        """
        deadline = time.monotonic() + SECONDS_TO_START
        while (postmaster := running_postmaster(self.cluster)) is not None and not postmaster.ready:
            if time.monotonic() > deadline:
                raise PostgresError(
                    f"The server of {self.cluster} has been starting or stopping for too long."
                )
            time.sleep(0.05)
        return postmaster

    def start(self) -> Postmaster:
        """Make the cluster if necessary and start its server on a free port of 127.0.0.1.

        Without pg_ctl: as our own child the server leaves no zombie if process 1 doesn't reap, as in many
        containers, and no shell reads its arguments.
        """
        binaries = binaries_for(self.account, self.home)
        password = read_or_make_password(self.home)
        ensure_cluster(self.cluster, binaries=binaries, account=self.account, password=password)
        remove_stale_pid_file(self.cluster)
        for _ in range(ATTEMPTS):
            settings = self.settings | {"port": str(_free_port())}
            self._child = self._spawn(binaries, settings)
            postmaster = self._wait_until_ready(self._child)
            if postmaster is not None:
                return postmaster
            said = self.log.read_text(errors="replace")
            if "Address already in use" not in said:
                break
        raise from_output(said, self.cluster, doing="start")

    def stop(self) -> None:
        """Stop fast: open transactions are rolled back. Does nothing if no server runs."""
        for number in (signal.SIGINT, signal.SIGQUIT):  # fast, then without its closing checkpoint
            pid = self._pid()
            if pid is None:
                return
            with suppress(ProcessLookupError):  # it ended by itself in the meantime
                os.kill(pid, number)
            deadline = time.monotonic() + SECONDS_TO_STOP
            while self._pid() == pid and time.monotonic() < deadline:
                time.sleep(0.02)

    def start_guard(self) -> subprocess.Popen[bytes]:
        """A process that stops the server when all its users have ended, even if they were killed."""
        nothing = subprocess.DEVNULL
        return subprocess.Popen(
            [sys.executable, "-m", "tools.embedded_postgres.guard", str(self.home)],
            cwd=Path(__file__).resolve().parent.parent.parent,
            stdin=nothing,
            stdout=nothing,
            stderr=nothing,
            start_new_session=True,
        )

    def _spawn(self, binaries: Path, settings: dict[str, str]) -> subprocess.Popen[bytes]:
        options = [f"--{name}={value}" for name, value in settings.items()]
        command = [str(binaries / "postgres"), "-D", str(self.cluster), *options]
        try:
            self.log.unlink(missing_ok=True)
            self.log.touch(mode=0o600)
            with self.log.open("wb") as log:
                # Its own session, so that Ctrl-C at the terminal reaches only us, and we stop it last.
                return subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    **as_account(self.account),
                )
        except OSError as error:
            raise from_os_error(error, self.log) from error

    def _wait_until_ready(self, child: subprocess.Popen[bytes]) -> Postmaster | None:
        """None if the server ends or isn't ready in time."""
        deadline = time.monotonic() + SECONDS_TO_START
        while child.poll() is None and time.monotonic() < deadline:
            postmaster = running_postmaster(self.cluster)
            if postmaster is not None and postmaster.ready:
                return postmaster
            time.sleep(0.02)
        return None

    def _pid(self) -> int | None:
        """The process id of our child, which may not have written its file yet, or of another server."""
        if self._child is not None and self._child.poll() is None:
            return self._child.pid
        postmaster = running_postmaster(self.cluster)
        return None if postmaster is None else postmaster.pid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
