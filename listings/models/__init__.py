"""The tables of how listings are kept true: teams, claims, held changes, reports, history, spreadsheets."""

from listings.models.adding import ClinicDraft
from listings.models.bulk import BulkChange
from listings.models.calls import Call, ClinicInvitation, OptOut
from listings.models.claim import Claim, ClaimDocument, RegistryRecord
from listings.models.history import (
    ClinicianEvent,
    ClosureEvent,
    CombinedProgramEvent,
    ConfirmationEvent,
    LocationClinicianEvent,
    LocationEvent,
    LocationTermEvent,
    OpeningHoursEvent,
    PayerNetworkEvent,
    PhotoEvent,
    PracticeEvent,
)
from listings.models.news import NewItem
from listings.models.spreadsheet import SpreadsheetProgress, SpreadsheetUpload
from listings.models.team import Invitation, Membership, Role
from listings.models.upkeep import HeldChange, ReminderSent, Report, ReportShield

__all__ = [
    "BulkChange",
    "Call",
    "Claim",
    "ClaimDocument",
    "ClinicDraft",
    "ClinicInvitation",
    "ClinicianEvent",
    "ClosureEvent",
    "CombinedProgramEvent",
    "ConfirmationEvent",
    "HeldChange",
    "Invitation",
    "LocationClinicianEvent",
    "LocationEvent",
    "LocationTermEvent",
    "Membership",
    "NewItem",
    "OpeningHoursEvent",
    "OptOut",
    "PayerNetworkEvent",
    "PhotoEvent",
    "PracticeEvent",
    "RegistryRecord",
    "ReminderSent",
    "Report",
    "ReportShield",
    "Role",
    "SpreadsheetProgress",
    "SpreadsheetUpload",
]
