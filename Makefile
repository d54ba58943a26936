# The commands of this project. A fresh machine needs make and Python 3.11 or newer (Debian: python3-venv).
#   make demo                                    the site with demo data on http://127.0.0.1:8000/
#   make demo PORT=8001
#   make test                                    everything that must hold
#   make test ARGS="tests/providers/search -k oracle"      only those tests
#   make test ARGS=--cov                         all of them, with line and branch coverage
#   make check                                   formatting, lint, types, contracts: under a minute
#   make manage ARGS="remove_demo"               a management command on the demo's database
#   make bench ARGS="--locations 100000"         how fast the search is; all sizes take a while and much disk
# DATABASE_URL=postgres://... uses a PostgreSQL server of your own (15 or newer) instead of the embedded one.

.PHONY: help demo test check manage bench

help:
	@sed -n 's/^#   //p' Makefile

# exec: a signal sent to make must reach the program, with no shell between.
demo:
	@tools/environment run
	@exec .venv/bin/python -m tools.demo serve

manage:
	@tools/environment run
	@exec .venv/bin/python -m tools.demo manage $(ARGS)

test:
	@tools/environment test
	@exec tools/test $(ARGS)

check:
	@tools/environment test
	@exec tools/check

# A database of its own, which may be lost: benchmarks load a million listings.
bench:
	@tools/environment run
	@exec .venv/bin/python -m tools.embedded_postgres run --home .data/bench/postgres --unsafe-but-fast -- \
	    .venv/bin/python -m bench.search $(ARGS)
