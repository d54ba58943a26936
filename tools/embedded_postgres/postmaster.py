"""Finds the running server of a cluster from its postmaster.pid."""

import os
from dataclasses import dataclass
from pathlib import Path

# The lines of postmaster.pid, counted from 0 (src/include/utils/pidfile.h).
PID, PORT, STATUS = 0, 3, 7


@dataclass(frozen=True)
class Postmaster:
    pid: int
    port: int
    ready: bool


def running_postmaster(cluster: Path) -> Postmaster | None:
    """The server that runs on `cluster`, or None.

    A file that a killed server left behind is ignored, even if its process id belongs to another process by
    now, which soon happens in a container.
    """
    try:
        lines = [line.strip() for line in (cluster / "postmaster.pid").read_text().splitlines()]
    except FileNotFoundError:
        return None
    if len(lines) <= PORT or not lines[PID].isdigit() or not lines[PORT].isdigit():
        return None
    pid = int(lines[PID])
    if not _is_server_of(pid, cluster):
        return None
    return Postmaster(pid=pid, port=int(lines[PORT]), ready=len(lines) > STATUS and lines[STATUS] == "ready")


def remove_stale_pid_file(cluster: Path) -> None:
    """Call this only if `running_postmaster` found none and the start lock is held.

    The server notices by itself if the process has ended, but not if another process of the same user got its
    id: then it would refuse to start.
    """
    (cluster / "postmaster.pid").unlink(missing_ok=True)


def _is_server_of(pid: int, cluster: Path) -> bool:
    processes = Path("/proc")
    if not (processes / "self").exists():  # not Linux, so being alive must be enough
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:  # alive, but it belongs to another user
            return True
        return True
    try:
        arguments = (processes / str(pid) / "cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return os.fsencode(cluster) in arguments
