"""Registry records of demo practices, so that an admin who checks a claim has something to compare.

Most agree with the listing; some have another phone, as registry data often does, and one has ended.
"""

from datetime import date, timedelta

from listings.models import RegistryRecord
from providers.models import Location

MAX_RECORDS = 400
# Every fifth record has another phone, and every sixtieth is of an organization that has ended.
OTHER_PHONE, ENDED = 5, 60


def make_demo_registry(today: date) -> int:
    """Make records for the first demo practices with an NPI, unless there are some; returns how many."""
    if RegistryRecord.objects.filter(is_demo=True).exists():
        return 0
    demo = Location.objects.filter(practice__is_demo=True, practice__npi__isnull=False)
    first_of_each = demo.order_by("practice_id", "id").distinct("practice_id").select_related("practice")
    records = [
        registry_record(location, location.practice.npi, number, today)
        for number, location in enumerate(first_of_each[:MAX_RECORDS], start=1)
        if location.practice.npi
    ]
    return len(RegistryRecord.objects.bulk_create(records, ignore_conflicts=True))


def registry_record(location: Location, npi: str, number: int, today: date) -> RegistryRecord:
    phone = location.phone.removeprefix("+1")
    return RegistryRecord(
        npi=npi,
        entity_type=RegistryRecord.EntityType.ORGANIZATION,
        name=location.practice.name.upper(),
        street=location.street.upper(),
        city=location.city.upper(),
        state=location.state,
        postal_code=location.postal_code,
        phone=f"{phone[:-2]}99" if number % OTHER_PHONE == 0 else phone,
        taxonomy="2084P0800X",
        updated_on=today - timedelta(days=30 * (number % 40)),
        deactivated_on=today - timedelta(days=10) if number % ENDED == 0 else None,
        read_on=today - timedelta(days=12),
        is_demo=True,
    )
