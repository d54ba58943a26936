"""What an operator might say, for tests."""

from datetime import date
from typing import Any

from directory.models import OperatorDetails

WHOLE: dict[str, Any] = {
    "legal_name": "Harbor Directory, Inc.",
    "postal_address": "1 Main Street\nSeattle, WA 98101",
    "contact_email": "desk@harbor.example",
    "ownership": "Ana Ruiz owns it.",
    "funding": "Donations pay for it.",
    "processors": "Example Hosting: runs the servers\n\nExample Mail: sends our mail",
    "affiliates": "None",
    "backup_days": 30,
    "agent_name": "Tom Ash",
    "agent_address": "2 Main Street\nSeattle, WA 98101",
    "agent_email": "agent@harbor.example",
    "access_status": "partial",
    "access_assessed_on": date(2026, 11, 1),
    "access_reply_days": 5,
    "terms_from": date(2026, 11, 2),
    "privacy_from": date(2026, 11, 3),
    "health_data_from": date(2026, 11, 4),
}


def say(**changes: Any) -> OperatorDetails:
    """Store what the operator says: everything, with `changes`."""
    return OperatorDetails.objects.create(pk=1, **{**WHOLE, **changes})
