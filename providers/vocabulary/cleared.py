"""Which devices are cleared for which conditions, in memory, for lines on cards."""

from functools import lru_cache

from django.db import InterfaceError, OperationalError

from providers.models import Clearance
from providers.vocabulary.catalog import Catalog

# (device, condition, whether a source was found), by slugs.
Facts = frozenset[tuple[str, str, bool]]


def is_cleared(device: str, condition: str, catalog: Catalog) -> bool:
    """Whether a source that was found says that the FDA cleared this device for this condition, by slugs."""
    return (device, condition, True) in _facts(catalog)


def has_clearance(condition: str, catalog: Catalog) -> bool:
    """Whether any device is, or is reported to be, cleared for a condition: then it isn't called off-label."""
    return any(cleared == condition for _, cleared, _ in _facts(catalog))


def _facts(catalog: Catalog) -> Facts:
    try:
        return _read(catalog)
    except (OperationalError, InterfaceError):  # the database is away: nothing is claimed
        return frozenset()


@lru_cache(maxsize=2)  # the catalog in force; for a moment, the next one
def _read(catalog: Catalog) -> Facts:
    rows = Clearance.objects.values_list("device__slug", "condition__slug", "is_verified")
    return frozenset((device or "", condition, is_verified) for device, condition, is_verified in rows)
