"""Stops the server when no process uses it anymore: `python -m tools.embedded_postgres.guard HOME`.

Processes that end normally stop it themselves. The guard is for those that were killed (kill -9, out of
memory, a canceled CI job): the kernel drops their locks.
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
