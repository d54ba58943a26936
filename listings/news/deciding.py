"""Deciding on what is new: fine, or taken off the site. A name goes back to what it was."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from listings.editor.saving import made_by, save_section
from listings.editor.statuses import NotPossibleNow, take_step
from listings.models import NewItem
from providers.fields.field import ListingSection
from providers.listing.values import read_section
from providers.models import Location, Practice

Kind, Decision = NewItem.Kind, NewItem.Decision


class AlreadyDecided(Exception):
    """Another admin was quicker."""


@transaction.atomic
def decide(item: NewItem, decision: NewItem.Decision, *, by: User) -> NewItem:
    """Raises AlreadyDecided."""
    item = NewItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if item.decision:
        raise AlreadyDecided
    if decision == Decision.TAKEN_OFF:
        take_off(item, by=by)
    item.decision, item.decided_by, item.decided_at = decision, by, timezone.now()
    item.save(update_fields=["decision", "decided_by", "decided_at"])
    # Putting a name back is news, too, which needs no look.
    NewItem.objects.filter(
        practice=item.practice_id, decision="", before=item.after, after=item.before, kind=item.kind
    ).exclude(kind__in=[Kind.PUBLICATION, Kind.PHOTO]).delete()
    return item


def take_off(item: NewItem, *, by: User) -> None:
    """Undo what is new, if it is still so."""
    if item.kind == Kind.PRACTICE_NAME:
        with made_by(by):
            for practice in Practice.objects.filter(pk=item.practice_id, name=item.after):
                practice.name = item.before
                practice.save(update_fields=["name"])
        return
    assert item.location is not None  # all other kinds have one
    location = Location.objects.get(pk=item.location.pk)
    if item.kind == Kind.PUBLICATION:
        try:
            take_step(location=location, step="unpublish", user=by)
        except NotPossibleNow:  # its team has taken it off or closed it
            return
    elif item.kind == Kind.PLACE_NAME and location.name == item.after:
        values = {"name": item.before}
        save_section(
            location=location,
            section=ListingSection.CONTACT,
            values=values,
            user=by,
            is_checked=True,
            confirms=False,
        )
    elif item.kind == Kind.PHOTO and item.photo is not None:
        photos = read_section(location.pk, ListingSection.PHOTOS)["photos"]
        kept = {"photos": [photo for photo in photos if photo["key"] != item.photo.key]}
        save_section(location=location, section=ListingSection.PHOTOS, values=kept, user=by, confirms=False)
