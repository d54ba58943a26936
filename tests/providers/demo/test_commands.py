"""`load_demo` and `remove_demo` as an operator types them."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from providers.demo.presence import shows_demo_data
from providers.models import Location, Practice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("few_places")]


def run(*arguments: str, **options) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def test_load_demo_says_what_it_made():
    said = run("load_demo", "--locations", "20", "--seed", "5", verbosity=2)
    assert said.startswith("Made 20 demo locations, ")
    assert "providers_location: 20\n" in said
    assert Location.objects.count() == 20


def test_load_demo_again_says_that_it_is_there():
    run("load_demo", "--locations", "20")
    assert run("load_demo", "--locations", "20") == "The demo directory of 20 locations is already there.\n"


def test_load_demo_months_later_says_that_it_moved_the_dates():
    run("load_demo", "--locations", "20", "--today", "2026-01-01")
    said = run("load_demo", "--locations", "20", "--today", "2026-03-01")
    assert said == ("The demo directory of 20 locations is already there; its dates were moved by 59 days.\n")


def test_load_demo_can_be_silent():
    assert run("load_demo", "--locations", "20", verbosity=0) == ""
    assert run("load_demo", "--locations", "20", verbosity=0) == ""


def test_load_demo_refuses_to_mix_two_directories():
    run("load_demo", "--locations", "20")
    with pytest.raises(CommandError, match="run remove_demo first"):
        run("load_demo", "--locations", "21")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--locations", "0"],
        ["--locations", "-5"],
        ["--locations", "many"],
        ["--locations", "99999999999"],
        ["--seed", "-1"],
        ["--today", "tomorrow"],
    ],
)
def test_load_demo_explains_a_wrong_argument(arguments):
    with pytest.raises(CommandError, match=f"argument {arguments[0]}"):
        run("load_demo", *arguments)
    assert not Practice.objects.exists()


def test_a_number_may_have_its_commas():
    run("load_demo", "--locations", "1,0", verbosity=0)
    assert Location.objects.count() == 10


def test_remove_demo_says_how_many_went_and_pages_know_at_once():
    run("load_demo", "--locations", "20")
    assert shows_demo_data() is True
    assert run("remove_demo") == "Removed 20 demo locations.\n"
    assert shows_demo_data() is False
    assert run("remove_demo") == "There are no demo locations.\n"
    assert run("remove_demo", verbosity=0) == ""
