"""What the operator hasn't said yet: the one list behind the checklist, `check --deploy` and pages'
notices."""

from collections.abc import Callable
from dataclasses import dataclass

from directory.models import OperatorDetails


@dataclass(frozen=True)
class Gap:
    """One thing that is missing. `field` is that of the form, where `label` is asked for; `page` is the name
    of the address of the page that needs it, and `why` says what the page can't say."""

    field: str
    label: str
    page: str
    why: str


def _has(field: str) -> Callable[[OperatorDetails], bool]:
    return lambda details: getattr(details, field) not in ("", None)


_NEEDED: tuple[tuple[Gap, Callable[[OperatorDetails], bool]], ...] = tuple(
    (gap, {"contact_email": lambda details: bool(details.contact)}.get(gap.field, _has(gap.field)))
    for gap in (
        Gap("legal_name", "Legal name", "about", "who runs this site"),
        Gap("postal_address", "Postal address", "contact", "where letters reach you"),
        Gap("contact_email", "Email address for readers", "contact", "how to reach you"),
        Gap("ownership", "Ownership", "about", "who owns this site"),
        Gap("funding", "Funding", "about", "how this site is paid for"),
        Gap("processors", "Companies that handle data for you", "health-data-privacy", "who handles data"),
        Gap("affiliates", "Affiliates", "health-data-privacy", "with which affiliates data is shared"),
        Gap("backup_days", "How long backups are kept", "privacy", "when deleted data is gone from backups"),
        Gap("agent_name", "Copyright agent: name", "takedown", "who takes copyright notices"),
        Gap("agent_address", "Copyright agent: postal address", "takedown", "where copyright notices go"),
        Gap("agent_email", "Copyright agent: email address", "takedown", "where copyright notices go"),
        Gap("access_status", "Accessibility: status", "accessibility", "how far the site meets the standard"),
        Gap("access_assessed_on", "Accessibility: date", "accessibility", "when the site was assessed"),
        Gap(
            "access_reply_days", "Accessibility: time to answer", "accessibility", "when people get an answer"
        ),
        Gap("terms_from", "Terms: effective date", "terms", "from which day the terms apply"),
        Gap("privacy_from", "Privacy: effective date", "privacy", "from which day it applies"),
        Gap(
            "health_data_from",
            "Consumer health data policy: effective date",
            "health-data-privacy",
            "from which day the policy applies",
        ),
    )
)


def gaps(details: OperatorDetails) -> tuple[Gap, ...]:
    """What is missing, in the order of the form."""
    return tuple(gap for gap, is_there in _NEEDED if not is_there(details))
