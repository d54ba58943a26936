"""The kinds of fields: what is true of every phone number, every vocabulary, every week of hours."""

from providers.fields.kinds.base import Change, ChangeLine, Facts, Kind, Labels, RowList, Values
from providers.fields.kinds.clinicians import Clinicians
from providers.fields.kinds.history import Confirmations, RemovedTerms
from providers.fields.kinds.hours import Closures, Hours
from providers.fields.kinds.networks import Networks
from providers.fields.kinds.photos import Photos
from providers.fields.kinds.plain import (
    Coordinate,
    Date,
    Digits,
    Email,
    Enumerated,
    Flag,
    LongText,
    Npi,
    Number,
    Phone,
    Plain,
    State,
    Text,
    WebAddress,
    YesNo,
    Zip,
)
from providers.fields.kinds.programs import Programs
from providers.fields.kinds.terms import VocabularyTerms

__all__ = [
    "Change",
    "ChangeLine",
    "Clinicians",
    "Closures",
    "Confirmations",
    "Coordinate",
    "Date",
    "Digits",
    "Email",
    "Enumerated",
    "Facts",
    "Flag",
    "Hours",
    "Kind",
    "Labels",
    "LongText",
    "Networks",
    "Npi",
    "Number",
    "Phone",
    "Photos",
    "Plain",
    "Programs",
    "RemovedTerms",
    "RowList",
    "State",
    "Text",
    "Values",
    "VocabularyTerms",
    "WebAddress",
    "YesNo",
    "Zip",
]
