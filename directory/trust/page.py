"""What the trust pages are given besides the operator's details."""

from typing import Any

from directory.models import OperatorDetails
from providers.web.site_data import publisher


def lines_of(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def about_data(details: OperatorDetails, origin: str, site_name: str) -> dict[str, Any]:
    """The Organization that publishes the site, with what its operator has said and nothing else."""
    data = {"@context": "https://schema.org", **publisher(origin, site_name)}
    said = {
        "legalName": details.legal_name,
        "address": ", ".join(lines_of(details.postal_address)),
        "email": details.contact,
        "telephone": details.phone,
    }
    return data | {key: value for key, value in said.items() if value}
