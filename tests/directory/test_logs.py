"""The log's lines, as a process of its own writes them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parent.parent.parent
PREAMBLE = """
import logging, structlog
from directory.logs import GunicornLogger, logging_config
logging_config(level="INFO", readable={readable})
"""


def written_by(code: str, *, readable: bool = False) -> str:
    command = [sys.executable, "-c", PREAMBLE.format(readable=readable) + code]
    return subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stderr


def lines_of(code: str) -> list[dict]:
    return [json.loads(line) for line in written_by(code).splitlines()]


def test_a_line_is_json_with_time_and_level():
    (line,) = lines_of("structlog.get_logger().info('request', path='/', status=200)")
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "request", "level": "info", "path": "/", "status": 200}


def test_lines_of_the_standard_library_have_the_same_form():
    (line,) = lines_of("logging.getLogger('providers').warning('%s is late', 'it')")
    assert line.pop("timestamp").endswith("Z")
    assert line == {"event": "it is late", "level": "warning", "logger": "providers"}


def test_a_person_at_a_terminal_gets_lines_to_read():
    assert "it is late" in written_by("logging.getLogger('providers').warning('it is late')", readable=True)


A_PAGE_FAILS = """
def view():
    return int("exposure therapy near 60614")
try:
    view()
except ValueError:
    logging.getLogger("django.request").error("Internal Server Error: /providers/", exc_info=True)
"""


def test_a_page_that_failed_tells_where_and_not_on_what():
    (line,) = lines_of(A_PAGE_FAILS)
    assert line["exception"].startswith("ValueError\n")
    assert line["exception"].endswith(" view")
    assert "60614" not in json.dumps(line)


def test_a_page_that_failed_tells_a_person_no_more():
    text = written_by(A_PAGE_FAILS, readable=True)
    assert "ValueError" in text
    assert "60614" not in text
    assert "Logging error" not in text


def test_other_errors_keep_their_message():
    code = """
try:
    int("PORT")
except ValueError:
    logging.getLogger("providers.search").exception("failed")
"""
    assert "invalid literal for int() with base 10: 'PORT'" in lines_of(code)[0]["exception"]


def test_a_page_that_is_not_there_has_only_its_request_line():
    assert lines_of("logging.getLogger('django.request').warning('Not Found: /providers/x')") == []


@pytest.mark.parametrize(
    "code",
    [
        "log.warning('Invalid request from ip=203.0.113.7: Invalid HTTP request line: GET /?near=60614')",
        "log.exception('Error handling request %s %s', 'GET', '/providers/?near=60614 203.0.113.7')",
        "log.exception('Socket error processing request 203.0.113.7 60614.')",
    ],
)
def test_gunicorn_does_not_tell_who_asked_for_what(code):
    setup = "from gunicorn.config import Config\nlog = GunicornLogger(Config())\n"
    text = written_by(f"{setup}try:\n    int('near 60614')\nexcept ValueError:\n    {code}")
    assert text
    assert "60614" not in text
    assert "203.0.113.7" not in text


def test_gunicorn_tells_why_the_site_could_not_start():
    code = """
from gunicorn.config import Config
try:
    raise RuntimeError("Set SECRET_KEY")
except RuntimeError:
    GunicornLogger(Config()).exception("Exception in worker process")
"""
    assert "Set SECRET_KEY" in lines_of(code)[0]["exception"]
