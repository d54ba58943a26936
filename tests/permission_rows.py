"""What the addresses in tests/test_permissions.py are about: rows around the cast, by argument."""

from typing import Any

from tests.cast import Cast


def make_arguments(cast: Cast) -> dict[str, Any]:
    """A value for each argument of an address. What belongs to a practice belongs to the cast's practice."""
    return {
        "location_id": cast.location.pk,
        "slug": cast.location.slug,
        "practice_id": cast.practice.pk,
        "state": "il",
        "city_slug": "chicago",
        "message_id": 1,
        "key": "wrong",
        "uidb36": "1",
        "pk": 1,
    }
