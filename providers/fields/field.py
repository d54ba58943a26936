"""One thing that a listing has, and everything that the site needs to know of it.

`definitions.py` has one `Field` for each. Forms, history, held changes, the spreadsheet, completeness, the
page, cards, filters, the search index and the API read it from there, so that a new field is one new row.
"""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any

from providers.fields.kinds import Kind

# In an order, where a field doesn't say its place: behind those that do.
LAST = 1_000


class ListingSection(StrEnum):
    """The pages of the editor; the value is the last part of the address."""

    CONTACT = "contact"
    SERVICES = "services"
    PROGRAMS = "programs"
    INSURANCE = "insurance"
    AVAILABILITY = "availability"
    HOURS = "hours"
    CLINICIANS = "clinicians"
    ACCESS = "access"
    PHOTOS = "photos"
    ABOUT = "about"


class PageBlock(StrEnum):
    """The parts of a location's page that show the fields that belong there, a line each."""

    VISIT = "visit"
    ABOUT = "about"
    PROGRAMS = "programs"
    OFFERS = "offers"
    INSURANCE = "insurance"
    CLINICIANS = "clinicians"
    PRACTICAL = "practical"


@dataclass(frozen=True)
class HistoryFact:
    """A fact that only the history shows."""

    name: str
    kind: Kind
    label: str


@dataclass(frozen=True)
class ColumnSpec:
    """A column of the spreadsheet. `part` distinguishes the columns of one field; "" if it has only one."""

    header: str
    part: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Sensitivity:
    """A change can send patients to somebody else, so it is held for a check where it looks suspicious.

    `noun` is what the team and the admin are told changes. `misleads`: whether the field by itself leads a
    patient elsewhere; a suite or an extension doesn't.
    """

    noun: str
    misleads: bool = True


@dataclass(frozen=True)
class Gap:
    """What patients miss where a field says nothing, as a sentence for the clinic.

    `is_filled` looks at the values of the whole listing; without it the field's own value decides. In its
    section an `urgent` gap comes before the others.
    """

    sentence: str
    is_filled: Callable[[Mapping[str, Any]], bool] | None = None
    urgent: bool = False


@dataclass(frozen=True)
class OnPage:
    """Where a location's page shows the field in a line of its own. `is_explained`: with each term's
    explanation and a link to its page."""

    block: PageBlock
    order: int = LAST
    is_explained: bool = False


@dataclass(frozen=True)
class FieldFilter:
    """How patients narrow a search by a field.

    `order` is the place in the panel, the summary and the address. `parameter` is the name in the address; ""
    for the field's own. `needs_all`: who asks for two wants both (OCD and depression treated); otherwise one
    will do (either device). `label` heads the choices, "" for the field's own. `phrase` is the part of the
    summary sentence, with the choices in place of {}; `has_names` keeps their labels as they are. `answer` is
    what a card says of one choice, with its label in place of {}.
    """

    order: int = LAST
    parameter: str = ""
    needs_all: bool = False
    label: str = ""
    note: str = ""
    is_explained: bool = False
    phrase: str = "with {}"
    has_names: bool = False
    answer: str = "{}"


@dataclass(frozen=True)
class SortOrder:
    """How results are sorted by a number: the lowest first, those that don't say last.

    `value` is that of the parameter `sort`; `label` is the link's, `phrase` ends the summary sentence.
    """

    value: str
    label: str
    phrase: str


@dataclass(frozen=True)
class TermPages:
    """The pages of a vocabulary. `path` is the first part of the address; `one` is a single term in a
    sentence; `lede` introduces the list. `order` is the place among the vocabularies."""

    path: str = ""
    one: str = "choice"
    lede: str = ""
    order: int = LAST


@dataclass(frozen=True)
class Field(HistoryFact):
    """One thing that a listing has.

    `label` is what patients read, and everybody else where nothing else is said: `card_label` is that of a
    card, `clinic_label` that of history and spreadsheet, `question` what the editor asks.
    """

    section: ListingSection
    _: KW_ONLY
    card_label: str = ""
    clinic_label: str = ""
    question: str = ""
    help: str = ""
    beside: str = ""  # the field whose line in the editor it shares
    is_derived: bool = False  # follows from others, so nobody is asked for it or told of it
    is_practices: bool = False  # kept by the practice, the same at all of its locations
    columns: tuple[ColumnSpec, ...] | None = None  # of the spreadsheet; one with the label where not given
    hint: str = ""  # what the spreadsheet's column takes
    sensitivity: Sensitivity | None = None
    gaps: tuple[Gap, ...] = ()
    page: OnPage | None = None
    follows: str = ""  # the field whose line on page and card it completes, where that says yes
    unknown_words: str = ""  # there, where it is not known
    on_card: bool = False
    in_api: bool = True
    filter: FieldFilter | None = None
    order: SortOrder | None = None
    term_pages: TermPages | None = None

    @property
    def label_on_card(self) -> str:
        """What a card calls it."""
        return self.card_label or self.label

    @property
    def history_label(self) -> str:
        """What history and the spreadsheet call it."""
        return self.clinic_label or self.label

    @property
    def editor_label(self) -> str:
        """What the editor calls it."""
        return self.question or self.history_label

    @property
    def spreadsheet_columns(self) -> tuple[ColumnSpec, ...]:
        if self.columns is not None:
            return self.columns
        return () if self.is_derived else (ColumnSpec(self.history_label, hint=self.hint),)
