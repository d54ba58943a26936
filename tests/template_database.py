"""The tables of a new site, made once for a state of the migrations and copied for each database of tests.

Making them takes ten seconds, and each of pytest's processes and each kind of journey has a database.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

REPOSITORY = Path(__file__).resolve().parent.parent
LOCK = 7_421_903  # any number that nobody else locks


def own_database() -> str:
    """The name of the database in DATABASE_URL, beside which those of tests are made."""
    return urlsplit(os.environ.get("DATABASE_URL", "postgres:///tandem")).path.removeprefix("/")


def server_url(database: str = "postgres") -> str:
    """The URL of another database on the server of DATABASE_URL."""
    return (
        urlsplit(os.environ.get("DATABASE_URL", "postgres:///tandem"))._replace(path=f"/{database}").geturl()
    )


def template_database() -> str:
    """The name of the database to copy. It is made unless it is there; those of other migrations go."""
    kind = f"{own_database()}_tables_"
    name = f"{kind}{digest()}"
    with psycopg.connect(server_url(), autocommit=True) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])  # until the connection ends
        found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [kind])
        names = {row[0] for row in found}
        for other in names - {name}:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(other)))
        if name not in names:
            unfinished = f"{kind}unfinished"
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
            migrate(unfinished)
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            server.execute(rename.format(sql.Identifier(unfinished), sql.Identifier(name)))
    return name


def digest() -> str:
    """What the tables follow from: our migrations, and those of the packages."""
    files = [*sorted(REPOSITORY.glob("*/migrations/*.py")), REPOSITORY / "requirements" / "test.txt"]
    parts = (f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}" for file in files)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:12]


def migrate(database: str) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=REPOSITORY,
        env=os.environ | {"DATABASE_URL": server_url(database)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
