"""One day for tests that count days: the site takes it for today whatever the clock says, also over midnight.

Only who asks for the day gets it. Moments stay those of the clock, the site's and the database's, so a test
that compares one with a day says when it was.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo

import pytest
from django.utils import timezone

TODAY = date(2026, 11, 16)
# In the zone of the site it is that day, at noon.
NOON = datetime(2026, 11, 16, 17, tzinfo=UTC)


@pytest.fixture
def one_day() -> Iterator[None]:
    """Today is TODAY."""
    day_of = timezone.localdate

    def localdate(value: datetime | None = None, timezone: tzinfo | None = None) -> date:
        return TODAY if value is None else day_of(value, timezone)

    with pytest.MonkeyPatch.context() as patch:  # of its own, which no `monkeypatch.undo()` takes away
        patch.setattr(timezone, "localdate", localdate)
        yield
