"""The tables of the directory."""

from providers.models.confirmation import (
    HIDDEN_DAYS,
    REMINDER_DAYS,
    UNCONFIRMED_DAYS,
    Confirmation,
    Freshness,
    Section,
    freshness,
)
from providers.models.location import Location, LocationClinician, LocationTerm, OpeningHours
from providers.models.offers import CombinedProgram, Delivery, PayerNetwork, Source, Timing
from providers.models.place import GazetteerLoad, Place
from providers.models.practice import Clinician, Credential, Practice
from providers.models.removed import RemovedLocation
from providers.models.vocabulary import Clearance, ClearanceStatus, Term, Vocabulary

__all__ = [
    "HIDDEN_DAYS",
    "REMINDER_DAYS",
    "UNCONFIRMED_DAYS",
    "Clearance",
    "ClearanceStatus",
    "Clinician",
    "CombinedProgram",
    "Confirmation",
    "Credential",
    "Delivery",
    "Freshness",
    "GazetteerLoad",
    "Location",
    "LocationClinician",
    "LocationTerm",
    "OpeningHours",
    "PayerNetwork",
    "Place",
    "Practice",
    "RemovedLocation",
    "Section",
    "Source",
    "Term",
    "Timing",
    "Vocabulary",
    "freshness",
]
