"""The folder of a cluster and its files, such as `.data/postgres`.

home/cluster      the data directory, mode 0700, owned by the account that runs the server
home/password     the superuser's password, mode 0600, ours
home/server.log   the server's log since it last started
home/lock, home/start.lock   who uses the server (see lease.py)
"""

import secrets
from pathlib import Path

from tools.embedded_postgres.account import Account
from tools.embedded_postgres.errors import NotWritable, PostgresError, from_os_error

# Where root keeps data that the user nobody must reach, if the checkout is in a closed place such as /root.
# Not /var/tmp, where systemd deletes old files.
OPEN_PLACE = Path("/var/lib/tandem")


def open_home(wanted: Path, account: Account | None, *, open_place: Path = OPEN_PLACE) -> Path:
    """Make `wanted` if necessary and return the real folder behind it, which `account` can enter.

    If it can't, the folder is made under `open_place`, and `wanted` becomes a link to it.
    Raises PostgresError.
    """
    try:
        wanted.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # a file, or a link to a folder that no longer exists
        raise PostgresError(
            f"{wanted} is in the way: it is not a folder, remove it and start again."
        ) from error
    except OSError as error:
        raise from_os_error(error, wanted) from error
    home = wanted.resolve()
    if account is None or account.can_enter(home):
        return home
    if any(home.iterdir()):
        raise PostgresError(
            f"The user {account.name}, which runs PostgreSQL for root, cannot enter {home}: "
            f"open the folders above it to others (chmod o+x) or start as an ordinary user."
        )
    return _elsewhere(wanted, account, open_place)


def read_or_make_password(home: Path) -> str:
    """The superuser's password: made once, at random, and readable only by us."""
    path = home / "password"
    try:
        if not path.exists():
            path.touch(mode=0o600)
        password = path.read_text()
        if not password:  # new, or made while the disk was full
            password = secrets.token_urlsafe(32)
            path.write_text(password)
    except OSError as error:
        raise from_os_error(error, path) from error
    return password


def _elsewhere(wanted: Path, account: Account, open_place: Path) -> Path:
    # Named after where it belongs: root-tandem-.data-postgres-1f2e3d4c.
    home = open_place / "-".join([*wanted.resolve().parts[1:], secrets.token_hex(4)])
    try:
        open_place.mkdir(mode=0o755, exist_ok=True)
        home.mkdir(mode=0o755)
        wanted.rmdir()
        wanted.symlink_to(home)
    except OSError as error:
        raise from_os_error(error, home) from error
    if not account.can_enter(home):
        raise NotWritable(home)
    return home
