"""Running `python -m tools.embedded_postgres` as its users do: in a checkout, as root or as somebody."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

WE_ARE_ROOT = os.geteuid() == 0
REPOSITORY = Path(__file__).resolve().parent.parent.parent
# A test run that is killed must not leave servers behind: the kernel ends what it started.
ENDS_WITH_US = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
# Far longer than anything takes that works, also on a busy machine.
SECONDS_TO_WAIT = 120
PACKAGES = ("embedded-postgres", "psycopg", "psycopg-binary", "typing-extensions")


@dataclass(frozen=True)
class Launcher:
    """A checkout with an interpreter, and the user who runs it (empty: the one we are)."""

    checkout: Path
    python: str
    environment: dict[str, str]
    user: dict[str, Any] = field(default_factory=dict)

    def start(
        self, home: Path, *command: str, before: Sequence[str] = (), **environment: str
    ) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [
                *ENDS_WITH_US,
                *before,
                self.python,
                "-m",
                "tools.embedded_postgres",
                "run",
                "--home",
                str(home),
                "--",
                *command,
            ],
            cwd=self.checkout,
            env=self.environment | environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **self.user,
        )

    def run(self, home: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
        process = self.start(home, *command, **environment)
        out, err = process.communicate(timeout=SECONDS_TO_WAIT)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def sql(self, home: Path, statement: str) -> str:
        """What `statement` gives, row by row, as a Python literal."""
        code = (
            "import os, sys, psycopg\n"
            "with psycopg.connect(os.environ['DATABASE_URL'], autocommit=True) as connection:\n"
            "    cursor = connection.execute(sys.argv[1])\n"
            "    print(cursor.fetchall() if cursor.description else [])"
        )
        done = self.run(home, self.python, "-c", code, statement)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def launcher_as_we_are() -> Launcher:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return Launcher(checkout=REPOSITORY, python=sys.executable, environment=environment)


def launcher_as_an_ordinary_user(folder: Path) -> Launcher:
    """Root's way to become somebody: `folder`, open to all, gets what the launcher needs."""
    somebody = pwd.getpwnam("daemon")
    user = {"user": somebody.pw_uid, "group": somebody.pw_gid, "extra_groups": []}
    shutil.copytree(REPOSITORY / "tools", folder / "checkout" / "tools")
    for name in PACKAGES:
        files = distribution(name).files or []
        for top in {file.parts[0] for file in files if file.parts[0] not in ("..", "__pycache__")}:
            source = Path(str(distribution(name).locate_file(top)))
            copy = shutil.copytree if source.is_dir() else shutil.copy2
            copy(source, folder / top)
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "PYTHONPATH": str(folder)}
    # Root's own interpreter may be in a closed place; the system's is not.
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for python in (os.path.realpath(sys.executable), f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        if can_run(python, user):
            return Launcher(folder / "checkout", python, environment, user)
    raise AssertionError(f"No {version} here that an ordinary user can run.")


def can_run(python: str, user: dict[str, Any]) -> bool:
    try:
        return subprocess.run([python, "-c", ""], check=False, cwd="/", **user).returncode == 0
    except OSError:
        return False


@contextmanager
def folder_of(user: dict[str, Any]) -> Iterator[Path]:
    """A folder that everybody can enter, unlike pytest's own. At the end nothing may still run in it."""
    folder = Path(tempfile.mkdtemp(prefix="tandem-test-"))
    folder.chmod(0o755)
    if user:
        os.chown(folder, user["user"], user["group"])
    yield folder
    wait_until(lambda: not processes_of(folder))
    folder.chmod(0o755)
    shutil.rmtree(folder)


def processes_of(folder: Path) -> list[str]:
    """The command lines, zombies apart, that name `folder`: its server, guard, launchers."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            line = path.read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except (FileNotFoundError, ProcessLookupError):  # it has ended meanwhile
            continue
        if str(folder) in line:
            found.append(line)
    return found


def wait_until(condition: Callable[[], Any], *, seconds: float = SECONDS_TO_WAIT) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.02)


def start_and_wait(launcher: Launcher, home: Path, *, before: Sequence[str] = ()) -> subprocess.Popen[str]:
    """A launcher whose command waits for the end of the world, once its server runs."""
    process = launcher.start(home, "sh", "-c", "echo started; exec sleep 600", before=before)
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n", process.communicate(timeout=SECONDS_TO_WAIT)[1]
    return process


def finish(process: subprocess.Popen[str]) -> int:
    process.communicate(timeout=SECONDS_TO_WAIT)
    return process.returncode


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    """The one line that an error is: no traceback, no log."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode != 0
    assert len(lines) == 1, done.stderr
    return lines[0]
