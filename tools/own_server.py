"""Checks a PostgreSQL server of the operator's own before the site uses it."""

import psycopg

MIN_VERSION = 15


class UnusableServer(Exception):
    """The server of DATABASE_URL can't be used. The message says why in one sentence."""


def check_server(url: str) -> None:
    """Raises UnusableServer unless `url` names a PostgreSQL server that answers and is new enough."""
    if not url.startswith(("postgres://", "postgresql://")):
        raise UnusableServer(
            "DATABASE_URL must name a PostgreSQL database: postgres://user:password@host:5432/name."
        )
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:  # no server, wrong password, no such database, or an invalid URL
        reason = str(error).strip().splitlines()[0]
        raise UnusableServer(f"The database that DATABASE_URL names does not answer: {reason}") from error
    if version < MIN_VERSION:
        raise UnusableServer(
            f"This needs PostgreSQL {MIN_VERSION} or newer, and DATABASE_URL names version {version}."
        )
