"""Finding and repairing stored numbers that differ from what they were counted from: none ever should."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Count, F

from providers.models import Location
from reviews.models import RatingSummary, Review
from reviews.rating.sums import Sums, empty_summary, recompute, sums_of

BATCH_SIZE = 5_000


def wrong_locations() -> list[int]:
    """Ids of locations whose summary or rating is not what their reviews add up to."""
    return [sums.location_id for sums, location in all_sums() if not is_correct(sums, location)]


def all_sums() -> Iterator[tuple[Sums, Location]]:
    """Every location with what its reviews add up to."""
    last = 0
    while ids := list(
        Location.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH_SIZE]
    ):
        last = ids[-1]
        locations = Location.objects.select_related("rating_summary").in_bulk(ids)
        yield from ((sums, locations[sums.location_id]) for sums in sums_of(ids))


def is_correct(sums: Sums, location: Location) -> bool:
    if (location.rating_count, location.rating_average) != (sums.number, sums.average):
        return False
    try:
        stored = location.rating_summary
    except RatingSummary.DoesNotExist:  # it never had a review or a code
        stored = empty_summary(location.pk)
    names = [field for field in Sums.__dataclass_fields__ if field != "location_id"]
    return all(getattr(stored, name) == getattr(sums, name) for name in names)


def wrong_votes() -> list[int]:
    """Ids of reviews whose number of helpful votes is not that of their votes."""
    counted = Review.objects.annotate(votes=Count("helpful_votes"))
    return list(counted.exclude(votes=F("helpful_count")).order_by("pk").values_list("pk", flat=True))


def repair(locations: Iterable[int], reviews: Iterable[int]) -> None:
    """Each row in its own transaction, so that nobody waits long for a lock."""
    for location_id in locations:
        with transaction.atomic():
            recompute(location_id)
    for review_id in reviews:
        with transaction.atomic():
            review = Review.objects.select_for_update().get(pk=review_id)
            review.helpful_count = review.helpful_votes.count()
            review.save(update_fields=["helpful_count"])
