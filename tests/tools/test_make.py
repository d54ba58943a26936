"""The environment that every make target starts with."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools.launcher import folder_of

REPOSITORY = Path(__file__).resolve().parent.parent.parent
BASE_PYTHON = sys.base_prefix + f"/bin/python{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """As much of a fresh clone as tools/environment needs, with nothing to install."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "run.txt").write_text("# nothing\n")
    shutil.copy(REPOSITORY / "tools" / "environment", tmp_path / "tools")
    return tmp_path


def environment(checkout: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["tools/environment", "run"],
        cwd=checkout,
        env={"PATH": os.environ["PATH"], "PYTHON": BASE_PYTHON} | variables,
        check=False,
        capture_output=True,
        text=True,
    )


def program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def sentence(done: subprocess.CompletedProcess[str]) -> str:
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_packages_are_installed_once_and_again_when_the_lock_changes(checkout):
    first = environment(checkout)
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[-1] == "Installing the packages of requirements/run.txt."
    assert environment(checkout).stdout == ""
    (checkout / "requirements" / "run.txt").write_text("# nothing new\n")
    assert environment(checkout).stdout == "Installing the packages of requirements/run.txt.\n"


def test_an_environment_whose_interpreter_is_gone_is_made_anew(checkout):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to("/gone/python3.11")
    assert environment(checkout).returncode == 0
    assert (checkout / ".venv" / "bin" / "pip").exists()


def test_a_python_without_its_venv_module_is_said_so(checkout, tmp_path):
    # Debian's python3 without python3-venv: everything is there but ensurepip.
    script = f'case "$*" in *ensurepip*) exit 1;; esac\nexec {BASE_PYTHON} "$@"'
    python = program(tmp_path / "bin", "python3", script)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert sentence(environment(checkout, PYTHON=str(python))) == (
        f"Python {version} comes without its venv module: "
        f"install it (apt-get install python{version}-venv) and start again."
    )


def test_a_python_that_is_too_old_is_said_so(checkout, tmp_path):
    python = program(tmp_path / "bin", "python3", "exit 1")
    assert sentence(environment(checkout, PYTHON=str(python))).endswith("is not a Python 3.11 or newer.")


def test_a_machine_without_python_is_told_what_it_needs(checkout, tmp_path):
    (tmp_path / "bin").mkdir()
    for name in ("sh", "dirname", "mkdir", "touch", "flock"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name))
    said = sentence(environment(checkout, PATH=str(tmp_path / "bin"), PYTHON=""))
    assert said == "This needs Python 3.11 or newer and found none: install python3 or set PYTHON."


def test_a_full_disk_is_said_so_when_the_environment_cannot_be_made(checkout, tmp_path):
    program(tmp_path / "bin", "df", "echo Filesystem; echo '/dev/sda1 1000 1000 0 100% /'")
    script = f'case "$*" in *-m*venv*) exit 1;; esac\nexec {BASE_PYTHON} "$@"'
    python = program(tmp_path / "bin", "python3", script)
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    said = sentence(environment(checkout, PATH=path, PYTHON=str(python)))
    assert said == f"The disk that holds {checkout} is full: make room (about 500 MB) and start again."


def test_packages_that_cannot_be_installed_are_said_so(checkout):
    (checkout / "requirements" / "run.txt").write_text(
        "no-such-package==1.0 --hash=sha256:" + "0" * 64 + "\n"
    )
    done = environment(checkout, PIP_NO_INDEX="1")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "The packages of requirements/run.txt could not be installed; the lines above say why."
    )


def test_make_tells_its_commands():
    done = subprocess.run(["make", "-C", str(REPOSITORY)], check=True, capture_output=True, text=True)
    assert "make demo PORT=8001" in done.stdout


def test_ci_fails_where_there_is_no_browser_instead_of_leaving_its_tests_out(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/places/test_text.py"],
        cwd=REPOSITORY,
        env=os.environ | {"PATH": str(tmp_path), "BROWSER_TESTS": "required"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "BROWSER_TESTS=required, but none of these is on PATH: chromium" in done.stdout + done.stderr


COLLECT = [sys.executable, "-m", "pytest", "--collect-only", "-q"]


def test_elsewhere_the_journeys_are_left_out_and_the_rest_is_tested(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "BROWSER_TESTS"}
    done = subprocess.run(
        # Of the other folders none, to be done sooner.
        [*COLLECT, "tests", f"--ignore-glob={REPOSITORY}/tests/[!jp]*", "--ignore=tests/providers"],
        cwd=REPOSITORY,
        env=environment | {"PATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    assert "tests/journeys" not in done.stdout
    assert "tests/places/test_text.py" in done.stdout


def test_a_checkout_that_cannot_be_written_is_said_so(ordinary_launcher):
    with folder_of({}) as folder:
        (folder / "tools").mkdir()
        (folder / "requirements").mkdir()
        (folder / "requirements" / "run.txt").touch()
        shutil.copy(REPOSITORY / "tools" / "environment", folder / "tools")
        (folder / ".data").mkdir()
        folder.chmod(0o555)
        (folder / ".data").chmod(0o555)
        user = ordinary_launcher.user
        done = subprocess.run(
            ["tools/environment", "run"], cwd=folder, check=False, capture_output=True, text=True, **user
        )
        (folder / ".data").chmod(0o755)
        folder.chmod(0o755)
    said = sentence(done)
    assert said.startswith(f"{folder} cannot be written by this user")
