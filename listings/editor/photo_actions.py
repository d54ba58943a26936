"""Adding a picture to a location. Descriptions, order and removal are facts of the section: photos.py."""

import secrets

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.uploads.pictures import Picture
from listings.editor.pictures import write_sizes
from listings.editor.saving import made_by
from providers.listing.photo_files import remove_files
from providers.models import Location, Photo

MAX_PHOTOS = 12


class TooManyPhotos(Exception):
    """The location has MAX_PHOTOS pictures already."""


def add_photo(*, location: Location, picture: Picture, alternative_text: str, user: User) -> Photo:
    """Keep a picture (pictures.read_picture) as the last one of `location`. Raises TooManyPhotos.

    The files are written before the row, and deleted again if the row can't be.
    """
    key = secrets.token_hex(16)
    try:
        with transaction.atomic(), made_by(user):
            # Two uploads at the same time must not both be the twelfth.
            Location.objects.select_for_update().get(pk=location.pk)
            photos = Photo.objects.filter(location=location)
            if photos.count() >= MAX_PHOTOS:
                raise TooManyPhotos
            last = photos.aggregate(last=Max("position"))["last"]
            write_sizes(picture, key)
            return Photo.objects.create(
                location=location,
                key=key,
                alternative_text=alternative_text,
                width=picture.width,
                height=picture.height,
                position=0 if last is None else last + 1,
            )
    except BaseException:  # whatever went wrong, even if the process is being stopped: it is raised again
        remove_files(key)
        raise
