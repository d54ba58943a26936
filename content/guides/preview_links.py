"""Signed links to unpublished versions: nobody can guess one, and they expire."""

from datetime import timedelta

from django.core import signing
from django.urls import reverse

from accounts.signed_links import MAX_CLOCK_SKEW

SALT = "content.preview"
VALID_FOR = timedelta(days=7)


class PreviewLinkInvalid(ValueError):
    """The link was changed, or is older than VALID_FOR."""


def preview_url(version_id: int) -> str:
    """The path of a preview that works for a week from now."""
    return reverse("guide-preview", args=[signing.dumps(version_id, salt=SALT)])


def version_of(token: str) -> int:
    """The id of the version that a link shows. Raises PreviewLinkInvalid."""
    try:
        return int(signing.loads(token, salt=SALT, max_age=VALID_FOR + MAX_CLOCK_SKEW))
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise PreviewLinkInvalid from error
