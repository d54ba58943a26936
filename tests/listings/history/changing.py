"""A change of every section, as the editor would make it."""

from typing import Any

from providers.listing.values import read_values
from providers.models import Location
from tests.factories import make_term

PERSON = {
    "id": None,
    "first_name": "Lee",
    "last_name": "Park",
    "credential": "md",
    "npi": "",
    "role": "Director",
}


def changed_values(location: Location) -> dict[str, dict[str, Any]]:
    """Section -> values other than what `full_location` made: facts added, changed and taken away."""
    for name in ("condition/mdd", "language/vi", "payer/cigna-evernorth", "therapy/cbt"):
        make_term(name)
    listing = read_values(location.pk)
    program = listing["programs"]["programs"][0]
    clinician = listing["clinicians"]["clinicians"][0]
    photo = listing["photos"]["photos"][0]
    return {
        "contact": {"phone": "+13125550177", "phone_extension": "12", "email": "desk@example.com"},
        "services": {"condition": ["mdd"]},
        "programs": {
            "programs": [{**program, "shared_plan": True}, {**program, "therapy": "cbt", "condition": ""}]
        },
        "insurance": {
            "networks": [
                {"payer": "aetna", "service": "tms", "status": "out-of-network"},
                {"payer": "cigna-evernorth", "service": "therapy", "status": "in-network"},
            ]
        },
        "availability": {"accepting_new_patients": False, "wait_weeks": 6, "age_min": 18, "schedule": []},
        "hours": {
            "hours": [
                {"weekday": 0, "opens": "08:00", "closes": "12:30"},
                {"weekday": 4, "opens": "10:00", "closes": "14:00"},
            ],
            "closures": [{"first_day": "2027-07-05", "last_day": "2027-07-05", "label": "Independence Day"}],
        },
        "clinicians": {"clinicians": [{**clinician, "role": "Lead"}, PERSON]},
        "access": {"language": ["en", "vi"], "accessibility": []},
        "photos": {"photos": [{**photo, "alternative_text": "The door, painted"}]},
        "about": {"about": "Beside the library."},
    }
