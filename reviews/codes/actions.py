"""Making visit codes. They are readable only in what `make_codes` returns, which is printed at once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from providers.models import Location
from reviews.models import CodeBatch, VisitCode
from reviews.models.codes import DAYS_VALID
from reviews.proof.codes import Code, new_code


@transaction.atomic
def make_codes(*, location: Location, size: int, user: User) -> tuple[CodeBatch, list[Code]]:
    """A batch of `size` codes for the location, valid for 180 days."""
    today = timezone.localdate()
    codes = [new_code() for _ in range(size)]
    batch = CodeBatch.objects.create(
        location=location,
        size=size,
        made_by=user,
        made_on=today,
        expires_on=today + timedelta(days=DAYS_VALID),
    )
    VisitCode.objects.bulk_create([VisitCode(batch=batch, code_hash=code.hash) for code in codes])
    return batch, codes
