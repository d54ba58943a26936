"""The embedded server, run as its users run it: as root and as an ordinary user."""

import os
import signal
import stat
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.tools.launcher import WE_ARE_ROOT, finish, processes_of, start_and_wait, wait_until
from tools.embedded_postgres.postmaster import running_postmaster


def test_it_is_postgresql_18_with_the_same_order_of_text_everywhere(server):
    query = (
        "select split_part(version(), '.', 1), datlocprovider, datlocale, pg_encoding_to_char(encoding)"
        " from pg_database where datname = current_database()"
    )
    assert server.execute(query).fetchone() == ("PostgreSQL 18", "b", "C.UTF-8", "UTF8")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wal_level", "minimal"),
        ("max_wal_senders", "0"),
        ("max_wal_size", "4GB"),
        ("shared_buffers", "256MB"),
        ("maintenance_work_mem", "512MB"),
        ("jit", "off"),
        ("listen_addresses", "127.0.0.1"),
        ("unix_socket_directories", ""),
        ("fsync", "on"),
    ],
)
def test_it_has_what_a_large_load_needs_and_listens_on_loopback_only(server, name, value):
    assert server.execute("select current_setting(%s)", [name]).fetchone() == (value,)


def test_nobody_gets_in_without_the_password(server):
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(server.info.dsn, password="wrong")


def test_only_the_server_can_read_the_data_and_only_we_the_password(launcher, made_before):
    assert stat.S_IMODE((made_before / "cluster").stat().st_mode) == 0o700
    assert stat.S_IMODE((made_before / "password").stat().st_mode) == 0o600
    runs_as = (made_before / "cluster").owner()
    assert runs_as == ("nobody" if WE_ARE_ROOT and not launcher.user else (made_before / "password").owner())
    assert runs_as != "root"


def test_what_somebody_searched_for_stays_out_of_the_servers_log(server):
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        server.execute("select 'exposure therapy'::int")
    log = Path(server.execute("select current_setting('data_directory')").fetchone()[0]).parent / "server.log"
    assert "ready to accept connections" in log.read_text()
    assert "exposure therapy" not in log.read_text()


def test_the_commands_exit_code_is_ours(launcher, home):
    assert launcher.run(home, "sh", "-c", "exit 7").returncode == 7


def test_a_database_of_ones_own_starts_nothing(launcher, new_home):
    done = launcher.run(
        new_home, "sh", "-c", "echo $DATABASE_URL", DATABASE_URL="postgres://elsewhere/tandem"
    )
    assert done.stdout == "postgres://elsewhere/tandem\n"
    assert not new_home.exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_the_command_and_the_server(launcher, home, number):
    process = start_and_wait(launcher, home)
    process.send_signal(number)
    assert finish(process) == 128 + number
    assert not processes_of(home)
    assert running_postmaster(home / "cluster") is None


def test_a_command_under_nohup_outlives_its_terminal(launcher, home):
    process = start_and_wait(launcher, home, before=["nohup"])
    process.send_signal(signal.SIGHUP)
    process.send_signal(signal.SIGTERM)
    assert finish(process) == 128 + signal.SIGTERM


def test_a_signal_during_the_first_start_leaves_nothing_behind(launcher, new_home):
    process = launcher.start(new_home, "true")
    wait_until(lambda: processes_of(new_home / "cluster.new"))
    process.send_signal(signal.SIGTERM)
    finish(process)
    wait_until(lambda: not processes_of(new_home))
    assert launcher.sql(new_home, "select 1") == "[(1,)]"


def test_a_signal_while_the_server_starts_leaves_nothing_behind(launcher, home):
    process = launcher.start(home, "true")
    wait_until(lambda: processes_of(home / "cluster"))
    process.send_signal(signal.SIGTERM)
    finish(process)
    assert not processes_of(home / "cluster")
    assert launcher.sql(home, "select 1") == "[(1,)]"


def test_the_server_does_not_outlive_a_launcher_that_is_killed(launcher, home):
    process = start_and_wait(launcher, home)
    process.kill()
    finish(process)
    wait_until(lambda: not processes_of(home))


def test_a_server_that_was_killed_starts_again_with_its_data(launcher, home):
    process = start_and_wait(launcher, home)
    postmaster = running_postmaster(home / "cluster")
    os.kill(postmaster.pid, signal.SIGKILL)
    wait_until(lambda: running_postmaster(home / "cluster") is None)
    assert (home / "cluster" / "postmaster.pid").exists()
    process.terminate()
    finish(process)
    assert launcher.sql(home, "select number from kept") == "[(7,)]"


def test_a_stale_pid_file_that_names_a_living_process_is_recognized(launcher, home):
    bystander = subprocess.Popen(["sleep", "600"], **launcher.user)
    pid_file = home / "cluster" / "postmaster.pid"
    pid_file.write_text(f"{bystander.pid}\n{home}/cluster\n1\n5432\n\n127.0.0.1\n1 1\nready   \n")
    assert launcher.sql(home, "select 1") == "[(1,)]"
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait(timeout=120)


def test_two_commands_share_a_server_and_the_last_one_stops_it(launcher, home):
    first, second = start_and_wait(launcher, home), start_and_wait(launcher, home)
    server = running_postmaster(home / "cluster")
    first.terminate()
    finish(first)
    assert running_postmaster(home / "cluster") == server
    assert launcher.sql(home, "select 1") == "[(1,)]"
    second.terminate()
    finish(second)
    assert running_postmaster(home / "cluster") is None


def test_commands_that_start_together_get_one_server(launcher, new_home):
    processes = [launcher.start(new_home, "sh", "-c", "echo $DATABASE_URL; sleep 1") for _ in range(4)]
    urls = {process.communicate(timeout=120)[0] for process in processes}
    assert [process.returncode for process in processes] == [0, 0, 0, 0]
    assert len(urls) == 1
