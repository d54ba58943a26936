"""The tables of what patients find: practices, locations, what they offer, and the vocabularies."""

from providers.models.confirmation import (
    HIDDEN_DAYS,
    REMINDER_DAYS,
    UNCONFIRMED_DAYS,
    Confirmation,
    Freshness,
    Section,
    freshness,
)
from providers.models.counting import DailyCount
from providers.models.location import Location, LocationClinician, LocationTerm, OpeningHours
from providers.models.offers import CombinedProgram, Delivery, PayerNetwork, Source, Timing
from providers.models.practice import Clinician, Credential, Practice
from providers.models.presence import Closure, Photo
from providers.models.removed import RemovedLocation
from providers.models.vocabulary import FIXED_VOCABULARIES, Clearance, ClearanceStatus, Term, Vocabulary

__all__ = [
    "FIXED_VOCABULARIES",
    "HIDDEN_DAYS",
    "REMINDER_DAYS",
    "UNCONFIRMED_DAYS",
    "Clearance",
    "ClearanceStatus",
    "Clinician",
    "Closure",
    "CombinedProgram",
    "Confirmation",
    "Credential",
    "DailyCount",
    "Delivery",
    "Freshness",
    "Location",
    "LocationClinician",
    "LocationTerm",
    "OpeningHours",
    "PayerNetwork",
    "Photo",
    "Practice",
    "RemovedLocation",
    "Section",
    "Source",
    "Term",
    "Timing",
    "Vocabulary",
    "freshness",
]
