"""Held changes: mails say why, the team withdraws them, and one admin applies or refuses them."""

import pytest
from django.urls import reverse

from listings.editor.errors import ChangedMeanwhile
from listings.editor.held.actions import (
    AlreadyDecided,
    apply_change,
    current_values,
    refuse_change,
    withdraw_change,
)
from listings.editor.saving import save_section
from listings.history.events import save_keys
from listings.history.saves import saves_of
from listings.models import HeldChange
from providers.fields.facts import version_of
from providers.listing.values import read_section
from tests.cast import Cast, make_cast
from tests.jobs import mails

pytestmark = pytest.mark.django_db
ASKED = {"phone": "+13125550177", "website": "https://new.example/"}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def held(cast) -> HeldChange:
    return hold(cast)


def hold(cast: Cast, **values: str) -> HeldChange:
    saved = save_section(location=cast.location, section="contact", values=values or ASKED, user=cast.editor)
    assert saved.held is not None
    return saved.held


def apply(held: HeldChange, cast: Cast) -> None:
    apply_change(held=held, admin=cast.admin, seen=version_of(current_values(held)))


def decision(held: HeldChange, **fields: str) -> dict[str, str]:
    return {"decision": "apply", "seen": version_of(current_values(held)), **fields}


def test_the_public_page_stays_and_the_person_who_asked_and_the_owner_are_told_why(cast, held, client):
    page = client.get(cast.location.get_absolute_url()).content.decode()
    assert "555-0123" in page
    assert "555-0177" not in page
    for person in (cast.editor, cast.owner):
        [mail] = mails(person.email)
        assert "waits for our check" in mail.subject
        assert "phone number and the website change in one go" in mail.text
    assert not mails(cast.viewer.email)


def test_applying_makes_it_public_tells_the_team_and_is_in_history_with_who_asked(cast, held):
    apply(held, cast)
    contact = read_section(cast.location.pk, "contact")
    assert {name: contact[name] for name in ASKED} == ASKED
    held.refresh_from_db()
    assert (held.state, held.decided_by) == ("applied", cast.admin)
    assert "is public" in mails(cast.editor.email)[-1].subject
    assert "is public" in mails(cast.owner.email)[-1].subject
    save = next(one for one in saves_of(cast.location, save_keys(cast.location)) if one.user_id)
    assert save.metadata == {"user": cast.admin.pk, "via": "held-change", "asked_by": cast.editor.pk}


def test_refusing_leaves_the_page_and_mails_the_reason(cast, held):
    refuse_change(held=held, admin=cast.admin, reason="We called: it is not your number.")
    assert read_section(cast.location.pk, "contact")["phone"] == "+13125550123"
    assert "We called: it is not your number." in mails(cast.editor.email)[-1].text


def test_of_two_admins_one_decides(cast, held):
    apply(held, cast)
    with pytest.raises(AlreadyDecided) as told:
        refuse_change(held=held, admin=cast.admin, reason="No")
    assert told.value.held.state == "applied"


def test_what_was_withdrawn_can_not_be_applied(cast, held):
    withdraw_change(held=held, user=cast.editor)
    with pytest.raises(AlreadyDecided):
        apply(held, cast)
    assert read_section(cast.location.pk, "contact")["phone"] == "+13125550123"


def test_a_listing_that_changed_since_the_admin_looked_is_not_overwritten(cast, held):
    seen = version_of(current_values(held))
    save_section(location=cast.location, section="contact", values={"phone": "+13125550100"}, user=cast.admin)
    with pytest.raises(ChangedMeanwhile):
        apply_change(held=held, admin=cast.admin, seen=seen)
    assert HeldChange.objects.get().state == "waiting"
    apply(held, cast)
    assert read_section(cast.location.pk, "contact")["phone"] == ASKED["phone"]


def test_an_admin_s_own_change_is_never_held(cast):
    saved = save_section(location=cast.location, section="contact", values=ASKED, user=cast.admin)
    assert saved.held is None


def test_the_decision_page_shows_before_after_why_and_who(cast, held, client, django_assert_max_num_queries):
    client.force_login(cast.admin)
    with django_assert_max_num_queries(8):
        page = client.get(reverse("held-change", args=[held.pk])).content.decode()
    for words in ("(312) 555-0123", "(312) 555-0177", "in one go", cast.editor.email, "In the team", "today"):
        assert words in page


def test_the_decision_page_shows_what_changed_in_the_meantime(cast, held, client):
    save_section(location=cast.location, section="contact", values={"phone": "+13125550100"}, user=cast.admin)
    client.force_login(cast.admin)
    page = client.get(reverse("held-change", args=[held.pk])).content.decode()
    assert "Changed meanwhile" in page
    assert "(312) 555-0100" in page


def test_an_admin_applies_on_the_page(cast, held, client):
    client.force_login(cast.admin)
    response = client.post(reverse("held-change", args=[held.pk]), decision(held), follow=True)
    assert "The change is public" in response.content.decode()
    assert read_section(cast.location.pk, "contact")["phone"] == ASKED["phone"]


def test_a_page_that_is_out_of_date_applies_nothing_and_says_so(cast, held, client):
    client.force_login(cast.admin)
    response = client.post(reverse("held-change", args=[held.pk]), decision(held, seen="of before"))
    assert response.status_code == 409
    assert "changed meanwhile" in response.content.decode()
    assert HeldChange.objects.get().state == "waiting"


def test_refusing_needs_a_reason_and_nothing_typed_is_lost(cast, held, client):
    client.force_login(cast.admin)
    response = client.post(reverse("held-change", args=[held.pk]), decision(held, decision="refuse"))
    assert "Say why" in response.content.decode()
    client.post(
        reverse("held-change", args=[held.pk]), decision(held, decision="refuse", reason="Not yours.")
    )
    assert HeldChange.objects.get().state == "refused"


def test_the_second_admin_is_told_what_the_first_decided(cast, held, client):
    apply(held, cast)
    client.force_login(cast.admin)
    response = client.post(reverse("held-change", args=[held.pk]), decision(held), follow=True)
    assert "Somebody was quicker: applied already." in response.content.decode()


def test_an_npi_that_another_practice_took_in_the_meantime_is_explained(cast, client):
    held = hold(cast, npi="1234567893")
    type(cast.practice).objects.exclude(pk=cast.practice.pk).update(npi="1234567893")
    client.force_login(cast.admin)
    response = client.post(reverse("held-change", args=[held.pk]), decision(held))
    assert "Another practice is listed with this NPI" in response.content.decode()
    assert HeldChange.objects.get().state == "waiting"


def test_the_team_sees_what_waits_and_the_editor_withdraws_it(
    cast, held, client, django_assert_max_num_queries
):
    client.force_login(cast.viewer)
    address = reverse("waiting-changes", args=[cast.location.pk])
    with django_assert_max_num_queries(8):
        page = client.get(address).content.decode()
    assert "in one go" in page
    assert client.post(reverse("withdraw-change", args=[held.pk])).status_code == 403
    client.force_login(cast.editor)
    assert (
        "Withdrawn" in client.post(reverse("withdraw-change", args=[held.pk]), follow=True).content.decode()
    )
    assert "Too late" in client.post(reverse("withdraw-change", args=[held.pk]), follow=True).content.decode()


def test_the_queue_lists_what_waits(cast, held, client, django_assert_max_num_queries):
    client.force_login(cast.admin)
    for phone in ("+13125550111", "+13125550112"):
        hold(cast, phone=phone, name="Other words")
    with django_assert_max_num_queries(8):
        page = client.get(reverse("held-changes")).content.decode()
    assert reverse("held-change", args=[held.pk]) in page
    assert "Phone number and website" in page


def test_the_queue_is_filtered_by_state(cast, held, client):
    refuse_change(held=held, admin=cast.admin, reason="Not your number.")
    client.force_login(cast.admin)
    address, queue = reverse("held-change", args=[held.pk]), reverse("held-changes")
    assert address not in client.get(queue).content.decode()
    page = client.get(queue, {"state": "refused"}).content.decode()
    assert address in page
    assert "Not your number." in page
    assert "Nothing matches these filters." in client.get(queue, {"state": "applied"}).content.decode()
    page = client.get(queue, {"state": "nonsense"})
    assert page.status_code == 200
    assert "so it was ignored" in page.content.decode()


def test_a_change_of_a_deleted_account_can_still_be_decided(cast, held, client):
    cast.editor.delete()
    client.force_login(cast.admin)
    assert "account was deleted" in client.get(reverse("held-change", args=[held.pk])).content.decode()
    client.post(reverse("held-change", args=[held.pk]), decision(held))
    assert HeldChange.objects.get().state == "applied"
