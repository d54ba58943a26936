"""How fast the search is, for 10,000, 100,000 and 1,000,000 demo locations.

    make bench                                    all three sizes (some minutes and about 8 GB of disk)
    make bench ARGS="--locations 100000"          one of them

For each size, in a database of its own that is kept for the next time: the load, the build of the index,
its memory, searches in the index alone, whole pages through Django's stack with all middleware (first
visit, and again with the cards in the cache), and the same question put to PostgreSQL as one statement.
"""

import argparse
import os
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg

SIZES = [10_000, 100_000, 1_000_000]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--locations", type=int, nargs="+", default=SIZES)
    parser.add_argument("--searches", type=int, default=2_000, help="how many random searches to time")
    options = parser.parse_args()
    for locations in options.locations:
        environment = os.environ | {
            "DATABASE_URL": database_with(locations),
            "SECRET_KEY": "a-secret-for-benchmarks-which-protects-nothing-at-all",
            "TANDEM_DEMO": "1",
            "LOG_LEVEL": "WARNING",
        }
        subprocess.run(
            [sys.executable, "-m", "bench.search_measurements", str(locations), str(options.searches)],
            env=environment,
            check=True,
        )


def database_with(locations: int) -> str:
    """The URL of a database with so many demo locations, loaded now unless it is there."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    name = f"bench_{locations}"
    url = urlunsplit(parts._replace(path=f"/{name}"))
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as server:
        exists = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not exists:
            server.execute(f'CREATE DATABASE "{name}"')
    environment = os.environ | {
        "DATABASE_URL": url,
        "SECRET_KEY": "a-secret-for-benchmarks-which-protects-nothing-at-all",
        "TANDEM_DEMO": "1",
        "LOG_LEVEL": "WARNING",
    }
    print(f"\n{locations:,} locations")
    for command in (["migrate", "-v", "0"], ["load_vocabulary"], ["load_places"]):
        manage(command, environment)
    started = time.perf_counter()
    manage(["load_demo", "--locations", str(locations), "--seed", "1"], environment)
    print(
        f"  load_demo                {time.perf_counter() - started:8.1f} s (0 or so: it was loaded before)"
    )
    return url


def manage(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "manage.py", *command], env=environment, check=True, stdout=subprocess.DEVNULL
    )


if __name__ == "__main__":
    main()
