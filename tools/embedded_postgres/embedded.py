"""The embedded database as callers use it: a URL for as long as they need it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tools.embedded_postgres.cluster import SUPERUSER
from tools.embedded_postgres.errors import DiskFull, PostgresError
from tools.embedded_postgres.home import read_or_make_password
from tools.embedded_postgres.lease import Lease, one_at_a_time
from tools.embedded_postgres.server import Server

DATABASE = "tandem"


class EmbeddedPostgres:
    """The database kept in the folder `home`. `unsafe_but_fast` is for tests: nothing waits for the disk."""

    def __init__(self, home: Path, *, unsafe_but_fast: bool = False) -> None:
        self.server = Server(home, unsafe_but_fast=unsafe_but_fast)

    @contextmanager
    def running(self) -> Iterator[str]:
        """The database's URL while its server runs: started if necessary, and stopped at the end unless
        another process uses it. Raises PostgresError."""
        lease = Lease(self.server.home)
        guard = None
        try:
            with one_at_a_time(self.server.home):
                lease.take()
                guard = self.server.start_guard()
                postmaster = self.server.already_running() or self.server.start()
                url = self._url(postmaster.port, DATABASE)
                self._ensure_database(postmaster.port)
            yield url
        finally:
            last = lease.is_last()
            if last:
                self.server.stop()
            lease.give_back()
            if last and guard is not None:
                guard.wait()

    def _url(self, port: int, database: str) -> str:
        password = read_or_make_password(self.server.home)
        return f"postgres://{SUPERUSER}:{password}@127.0.0.1:{port}/{database}"

    def _ensure_database(self, port: int) -> None:
        try:
            with psycopg.connect(
                self._url(port, "postgres"), autocommit=True, connect_timeout=30
            ) as connection:
                query = "select from pg_database where datname = %s"
                if connection.execute(query, [DATABASE]).fetchone() is None:
                    connection.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
        except psycopg.Error as error:
            if isinstance(error, psycopg.errors.DiskFull) or shutil.disk_usage(self.server.home).free < 2**20:
                raise DiskFull(self.server.home) from error
            reason = str(error).strip().splitlines()[-1]
            raise PostgresError(f"The database in {self.server.home} does not answer: {reason}") from error
