"""Progress: a bar on a terminal, lines elsewhere, silence where nobody listens."""

import io

import pytest

from providers import progress
from providers.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def run(stream: io.StringIO | None) -> None:
    with Progress(stream).phase("Demo locations", 1_000, "locations") as advance:
        for _ in range(20):
            advance(50)


def test_a_terminal_gets_a_bar():
    terminal = Terminal()
    run(terminal)
    assert "Demo locations: 100%|" in terminal.getvalue()


def test_elsewhere_there_is_a_line_for_each_tenth(monkeypatch):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 0.0)
    log = io.StringIO()
    run(log)
    lines = log.getvalue().splitlines()
    assert len(lines) == progress.LINES
    assert lines[0] == "Demo locations: 100 of 1,000 locations"
    assert lines[-1] == "Demo locations: 1,000 of 1,000 locations"


def test_what_is_quick_says_nothing(monkeypatch):
    monkeypatch.setattr(progress, "SECONDS_BETWEEN_LINES", 3600.0)
    log = io.StringIO()
    run(log)
    assert log.getvalue() == ""


def test_nobody_listens():
    run(None)


@pytest.mark.parametrize("stream", [None, io.StringIO(), Terminal()])
def test_a_phase_with_nothing_to_do_ends_well(stream):
    with Progress(stream).phase("Nothing", 0, "things"):
        pass
