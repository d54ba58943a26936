"""The tables of the directory."""

from providers.models.claim import Claim, ClaimDocument, RegistryRecord
from providers.models.confirmation import (
    HIDDEN_DAYS,
    REMINDER_DAYS,
    UNCONFIRMED_DAYS,
    Confirmation,
    Freshness,
    Section,
    freshness,
)
from providers.models.history import LinkEvent
from providers.models.location import Location, LocationClinician, LocationTerm, OpeningHours
from providers.models.offers import CombinedProgram, Delivery, PayerNetwork, Source, Timing
from providers.models.place import GazetteerLoad, Place
from providers.models.practice import Clinician, Credential, Practice
from providers.models.presence import Closure, Photo
from providers.models.removed import RemovedLocation
from providers.models.spreadsheet import SpreadsheetProgress, SpreadsheetUpload
from providers.models.team import Invitation, Membership, Role
from providers.models.upkeep import DailyCount, HeldChange, ReminderSent, Report
from providers.models.vocabulary import Clearance, ClearanceStatus, Term, Vocabulary

__all__ = [
    "HIDDEN_DAYS",
    "REMINDER_DAYS",
    "UNCONFIRMED_DAYS",
    "Claim",
    "ClaimDocument",
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
    "GazetteerLoad",
    "HeldChange",
    "Invitation",
    "LinkEvent",
    "Location",
    "LocationClinician",
    "LocationTerm",
    "Membership",
    "OpeningHours",
    "PayerNetwork",
    "Photo",
    "Place",
    "Practice",
    "RegistryRecord",
    "ReminderSent",
    "RemovedLocation",
    "Report",
    "Role",
    "Section",
    "Source",
    "SpreadsheetProgress",
    "SpreadsheetUpload",
    "Term",
    "Timing",
    "Vocabulary",
    "freshness",
]
