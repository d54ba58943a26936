"""`manage.py check --deploy`: a warning for each thing that the operator has to say and hasn't."""

from typing import Any

from django.core import checks
from django.db import DatabaseError

from directory.models import OperatorDetails
from directory.trust.gaps import gaps


def missing_details(app_configs: Any, **options: Any) -> list[checks.CheckMessage]:
    """Nothing while the database can't be asked: settings are checked before there is one."""
    try:
        details = OperatorDetails.objects.current()
    except DatabaseError:  # it can't be reached, or `migrate` hasn't made the table yet
        return []
    return [
        checks.Warning(
            f"Missing: {gap.label}. Until you say it, a page can't say {gap.why}.",
            hint="An admin fills it in at /staff/site/details/.",
            id="directory.W001",
        )
        for gap in gaps(details)
    ]
