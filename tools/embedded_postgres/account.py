"""Which operating-system account runs the server: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.embedded_postgres.errors import CannotChangeAccount, NotWritable

NOBODY = "nobody"


@dataclass(frozen=True)
class Account:
    """An account that root changes to."""

    name: str
    uid: int
    gid: int

    def owns(self, path: Path) -> bool:
        return path.stat().st_uid == self.uid

    def take(self, path: Path) -> None:
        """Give `path` to this account. Raises OSError."""
        os.chown(path, self.uid, self.gid)

    def can_enter(self, directory: Path) -> bool:
        """Ask the kernel instead of reading mode bits, because it also knows access lists and mounts."""
        command = ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(directory)]
        return (
            subprocess.run(command, check=False, stderr=subprocess.DEVNULL, **as_account(self)).returncode
            == 0
        )


def as_account(account: Account | None) -> dict[str, Any]:
    """Arguments of `subprocess.run` for `account`; None is the account we already are.

    The working directory is always "/": ours may be closed to the account, and a checkout must be removable
    while a server runs.
    """
    common = {"cwd": "/", "env": os.environ | {"LC_ALL": "C"}}  # errors.py reads their messages, in English
    if account is None:
        return common
    return common | {"user": account.uid, "group": account.gid, "extra_groups": []}


def account_for(cluster: Path) -> Account | None:
    """The account to run the server of `cluster` as, or None for the one we are.

    Root becomes the owner of an existing cluster (an ordinary user may have made it), else nobody.
    Raises NotWritable if an ordinary user finds somebody else's cluster, and CannotChangeAccount if root
    isn't really root, as in some containers.
    """
    try:
        owner = cluster.stat().st_uid
    except (
        FileNotFoundError,
        NotADirectoryError,
    ):  # no cluster yet, or a file that open_home reports
        owner = None
    except PermissionError as error:
        raise NotWritable(cluster) from error
    if os.geteuid() != 0:
        if owner not in (None, os.geteuid()):
            raise NotWritable(cluster)
        return None
    try:
        entry = pwd.getpwuid(owner) if owner else pwd.getpwnam(NOBODY)
    except KeyError as error:  # a container without a passwd entry, which initdb needs
        raise CannotChangeAccount from error
    account = Account(name=entry.pw_name, uid=entry.pw_uid, gid=entry.pw_gid)
    try:
        subprocess.run(["/bin/sh", "-c", ":"], check=True, **as_account(account))
    except OSError as error:  # no CAP_SETUID, or a user namespace that maps only root
        raise CannotChangeAccount from error
    return account
