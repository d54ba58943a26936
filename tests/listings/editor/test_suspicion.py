"""Which changes of a claimed listing must wait: each sign by itself, and what is never held."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from listings.editor import heuristics
from listings.editor.area_codes import area_of, areas
from listings.editor.domains import registrable_domain
from listings.editor.heuristics import ChangeFacts, reasons_to_hold
from listings.editor.saving import save_section
from listings.editor.suspicion import why_suspicious
from listings.models import Membership
from providers.models import Location
from tests.cast import make_user
from tests.factories import CHICAGO, make_location
from tests.listings.editor.listing import old_hand

DAY = timedelta(days=1)
CHICAGO_PHONE, OTHER_CHICAGO_PHONE, LOS_ANGELES_PHONE = "+13125550123", "+17735550123", "+12135550123"


def change(name: str, before: str, after: str, **facts: object) -> ChangeFacts:
    return ChangeFacts(before={name: before}, after={name: after}, place=CHICAGO, state="IL", **facts)


def test_an_old_hand_s_plain_change_is_not_suspicious():
    assert reasons_to_hold(change("phone", CHICAGO_PHONE, OTHER_CHICAGO_PHONE)) == []


def test_phone_and_website_in_one_go_are():
    facts = ChangeFacts(
        before={"phone": CHICAGO_PHONE, "website": "https://a.example/"},
        after={"phone": OTHER_CHICAGO_PHONE, "website": "https://a.example/new"},
    )
    assert heuristics.phone_and_website_in_one_go(facts)
    assert not heuristics.phone_and_website_in_one_go(replace(facts, after={"phone": OTHER_CHICAGO_PHONE}))
    assert not heuristics.phone_and_website_in_one_go(replace(facts, after=facts.before))


@pytest.mark.parametrize(("days", "is_new"), [(0, True), (6.9, True), (7, False), (400, False)])
def test_accounts_and_memberships_are_new_for_seven_days(days, is_new):
    facts = change("phone", CHICAGO_PHONE, OTHER_CHICAGO_PHONE)
    assert bool(heuristics.new_account(replace(facts, account_age=days * DAY))) == is_new
    assert bool(heuristics.new_in_the_team(replace(facts, membership_age=days * DAY))) == is_new


@pytest.mark.parametrize(
    ("before", "after", "is_far"),
    [
        (CHICAGO_PHONE, LOS_ANGELES_PHONE, True),
        (CHICAGO_PHONE, OTHER_CHICAGO_PHONE, False),  # another area code, but near
        (LOS_ANGELES_PHONE, LOS_ANGELES_PHONE[:-1] + "9", False),  # far before, too
        (CHICAGO_PHONE, "+18005550123", False),  # free of charge: of no area
        (CHICAGO_PHONE, "+12195550123", False),  # Gary, Indiana: another state, but near
        (CHICAGO_PHONE, "+16185550123", False),  # southern Illinois
        (CHICAGO_PHONE, "", False),
        ("", LOS_ANGELES_PHONE, True),
    ],
)
def test_a_phone_from_far_away_is_suspicious(before, after, is_far):
    assert bool(heuristics.phone_from_far_away(change("phone", before, after))) == is_far


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("https://clinic.example/", "https://www.clinic.example/tms", False),
        ("https://clinic.example/", "https://tms.clinic.example/", False),
        ("https://clinic.example/", "https://clinic-tms.example/", True),
        ("https://a.wixsite.com/x", "https://b.wixsite.com/x", True),
        ("https://a.co.uk/", "https://b.co.uk/", True),
        ("", "https://clinic.example/", False),
        ("https://clinic.example/", "", False),
    ],
)
def test_a_website_of_another_domain_is_suspicious(before, after, is_other):
    assert bool(heuristics.website_of_another_domain(change("website", before, after))) == is_other


@pytest.mark.parametrize(
    ("before", "after", "is_other"),
    [
        ("Lakeview TMS", "Lakeview Brain Health", False),
        ("Lakeview TMS", "Best TMS Clinic", True),
        ("San José Psychiatry", "San Jose Psychiatry Center", False),
        ("The Clinic", "The Clinic of TMS", False),  # no telling word: all words count
        ("Lakeview", "Harbor", True),
    ],
)
def test_a_name_without_a_common_word_is_suspicious(before, after, is_other):
    assert bool(heuristics.name_without_a_common_word(change("name", before, after))) == is_other


def test_the_phone_of_another_practice_is_suspicious():
    facts = change("phone", CHICAGO_PHONE, OTHER_CHICAGO_PHONE, phone_of_other_practice=True)
    assert heuristics.phone_of_another_practice(facts)
    assert not heuristics.phone_of_another_practice(replace(facts, after=facts.before))


def test_three_kinds_of_facts_within_a_day_are_suspicious():
    facts = change("phone", CHICAGO_PHONE, OTHER_CHICAGO_PHONE, recent_kinds=frozenset({"name", "address"}))
    assert heuristics.many_changes_in_a_day(facts) == (
        "Within 24 hours, address, name and phone number change."
    )
    assert not heuristics.many_changes_in_a_day(replace(facts, recent_kinds=frozenset({"name"})))


def test_a_pin_that_moves_far_is_another_address():
    facts = ChangeFacts(
        before={"latitude": 41.9}, after={"latitude": 42.9}, place_before=CHICAGO, place=(42.9, -87.6)
    )
    assert facts.kinds() == {"address"}
    assert replace(facts, place=(41.88, -87.63)).kinds() == frozenset()


@pytest.mark.parametrize("never", [{"by_admin": True}, {"is_claimed": False}, {"was_public": False}])
def test_admins_unclaimed_listings_and_drafts_are_never_held(never):
    facts = change("phone", CHICAGO_PHONE, LOS_ANGELES_PHONE, account_age=DAY)
    assert reasons_to_hold(facts)
    assert reasons_to_hold(replace(facts, **never)) == []


def test_a_change_of_no_sensitive_fact_is_never_held():
    assert reasons_to_hold(change("street_detail", "", "Suite 4", account_age=DAY)) == []


def test_every_area_code_is_of_a_state_and_on_earth():
    assert len(areas()) > 300
    for code, area in areas().items():
        assert len(code) == 3
        assert len(area.state) == 2
        assert -90 <= area.latitude <= 90
        assert -180 <= area.longitude <= 180
    assert area_of(CHICAGO_PHONE).state == "IL"
    assert area_of("+442071838750") is None


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.example.org:8443/x?y=z", "example.org"),
        ("https://EXAMPLE.org./", "example.org"),
        ("https://[broken", ""),
        ("not a website", ""),
        ("", ""),
    ],
)
def test_a_registrable_domain_is_read_from_any_text(website, domain):
    assert registrable_domain(website) == domain


def ask(location: Location, user: User, **after: str) -> list[str]:
    return why_suspicious(
        location=location, before={n: getattr(location, n) for n in after}, after=after, user=user
    )


@pytest.mark.django_db
def test_what_is_read_about_person_and_listing():
    location = make_location()
    user = old_hand(location)
    assert ask(location, user, phone=OTHER_CHICAGO_PHONE) == []
    Membership.objects.update(created_at=timezone.now() - 2 * DAY)
    assert "in the team" in ask(location, user, phone=OTHER_CHICAGO_PHONE)[0]
    assert ask(location, make_user(is_superuser=True), phone=LOS_ANGELES_PHONE) == []
    assert ask(location, None, phone=LOS_ANGELES_PHONE) == []
    assert ask(make_location(), user, phone=LOS_ANGELES_PHONE) == []  # nobody has claimed it


@pytest.mark.django_db
def test_the_number_of_another_practice_s_listing_is_found():
    location = make_location()
    make_location(phone=OTHER_CHICAGO_PHONE)
    [reason] = ask(location, old_hand(location), phone=OTHER_CHICAGO_PHONE)
    assert "another practice" in reason
    own = make_location(practice=location.practice, phone="+17735550199")
    assert ask(location, old_hand(location), phone=own.phone) == []


@pytest.mark.django_db
def test_changes_of_the_last_day_count_together():
    location = make_location(name="Lakeview TMS")
    user = old_hand(location)
    save_section(location=location, section="contact", values={"name": "Lakeview Care"}, user=user)
    save_section(location=location, section="contact", values={"street": "2 Main Street"}, user=user)
    location.refresh_from_db()
    assert "Within 24 hours" in ask(location, user, phone=OTHER_CHICAGO_PHONE)[0]


@pytest.mark.django_db
def test_a_draft_is_not_held_but_a_listing_taken_back_to_a_draft_is():
    location = make_location(status="draft")
    user = old_hand(location)
    assert ask(location, user, phone=LOS_ANGELES_PHONE) == []
    Location.objects.filter(pk=location.pk).update(status="published")
    Location.objects.filter(pk=location.pk).update(status="draft")
    location.refresh_from_db()
    assert ask(location, user, phone=LOS_ANGELES_PHONE)
