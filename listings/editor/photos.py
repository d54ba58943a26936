"""Writing the descriptions and the order of a location's pictures, and removing pictures."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from listings.editor.errors import NotSaved
from providers.fields.kinds import Change
from providers.listing.photo_files import remove_files
from providers.models import Location, Photo


def write_photos(location: Location, changes: Sequence[Change]) -> None:
    """Write descriptions, order and removals; new pictures come by upload only. Raises NotSaved."""
    photos = {photo.key: photo for photo in Photo.objects.filter(location=location)}
    for change in changes:
        key = change.key.partition("/")[2]
        if change.after is None:
            photos[key].delete()
        elif key not in photos:
            raise NotSaved("photos", "This picture was taken away, and its file with it. Upload it again.")
        else:
            photo = photos[key]
            photo.alternative_text = change.after["alternative_text"]
            photo.position = change.after["position"]
            photo.save(update_fields=["alternative_text", "position"])


@receiver(post_delete, sender=Photo)
def remove_files_of(instance: Photo, **event: Any) -> None:
    """Deleting a picture, or its listing, deletes its files, but only after the commit: a picture whose row
    stays must keep them."""
    transaction.on_commit(partial(remove_files, instance.key))
