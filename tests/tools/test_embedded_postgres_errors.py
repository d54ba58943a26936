"""What can go wrong with the embedded server: one sentence each."""

import shutil
from pathlib import Path

import pytest

from tests.tools.launcher import folder_of, sentence
from tools.embedded_postgres.binaries import binaries_for
from tools.embedded_postgres.cluster import ensure_cluster
from tools.embedded_postgres.errors import DiskFull, from_os_error, from_output


def test_a_command_that_is_missing_is_said_so(launcher, home):
    said = sentence(launcher.run(home, "no-such-command"))
    assert said.startswith("The command no-such-command cannot be run")


def test_data_of_another_version_is_said_so(launcher, home):
    version_file = home / "cluster" / "PG_VERSION"
    before = version_file.read_text()
    version_file.write_text("17\n")
    said = sentence(launcher.run(home, "true"))
    version_file.write_text(before)
    assert "belongs to PostgreSQL 17 and this site brings PostgreSQL 18" in said
    assert str(home) in said


def test_data_that_the_server_refuses_is_said_so_in_its_own_words(launcher, home):
    control = home / "cluster" / "global" / "pg_control"
    control.rename(home / "pg_control")
    said = sentence(launcher.run(home, "true"))
    (home / "pg_control").rename(control)
    assert "could not start" in said


def test_something_in_the_way_is_said_so(launcher, new_home):
    new_home.write_text("a file")
    assert "is in the way" in sentence(launcher.run(new_home, "true"))


def test_a_folder_that_cannot_be_written_is_said_so(ordinary_launcher):
    with folder_of(ordinary_launcher.user) as folder:
        folder.chmod(0o555)
        said = sentence(ordinary_launcher.run(folder / "postgres", "true"))
    assert said == (
        f"{folder}/postgres cannot be written by this user: make it yours, or start as the user who owns it."
    )


def test_a_cluster_of_somebody_else_is_said_so(ordinary_launcher):
    with folder_of(ordinary_launcher.user) as folder:
        # Every Debian machine has this folder, and it is root's.
        (folder / "postgres").mkdir()
        (folder / "postgres" / "cluster").symlink_to("/usr/share")
        assert "cannot be written by this user" in sentence(
            ordinary_launcher.run(folder / "postgres", "true")
        )


def test_a_disk_with_too_little_room_is_said_so_before_anything_is_made(monkeypatch, tmp_path):
    monkeypatch.setattr("tools.embedded_postgres.cluster.BYTES_NEEDED", shutil.disk_usage(tmp_path).total)
    binaries = binaries_for(None, tmp_path)
    with pytest.raises(DiskFull, match=r"^The disk that holds .* is full: make room \(at least 200 MB\)"):
        ensure_cluster(tmp_path / "cluster", binaries=binaries, account=None, password="secret")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "said",
    [
        'initdb: error: could not write to file "base/1": No space left on device',
        'PANIC:  could not write to file "pg_wal/xlogtemp.42": No space left on device',
        'FATAL:  could not extend file "base/5/1": Disk quota exceeded',
    ],
)
def test_a_disk_that_fills_up_meanwhile_is_said_so(said):
    assert isinstance(from_output(said, Path("/srv/data"), doing="start"), DiskFull)


def test_a_full_disk_is_recognized_by_its_error_number():
    # /dev/full is a disk without room: writing to it fails as it would there.
    with pytest.raises(OSError, match="No space left") as caught:
        Path("/dev/full").write_text("x")
    assert isinstance(from_os_error(caught.value, Path("/srv/data")), DiskFull)
