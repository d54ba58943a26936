"""Taking a change back restores what was before it, through the saving code, and is in the history itself."""

import pytest

from listings.editor.errors import NotSaved
from listings.editor.saving import save_section
from listings.history.events import save_keys
from listings.history.saves import Save, saves_of
from listings.history.undoing import ChangedSince, NothingToUndo, plan_undo, undo_save
from listings.models import HeldChange
from providers.listing.values import read_section, read_values
from providers.models import Location, Photo
from tests.factories import make_clinician, make_hours, make_location
from tests.listings.editor.listing import full_location, old_hand
from tests.listings.history.changing import changed_values

pytestmark = pytest.mark.django_db


def save(location: Location, section: str, user=None, **values: object) -> Save:
    user = user or old_hand(location)
    known = set(save_keys(location))
    save_section(location=location, section=section, values=values, user=user)
    [key] = [key for key in save_keys(location) if key not in known]
    return saves_of(location, [key])[0]


@pytest.mark.parametrize(
    "section",
    [
        "contact",
        "services",
        "programs",
        "insurance",
        "availability",
        "hours",
        "clinicians",
        "access",
        "photos",
        "about",
    ],
)
def test_taking_a_section_s_change_back_gives_what_was_there_before(section):
    location = full_location()
    before = read_values(location.pk)
    changed = save(location, section, **changed_values(location)[section])
    assert read_values(location.pk) != before
    undo_save(location=location, save=changed, user=old_hand(location))
    assert read_values(location.pk) == before


def test_what_was_taken_back_can_be_taken_back_too():
    location = make_location()
    changed = save(location, "about", about="New")
    user = old_hand(location)
    undo_save(location=location, save=changed, user=user)
    undoing = next(one for one in saves_of(location, save_keys(location)) if one.user_id == user.pk)
    assert undoing.metadata["took_back"] == str(changed.key)
    undo_save(location=location, save=undoing, user=old_hand(location))
    assert read_section(location.pk, "about") == {"about": "New"}


def test_a_later_change_of_the_same_fact_is_not_overwritten_unless_confirmed():
    location = make_location()
    first = save(location, "about", about="First")
    save(location, "about", about="Second")
    plan = plan_undo(location, first)
    assert [step.key for step in plan.changed_since] == ["about"]
    with pytest.raises(ChangedSince):
        undo_save(location=location, save=first, user=old_hand(location))
    assert read_section(location.pk, "about") == {"about": "Second"}
    undo_save(location=location, save=first, user=old_hand(location), even_if_changed_since=True)
    assert read_section(location.pk, "about") == {"about": ""}


def test_a_later_change_of_another_fact_stays():
    location = full_location()
    first = save(location, "access", language=["en"])
    save(location, "access", accessibility=[])
    assert not plan_undo(location, first).changed_since
    undo_save(location=location, save=first, user=old_hand(location))
    assert read_section(location.pk, "access") == {"language": ["en", "es"], "accessibility": []}


def test_taking_back_twice_is_refused():
    location = make_location()
    changed = save(location, "about", about="New")
    undo_save(location=location, save=changed, user=old_hand(location))
    with pytest.raises(NothingToUndo):
        undo_save(location=location, save=changed, user=old_hand(location))


def test_hours_that_would_overlap_later_ones_are_refused():
    location = make_location()
    make_hours(location, 0, "09:00", "12:00")
    first = save(location, "hours", hours=[])
    save(location, "hours", hours=[{"weekday": 0, "opens": "11:00", "closes": "15:00"}])
    with pytest.raises(NotSaved):
        undo_save(location=location, save=first, user=old_hand(location), even_if_changed_since=True)
    assert len(read_section(location.pk, "hours")["hours"]) == 1


def test_a_clinician_who_was_deleted_since_is_added_anew():
    location = make_location()
    clinician = make_clinician(location, role="Lead")
    left = save(location, "clinicians", clinicians=[])
    clinician.delete()
    undo_save(location=location, save=left, user=old_hand(location))
    [again] = read_section(location.pk, "clinicians")["clinicians"]
    assert (again["last_name"], again["role"]) == (clinician.last_name, "Lead")


def test_a_picture_that_was_taken_away_stays_away_and_the_page_says_so():
    location = full_location()
    changed = save(location, "photos", photos=[])
    plan = plan_undo(location, changed)
    assert [change.field for change in plan.left] == ["photos"]
    with pytest.raises(NothingToUndo):
        undo_save(location=location, save=changed, user=old_hand(location))
    assert not Photo.objects.filter(location=location).exists()


def test_a_change_that_no_section_holds_stays():
    location = make_location()
    known = set(save_keys(location))
    Location.objects.filter(pk=location.pk).update(status="closed")
    changed = next(
        one for one in saves_of(location, save_keys(location)) if any(c.key == "status" for c in one.changes)
    )
    assert known  # the same transaction, so the same save as the beginning
    assert "status" in {change.key for change in plan_undo(location, changed).left}


def test_taking_back_confirms_nothing():
    location = make_location(confirmed_days_ago=70)
    changed = save(location, "contact", email="desk@example.com")
    undo_save(location=location, save=changed, user=old_hand(location))
    location.refresh_from_db()
    assert location.confirmed_on == make_location(confirmed_days_ago=70).confirmed_on


def test_what_looks_suspicious_is_held_when_it_is_restored_too():
    location = make_location(website="https://one.example/")
    admin = old_hand(location)
    admin.is_superuser = True
    admin.save()
    changed = save(location, "contact", user=admin, website="https://two.example/", email="desk@example.com")
    saved = undo_save(location=location, save=changed, user=old_hand(location))
    assert saved[0].held.after == {"website": "https://one.example/"}
    assert HeldChange.objects.get().state == "waiting"
    assert read_section(location.pk, "contact")["email"] == ""
