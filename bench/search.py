"""How fast the search is, for 10,000, 100,000 and 1,000,000 demo locations.

    make bench                                    all three sizes (some minutes and about 8 GB of disk)
    make bench ARGS="--locations 100000"          one of them

For each size, in a database of its own that is kept for the next run: the load, the build of the index,
its memory, searches in the index alone, whole pages through Django's stack with all middleware (of a new
process, then with every card made from the one query, then with cards remembered), and the same search as
one statement in PostgreSQL.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

SIZES = [10_000, 100_000, 1_000_000]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--locations", type=int, nargs="+", default=SIZES)
    parser.add_argument("--searches", type=int, default=2_000, help="how many random searches to time")
    options = parser.parse_args()
    for locations in options.locations:
        print(f"\n{locations:,} locations", flush=True)
        environment = environment_of(database_with(locations))
        prepare(locations, environment)
        subprocess.run(
            [sys.executable, "-m", "bench.search_measurements", str(locations), str(options.searches)],
            env=environment,
            check=True,
        )


def environment_of(url: str) -> dict[str, str]:
    """The settings of a site on this database."""
    return os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "a-secret-for-benchmarks-which-protects-nothing-at-all",
        "STATIC_ROOT": str(Path(".data/bench/static").absolute()),
        "TANDEM_DEMO": "1",
        "LOG_LEVEL": "WARNING",
    }


def database_with(locations: int) -> str:
    """The URL of a database for so many demo locations, made now unless it is there."""
    name = f"bench_{locations}"
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def prepare(locations: int, environment: dict[str, str]) -> None:
    """Tables, places, static files, and the demo locations unless they are there."""
    for command in (
        ["migrate", "-v", "0"],
        ["load_vocabulary"],
        ["collectstatic", "--no-input", "-v", "0"],
    ):
        run(["manage.py", *command], environment)
    started = time.perf_counter()
    run(["-m", "bench.generator", "--locations", str(locations), "--quiet"], environment)
    print(
        f"  load                     {time.perf_counter() - started:8.1f} s (next to nothing: it was there)"
    )


def run(command: list[str], environment: dict[str, str]) -> None:
    """A Python program, in silence unless it fails."""
    done = subprocess.run(
        [sys.executable, *command], env=environment, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise SystemExit(done.stderr)


if __name__ == "__main__":
    main()
