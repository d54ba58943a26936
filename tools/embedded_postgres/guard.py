"""Stops the server when nobody uses it any more: `python -m tools.embedded_postgres.guard HOME`.

Users stop it themselves when they leave in good order. This is for those that were killed (kill -9, out of
memory, a CI job cut off), whose locks the kernel drops.
"""

import sys
from pathlib import Path

from tools.embedded_postgres.lease import Lease
from tools.embedded_postgres.server import Server


def main(home: Path) -> None:
    server = Server(home)
    lease = Lease(server.home)
    lease.wait_for_the_end()
    server.stop()
    lease.give_back()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
