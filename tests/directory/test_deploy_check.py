"""What operators rely on: production settings without a warning, whole migrations, layers that hold."""

import os
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from importlinter import cli

REPOSITORY = Path(__file__).resolve().parent.parent.parent


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A management command with nothing of our environment but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=REPOSITORY,
        env={"PATH": os.environ["PATH"]} | environment,
        check=False,
        capture_output=True,
        text=True,
    )


def test_production_settings_pass_the_check_for_deployment_without_a_warning():
    production = {
        "SECRET_KEY": "r7Qe2mZkV9xT4pLwB8sNcJ6uHdYfGaKo1iXt3vUzMbRnEy5WqPj0SgAhDlCk",
        "DATABASE_URL": "postgres://tandem:secret@db.example.org:5432/tandem",
        "ALLOWED_HOSTS": "tandem.example.org",
        "BEHIND_PROXY": "1",
    }
    done = manage("check", "--deploy", "--fail-level", "WARNING", **production)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_a_secret_nothing_starts():
    done = manage("check")
    assert done.returncode != 0
    assert "Set SECRET_KEY in the environment" in done.stderr


@pytest.mark.django_db
def test_the_migrations_say_all_that_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", stdout=StringIO())


def test_imports_point_one_way():
    assert cli.lint_imports(config_filename=str(REPOSITORY / "pyproject.toml"), no_cache=True) == 0


def test_every_setting_is_in_the_manual():
    sources = [
        REPOSITORY / name for name in ("directory/settings.py", "directory/gunicorn.py", "tools/demo.py")
    ]
    text = "".join(path.read_text() for path in sources)
    names = set(re.findall(r'(?:env\.\w+|environ\.get)\(\s*"([A-Z_]+)"', text))
    manual = (REPOSITORY / "docs" / "deployment.md").read_text()
    assert "SECRET_KEY" in names
    assert [name for name in sorted(names) if f"`{name}`" not in manual] == []
