"""How long making and removing a demo directory takes.

    DATABASE_URL=postgres://... SECRET_KEY=anything TANDEM_DEMO=1 .venv/bin/python -m bench.load_demo
    ... -m bench.load_demo --locations 1000000        about 9 GB of disk while it runs

For each size, in a database of its own that is dropped afterwards: how long loading and `remove_demo` take
from the command line on, how many rows that is, and how large the database gets. `load_demo` makes the demo's
own size, `bench.generator` the others. The goal: a million locations in four minutes on two cores.
"""

import argparse
import os
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg

DEMO = 3_000
SIZES = [DEMO, 100_000, 1_000_000]
TABLES = ["practice", "clinician", "location", "locationterm", "locationclinician"]
TABLES += ["openinghours", "payernetwork", "combinedprogram", "confirmation"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--locations", type=int, nargs="+", default=SIZES)
    parser.add_argument("--keep-demo", action="store_true", help="don't time remove_demo")
    options = parser.parse_args()
    for locations in options.locations:
        name = f"bench_load_{locations}"
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
            version = server.info.parameter_status("server_version")
            server.execute(f'DROP DATABASE IF EXISTS "{name}"')
            server.execute(f'CREATE DATABASE "{name}"')
            print(f"\n{locations:,} locations on PostgreSQL {version}", flush=True)
            try:
                measure(locations, name, removing=not options.keep_demo)
            finally:
                server.execute(f'DROP DATABASE "{name}"')


def measure(locations: int, name: str, *, removing: bool) -> None:
    url = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    for command in ("migrate", "load_vocabulary"):
        run(url, "manage.py", command, "-v", "0")
    is_small = locations == DEMO
    loader = ["manage.py", "load_demo", "-v", "0"] if is_small else ["-m", "bench.generator", "--quiet"]
    load = [*loader, "--locations", str(locations)]
    print(f"  load                     {run(url, *load):8.1f} s", flush=True)
    with psycopg.connect(url) as database:
        rows = sum(count_rows(database, table) for table in TABLES)
        size = database.execute("SELECT pg_database_size(current_database())").fetchone()[0]
    print(f"  rows                     {rows:10,}")
    print(f"  size of the database     {size / 1e6:8,.0f} MB")
    print(f"  load again               {run(url, *load):8.1f} s", flush=True)
    if removing:
        seconds = run(url, "manage.py", "remove_demo", "-v", "0")
        print(f"  remove_demo              {seconds:8.1f} s", flush=True)


def count_rows(database: psycopg.Connection, table: str) -> int:
    return database.execute(f"SELECT count(*) FROM providers_{table}").fetchone()[0]


def run(url: str, *arguments: str) -> float:
    """Run a Python program on this database; how many seconds it took. Raises CalledProcessError."""
    started = time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments],
        env=os.environ | {"DATABASE_URL": url},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
