"""What can go wrong with the embedded server. Each message is one sentence for the person at the terminal."""

import errno
from pathlib import Path

# Enough for a new data directory, its first log segments and some working space.
BYTES_NEEDED = 200 * 1024 * 1024


class PostgresError(Exception):
    """The embedded server can't run. The message says why and what to do."""


class DiskFull(PostgresError):
    def __init__(self, directory: Path) -> None:
        needed = BYTES_NEEDED // 1024**2
        super().__init__(
            f"The disk that holds {directory} is full: make room (at least {needed} MB) and start again."
        )


class NotWritable(PostgresError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} cannot be written by this user: make it yours, or start as the user who owns it."
        )


class OtherVersion(PostgresError):
    def __init__(self, directory: Path, *, found: str, ours: str) -> None:
        super().__init__(
            f"The data in {directory} belongs to PostgreSQL {found} and this site brings PostgreSQL {ours}: "
            "move that directory away to start afresh, or set DATABASE_URL to a server that can read it."
        )


class CannotChangeAccount(PostgresError):
    def __init__(self) -> None:
        super().__init__(
            "PostgreSQL refuses to run as root and this root may not become another user: "
            "start as an ordinary user, or set DATABASE_URL to a server of your own."
        )


def from_os_error(error: OSError, path: Path) -> PostgresError:
    """What a failed file operation under `path` means."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return NotWritable(path)
    return PostgresError(f"{path} cannot be used for the database: {error.strerror}.")


def from_output(output: str, path: Path, *, doing: str) -> PostgresError:
    """What the output of initdb, pg_ctl or the server's log means."""
    if "No space left on device" in output or "Disk quota exceeded" in output:
        return DiskFull(path)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line] or lines
    reason = telling[-1] if telling else "it gave no reason"
    return PostgresError(f"PostgreSQL could not {doing} in {path}: {reason}")
