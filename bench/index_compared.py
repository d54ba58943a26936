"""What a search of the index costs in two checkouts, in turns: the core alone, without page or server.

    .venv/bin/python -m tools.embedded_postgres run --home .data/bench/postgres --unsafe-but-fast -- \
        .venv/bin/python -m bench.index_compared --other ../old --locations 100000

Each checkout has a database of its own with the same demo data and asks the same 2,000 random questions of
its index, round by round. Prints the median over the rounds of the median and of the mean, in milliseconds,
and the median of the ratios of each round.
"""

import argparse
import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.as_deployed import served

# Run by each checkout's own Python, with its own code: one line on standard input is one round.
ROUNDS_OF_SEARCHES = """
import random, sys, time
from statistics import mean, median
from bench import search_measurements as measurements
from django.utils import timezone

snapshot, today = measurements.Snapshot.read(), timezone.localdate()
questions = list(measurements.random_questions(snapshot, random.Random(1), 2000))
for criteria, point, _ in questions[:300]:
    snapshot.index.search(criteria, point, today=today)
print("ready", flush=True)
for _ in sys.stdin:
    taken = []
    for criteria, point, _ in questions:
        started = time.perf_counter()
        snapshot.index.search(criteria, point, today=today)
        taken.append(time.perf_counter() - started)
    print(median(taken) * 1000, mean(taken) * 1000, flush=True)
"""


class Searcher:
    """A process that searches the index of a checkout."""

    def __init__(self, checkout: Path, database_url: str) -> None:
        self.costs: list[list[float]] = []
        self.process = subprocess.Popen(
            [str(checkout / ".venv/bin/python"), "-W", "ignore", "-c", ROUNDS_OF_SEARCHES],
            cwd=checkout,
            env=os.environ
            | {"DATABASE_URL": database_url, "TANDEM_DEMO": "1", "SECRET_KEY": "of-a-benchmark"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.line()

    def line(self) -> str:
        """The next line that the process prints. Raises SystemExit if it ended."""
        line = self.process.stdout.readline() if self.process.stdout else ""
        return line or sys.exit("A checkout's searches ended; its own words are above.")

    def measure(self) -> None:
        """One round."""
        assert self.process.stdin is not None
        self.process.stdin.write("round\n")
        self.process.stdin.flush()
        self.costs.append([float(number) for number in self.line().split()])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--other", type=Path, required=True, metavar="DIR")
    parser.add_argument("--locations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with ExitStack() as stack:
        this, other = (
            Searcher(checkout, stack.enter_context(served(name, checkout, options.locations)).database_url)
            for name, checkout in (("this", Path.cwd()), ("other", options.other.resolve()))
        )
        for number in range(options.rounds):
            for searcher in (this, other) if number % 2 else (other, this):
                searcher.measure()
        for searcher in (this, other):
            searcher.process.terminate()
            searcher.process.wait()
    for kind, name in enumerate(("median", "mean")):
        ratio = median(new[kind] / old[kind] for new, old in zip(this.costs, other.costs, strict=True))
        here, there = (median(cost[kind] for cost in searcher.costs) for searcher in (this, other))
        print(f"{name:8} this {here:.4f} ms   other {there:.4f} ms   ratio {ratio:.3f}")


if __name__ == "__main__":
    main()
