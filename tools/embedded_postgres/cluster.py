"""Making a cluster, and the settings its server runs with."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from tools.embedded_postgres.account import Account, as_account
from tools.embedded_postgres.binaries import major_version
from tools.embedded_postgres.errors import (
    BYTES_NEEDED,
    DiskFull,
    NotWritable,
    OtherVersion,
    from_os_error,
    from_output,
)

SUPERUSER = "tandem"

# Given on the command line, not written into the cluster, so that changes reach existing clusters too.
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "maintenance_work_mem": "512MB",
    # Loading a million locations by COPY: no replica reads our log, so it can be short and rarely flushed.
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    # The pages' queries take a millisecond or less; compiling them first would take many times longer.
    "jit": "off",
    # The message of a failed statement quotes what somebody searched for, so it stays out of the log. The
    # server's own messages have the level "log" or higher. The site gets the error anyway.
    "log_min_messages": "log",
}
# For tests only: a crash of the machine may destroy the cluster.
UNSAFE_BUT_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def ensure_cluster(cluster: Path, *, binaries: Path, account: Account | None, password: str) -> None:
    """Make the cluster unless it is there. Raises OtherVersion, DiskFull, NotWritable, PostgresError."""
    ours = major_version(binaries)
    version_file = cluster / "PG_VERSION"
    try:
        if version_file.exists():
            found = version_file.read_text().strip()
            if found != ours:
                raise OtherVersion(cluster, found=found, ours=ours)
            return
        if shutil.disk_usage(cluster.parent).free < BYTES_NEEDED:
            raise DiskFull(cluster.parent)
    except PermissionError as error:
        raise NotWritable(cluster) from error
    _initdb(cluster, binaries=binaries, account=account, password=password)


def _initdb(cluster: Path, *, binaries: Path, account: Account | None, password: str) -> None:
    # Made under another name and then renamed, so that a cluster that exists is always complete.
    unfinished = cluster.with_name(f"{cluster.name}.new")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=cluster.parent, prefix="initdb-") as password_file:
            password_file.write(password)
            password_file.flush()
            if account is not None:
                account.take(unfinished)
                account.take(Path(password_file.name))
            command = [
                str(binaries / "initdb"),
                *("-D", str(unfinished), "-U", SUPERUSER, "-E", "UTF8"),
                # Text sorts the same on every machine, whatever its locales.
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
                *("--auth-host=scram-sha-256", "--auth-local=reject", f"--pwfile={password_file.name}"),
            ]
            done = subprocess.run(command, check=False, capture_output=True, text=True, **as_account(account))
        if done.returncode != 0:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise from_output(done.stderr or done.stdout, cluster, doing="make its data directory")
        unfinished.rename(cluster)
    except OSError as error:
        raise from_os_error(error, cluster) from error
