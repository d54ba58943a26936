"""Makes a demo directory of any size, such as a million locations, in the database that DATABASE_URL names.

    DATABASE_URL=postgres://... SECRET_KEY=anything TANDEM_DEMO=1 .venv/bin/python -m bench.generator \
        --locations 1000000 --seed 1

The tables, the vocabulary and the places must be there; `manage.py remove_demo` removes the directory again.
The same number and seed make the same rows. For a directory to look at, `manage.py load_demo` is enough.
"""

import argparse
import os
import sys
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.settings")
django.setup()

from django.utils import timezone

from bench.generator.loading import MAX_LOCATIONS, load_many
from providers.demo.loading import OtherDemoData
from providers.demo.terms import MissingTerms
from providers.progress import Progress


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--locations", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quiet", action="store_true", help="no progress")
    options = parser.parse_args()
    if not 0 < options.locations <= MAX_LOCATIONS:
        parser.error(f"--locations is a number from 1 to {MAX_LOCATIONS:,}")
    started = time.perf_counter()
    try:
        loaded = load_many(
            locations=options.locations,
            seed=options.seed,
            today=timezone.localdate(),
            progress=Progress(None if options.quiet else sys.stderr),
        )
    except (OtherDemoData, MissingTerms) as error:
        raise SystemExit(str(error)) from error
    if loaded.rows:
        rows, seconds = sum(loaded.rows.values()), time.perf_counter() - started
        print(f"Made {options.locations:,} demo locations, {rows:,} rows in {seconds:,.0f} s.")
    else:
        print(f"The demo directory of {options.locations:,} locations is already there.")


if __name__ == "__main__":
    main()
