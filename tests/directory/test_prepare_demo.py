"""The demo's database has to be of this version of the site."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["0001_places", "0041_invitation_accepted_by", "9999_of_a_later_version"])
def test_a_database_of_another_version_is_told_in_one_sentence(name, capsys):
    MigrationRecorder(connection).record_applied("providers", name)
    with pytest.raises(SystemExit) as ended:
        call_command("prepare_demo")
    assert ended.value.code == 1
    assert capsys.readouterr().err == (
        "The demo's database is of another version of the site: remove the folder .data/postgres "
        "and start again.\n"
    )
