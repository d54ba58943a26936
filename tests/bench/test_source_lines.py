"""What counts as a line of the site's source."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench.source_lines import code_lines, lines_by_app

REPOSITORY = Path(__file__).resolve().parent.parent.parent

MODULE = '''"""A docstring
of two lines."""

# A comment.
import os  # a comment beside code

QUERY = """
    SELECT 1

"""


class Some:
    """Its docstring."""

    name: str
    """What the name is."""

    def both(self) -> tuple[
        str,
        str,
    ]:
        """Of a function."""
        return "a", (
            # why
            "b"
        )
'''


def test_code_counts_and_docstrings_comments_and_blank_lines_do_not():
    # import, four lines of QUERY, class, name, four of the signature, three of the return.
    assert code_lines(MODULE) == 1 + 4 + 1 + 1 + 4 + 3


@pytest.mark.parametrize("source", ["", "\n\n", "# only a comment\n", '"""Only a docstring."""\n'])
def test_a_file_without_code_has_no_lines(source):
    assert code_lines(source) == 0


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x = 1\n")


def test_only_the_sites_own_source_counts(tmp_path):
    write(tmp_path, "manage.py", "places/text.py", "places/building/zips.py", "providers/demo/hours.py")
    write(tmp_path, "places/migrations/0001_initial.py", "tests/places/test_text.py", "tools/demo.py")
    write(tmp_path, "bench/search.py", ".venv/lib/django.py", "static/vendor/build.py")
    assert lines_by_app(tmp_path) == {".": 1, "places": 2, "providers": 1}


def test_what_was_moved_to_tools_and_bench_does_not_count_where_it_was(tmp_path):
    write(tmp_path, "directory/demo.py", "directory/embedded_postgres/server.py", "directory/own_server.py")
    write(tmp_path, "directory/child_process.py", "scripts/build_gazetteer.py", "directory/demo_page.py")
    write(tmp_path, "providers/demo/copy_format.py", "providers/demo/hours.py", "providers/demo/presence.py")
    assert lines_by_app(tmp_path) == {"directory": 1, "providers": 1}


def test_it_prints_the_apps_and_totals_of_two_checkouts_with_the_change(tmp_path):
    write(tmp_path / "before", "places/a.py", "places/b.py", "mail/a.py", "mail/b.py")
    write(tmp_path / "after", "places/a.py", "mail/a.py", "mail/b.py")
    done = subprocess.run(
        [sys.executable, "-m", "bench.source_lines", str(tmp_path / "before"), str(tmp_path / "after")],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.split() for line in done.stdout.splitlines()] == [
        ["before", "after"],
        ["mail", "2", "2", "0.0%"],
        ["places", "2", "1", "-50.0%"],
        ["total", "4", "3", "-25.0%"],
    ]
