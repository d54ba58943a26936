"""What the operator has to say: the form, the checklist, the dashboard and `check --deploy`."""

import pytest
from django.core.checks import run_checks
from django.db import IntegrityError, OperationalError

from content.models import Origin, Status
from directory.models import OperatorDetails
from directory.trust.checks import missing_details
from directory.trust.forms import SECTIONS
from directory.trust.gaps import gaps
from tests.cast import make_cast
from tests.content.factories import make_draft
from tests.directory.trust.details import WHOLE, say
from tests.page_reading import Page

pytestmark = pytest.mark.django_db

FORM = "/staff/site/details/"


@pytest.fixture
def admin(client):
    client.force_login(make_cast().admin)
    return client


def test_an_admin_fills_in_the_details_and_the_pages_say_them(admin):
    assert admin.post(FORM, WHOLE).url == "/staff/site/"
    assert gaps(OperatorDetails.objects.current()) == ()
    assert "Everything is there." in Page(admin.get("/staff/site/").content).text
    assert "Donations pay for it." in Page(admin.get("/about/").content).text


def test_a_part_can_be_saved_and_the_rest_stays_on_the_checklist(admin):
    admin.post(FORM, {"legal_name": "Harbor Directory, Inc."})
    page = Page(admin.get("/staff/site/").content)
    missing = [gap.label for gap in gaps(OperatorDetails.objects.current())]
    assert "Legal name" not in missing
    assert len(missing) == 16
    assert page.link("Postal address")["href"] == "/staff/site/details/#id_postal_address"
    assert Page(admin.get(FORM).content).one("input", id="id_legal_name")["value"] == "Harbor Directory, Inc."


def test_wrong_input_is_answered_beside_the_field_and_nothing_typed_is_lost(admin):
    response = admin.post(
        FORM, {"legal_name": "Harbor", "contact_email": "no address", "access_reply_days": "-1"}
    )
    page = Page(response.content)
    assert response.status_code == 400
    assert page.one("input", id="id_legal_name")["value"] == "Harbor"
    assert page.one("input", id="id_contact_email")["value"] == "no address"
    assert "#id_contact_email" in {link["href"] for link in page.all("a")}
    assert not OperatorDetails.objects.exists()


def test_every_gap_is_a_field_of_the_form_and_leads_to_its_page(admin):
    fields = {name for _, names in SECTIONS for name in names}
    missing = gaps(OperatorDetails())
    assert {gap.field for gap in missing} <= fields
    page = Page(admin.get("/staff/site/").content)
    assert all(admin.get(link["href"]).status_code == 200 for link in page.all("a") if link.text == "a page")


def test_the_setting_for_the_contact_counts_as_one(settings):
    settings.SITE_CONTACT = "desk@harbor.example"
    assert "contact_email" not in {gap.field for gap in gaps(OperatorDetails())}


def test_the_dashboard_of_an_admin_says_how_much_is_missing(admin, client):
    make_draft(status=Status.IN_REVIEW, origin=Origin.SHIPPED)
    text = Page(admin.get("/staff/").content).text
    assert "Site details missing: 17" in text
    assert "Privacy requests: none" in text
    assert "Guides that wait to be published: 1" in text
    to_check = Page(admin.get("/staff/to-check/").content)
    assert to_check.link("Your site: missing details, guides and privacy requests")["href"] == "/staff/site/"


def test_nobody_else_sees_it_on_the_dashboard(client):
    cast = make_cast()
    for person in (cast.owner, cast.moderator):
        client.force_login(person)
        assert "Site details missing" not in Page(client.get("/staff/").content).text


def test_the_check_for_deployment_warns_of_each_gap_until_it_is_filled():
    ours = [found for found in run_checks(include_deployment_checks=True) if found.id == "directory.W001"]
    assert len(ours) == 17
    assert ours[0].msg == "Missing: Legal name. Until you say it, a page can't say who runs this site."
    assert ours[0].hint == "An admin fills it in at /staff/site/details/."
    assert [found for found in run_checks() if found.id == "directory.W001"] == []
    say()
    assert missing_details(None) == []


def test_the_check_says_nothing_while_the_database_can_not_be_asked(monkeypatch):
    def fails() -> None:
        raise OperationalError

    monkeypatch.setattr(OperatorDetails.objects, "current", fails)
    assert missing_details(None) == []


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"pk": 2}, "operator_details_are_one_row"),
        ({"access_status": "x"}, "operator_access_status_is_known"),
    ],
)
def test_the_database_keeps_the_rules(fields, name):
    with pytest.raises(IntegrityError, match=name):
        OperatorDetails.objects.create(**{"pk": 1, **fields})
