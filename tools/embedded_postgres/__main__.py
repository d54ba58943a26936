"""`python -m tools.embedded_postgres run [--home DIR] [--unsafe-but-fast] -- COMMAND...`

Runs a command with DATABASE_URL set. If it isn't set already, it names an embedded server that runs as long
as the command does.
"""

import argparse
import os
import sys
from pathlib import Path

from tools.child_process import run_command, stop_on_signals
from tools.embedded_postgres.embedded import EmbeddedPostgres
from tools.embedded_postgres.errors import PostgresError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.embedded_postgres")
    commands = parser.add_subparsers(required=True)
    run = commands.add_parser("run", help="run a command with DATABASE_URL set")
    run.add_argument("--home", type=Path, default=Path(".data/postgres"), help="where the data is kept")
    run.add_argument("--unsafe-but-fast", action="store_true", help="for tests: data may not survive a crash")
    run.add_argument("command", nargs="+", metavar="COMMAND")
    options = parser.parse_args(arguments)
    stop_on_signals()
    try:
        return _run(options.command, home=options.home, unsafe_but_fast=options.unsafe_but_fast)
    except PostgresError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(command: list[str], *, home: Path, unsafe_but_fast: bool) -> int:
    if os.environ.get("DATABASE_URL"):
        return _run_command(command, dict(os.environ))
    with EmbeddedPostgres(home, unsafe_but_fast=unsafe_but_fast).running() as url:
        return _run_command(command, os.environ | {"DATABASE_URL": url})


def _run_command(command: list[str], environment: dict[str, str]) -> int:
    try:
        return run_command(command, environment)
    except OSError as error:  # there is no such command, or it isn't executable
        print(f"The command {command[0]} cannot be run: {error.strerror}.", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main())
