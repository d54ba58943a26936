"""Running one command as our child: signals reach it, and it never outlives us."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from types import FrameType

# prctl(2): the signal that a process gets when its parent dies, from <linux/prctl.h>.
PR_SET_PDEATHSIG = 1


def end_with_parent() -> None:
    """Ask the kernel to send us SIGTERM when our parent dies, for whatever reason. Linux only: elsewhere
    we keep running when the parent is killed with -9."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop_on_signals() -> None:
    """Turn SIGTERM and SIGHUP into SystemExit, and SIGINT into KeyboardInterrupt, so that `finally` and
    context managers clean up. If nohup made us ignore SIGHUP, it stays ignored."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    # Shells make background commands ignore SIGINT, and Python doesn't change that by itself.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, stop)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, stop)


def run_command(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run `command` and return its exit code, or 128 + n if signal n ended it (as shells do).

    SIGTERM and SIGHUP are passed on. So is SIGINT, unless the terminal sends it to the child as well.
    Raises OSError if the command can't be run.
    """
    child: subprocess.Popen[bytes] | None = None
    received_early: list[int] = []

    def pass_on(number: int, frame: FrameType | None) -> None:
        if child is None:
            received_early.append(number)
        elif number != signal.SIGINT or not _terminal_is_ours():
            child.send_signal(number)

    numbers = [signal.SIGTERM, signal.SIGINT]
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        numbers.append(signal.SIGHUP)
    before = {number: signal.signal(number, pass_on) for number in numbers}
    try:
        prepare = _as_child(os.getpid())
        child = subprocess.Popen(command, env=environment, preexec_fn=prepare)  # noqa: PLW1509 - we have no threads
        for number in received_early:
            child.send_signal(number)
        code = child.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 128 - code if code < 0 else code


def _as_child(parent: int) -> Callable[[], None]:
    def prepare() -> None:
        end_with_parent()
        if os.getppid() != parent:  # the parent died before the line above
            os._exit(1)

    return prepare


def _terminal_is_ours() -> bool:
    """Whether our process group is the one that the terminal sends Ctrl-C to."""
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY | os.O_NOCTTY)
    except OSError:  # no terminal, as in CI
        return False
    try:
        return os.tcgetpgrp(terminal) == os.getpgrp()
    except OSError:  # the terminal was closed
        return False
    finally:
        os.close(terminal)
