"""`run_worker` as a process of its own, on the database of the tests."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from tests.ports import HOST
from tests.template_database import server_url
from tests.tools.launcher import ENDS_WITH_US, REPOSITORY, SECONDS_TO_WAIT


class WorkerProcess:
    def __init__(self, variables: dict[str, str], log: Path) -> None:
        self._log = log
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                [*ENDS_WITH_US, sys.executable, "manage.py", "run_worker"],
                cwd=REPOSITORY,
                env=os.environ | variables,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    def log(self) -> str:
        return self._log.read_text()

    def poll(self) -> int | None:
        return self._process.poll()

    def wait(self) -> int:
        return self._process.wait(SECONDS_TO_WAIT)

    def end(self, number: int) -> int:
        self._process.send_signal(number)
        return self.wait()


@contextmanager
def running_worker(settings: Any, **variables: str) -> Iterator[WorkerProcess]:
    """A worker that sends to the mail server of `settings`, for as long as the block lasts."""
    environment = {
        "DATABASE_URL": server_url(connection.settings_dict["NAME"]),
        "EMAIL_URL": f"smtp://{HOST}:{settings.EMAIL_PORT}",
        "TANDEM_DEMO": "0",
        "ALLOWED_HOSTS": HOST,
        "GRACEFUL_TIMEOUT": "1",
    }
    with tempfile.TemporaryDirectory() as folder:
        environment["RUN_DIR"] = f"{folder}/run"
        process = WorkerProcess(environment | variables, Path(folder) / "worker.log")
        try:
            yield process
        finally:
            sys.stderr.write(process.log())  # pytest shows it if the test fails
            if process.poll() is None:
                process.end(9)
