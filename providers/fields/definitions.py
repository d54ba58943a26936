"""What a listing has: one row for each field, in the order of the editor, history and spreadsheet.

A new field is a row here, its column in the model and the migration; a new vocabulary is a row here, a member
of `Vocabulary` with its migration, and its terms in `vocabulary/data/terms.json`. CONTRIBUTING.md has both as
lists.
"""

from providers import words
from providers.fields.cells import DAYS
from providers.fields.field import (
    ColumnSpec,
    Field,
    FieldFilter,
    Gap,
    HistoryFact,
    ListingSection,
    OnPage,
    PageBlock,
    Sensitivity,
    SortOrder,
    TermPages,
)
from providers.fields.kinds import (
    Clinicians,
    Closures,
    Confirmations,
    Coordinate,
    Date,
    Digits,
    Email,
    Enumerated,
    Flag,
    Hours,
    LongText,
    Networks,
    Npi,
    Number,
    Phone,
    Photos,
    Programs,
    RemovedTerms,
    State,
    Text,
    VocabularyTerms,
    WebAddress,
    YesNo,
    Zip,
)
from providers.models import Location, PayerNetwork, Vocabulary

_CONTACT, _SERVICES = ListingSection.CONTACT, ListingSection.SERVICES
_INSURANCE, _AVAILABILITY = ListingSection.INSURANCE, ListingSection.AVAILABILITY
_ACCESS = ListingSection.ACCESS

_ADDRESS = Sensitivity("address")
_PART_OF_ADDRESS = Sensitivity("address", misleads=False)

_IN, _OUT = PayerNetwork.Status.IN_NETWORK.value, PayerNetwork.Status.OUT_OF_NETWORK.value
_TMS, _THERAPY = PayerNetwork.Service.TMS.value, PayerNetwork.Service.THERAPY.value


def _first_visit(weeks: int) -> str:
    """ "first visit in about 3 weeks"."""
    return "first visit this week" if weeks == 0 else f"first visit in about {words.count(weeks, 'week')}"


FIELDS: tuple[Field, ...] = (
    Field(
        "name",
        Text(required=True),
        "Name",
        _CONTACT,
        question="Name of this location",
        sensitivity=Sensitivity("name"),
    ),
    Field("street", Text(required=True), "Street", _CONTACT, sensitivity=_ADDRESS, in_api=False),
    Field("street_detail", Text(), "Suite or floor", _CONTACT, sensitivity=_PART_OF_ADDRESS, in_api=False),
    Field("city", Text(required=True), "City", _CONTACT, sensitivity=_ADDRESS),
    Field("state", State(required=True), "State", _CONTACT, hint="two letters", sensitivity=_ADDRESS),
    Field("postal_code", Zip(required=True), "ZIP", _CONTACT, hint="five digits", sensitivity=_ADDRESS),
    Field(
        "latitude",
        Coordinate(90),
        "Latitude",
        _CONTACT,
        hint="empty: looked up",
        sensitivity=_PART_OF_ADDRESS,
        gaps=(Gap("Patients don’t find you nearby: you are not on the map."),),
    ),
    Field(
        "longitude",
        Coordinate(180),
        "Longitude",
        _CONTACT,
        hint="empty: looked up",
        sensitivity=_PART_OF_ADDRESS,
    ),
    Field(
        "is_approximate",
        Flag(),
        "Pin is approximate",
        _CONTACT,
        is_derived=True,
        sensitivity=_PART_OF_ADDRESS,
        gaps=(
            Gap(
                "Patients see a rough distance only: the pin stands for your ZIP or city.",
                lambda values: values["latitude"] is not None and not values["is_approximate"],
            ),
        ),
        in_api=False,
    ),
    Field(
        "time_zone",
        Text(),
        "Time zone",
        _CONTACT,
        is_derived=True,
        sensitivity=_PART_OF_ADDRESS,
        in_api=False,
    ),
    Field(
        "phone",
        Phone(),
        "Phone",
        _CONTACT,
        sensitivity=Sensitivity("phone number"),
        gaps=(Gap("Patients can’t call you.", urgent=True),),
    ),
    Field(
        "phone_extension",
        Digits(wrong="An extension has digits only."),
        "Phone extension",
        _CONTACT,
        question="Extension",
        sensitivity=Sensitivity("phone number", misleads=False),
        in_api=False,
    ),
    Field(
        "website",
        WebAddress(),
        "Website",
        _CONTACT,
        sensitivity=Sensitivity("website"),
        gaps=(
            Gap(
                "Patients can’t read more about you: there is no website.",
                lambda values: bool(values["website"] or values["practice_website"]),
            ),
        ),
        in_api=False,
    ),
    Field("email", Email(), "Email", _CONTACT, in_api=False),
    Field(
        "npi",
        Npi(),
        "NPI of the practice",
        _CONTACT,
        is_practices=True,
        sensitivity=Sensitivity("NPI"),
        in_api=False,
    ),
    Field(
        "condition",
        VocabularyTerms(Vocabulary.CONDITION),
        Vocabulary.CONDITION.label,
        _SERVICES,
        card_label="Treats",
        question="What you treat with TMS",
        gaps=(Gap("Patients can’t see what you treat."),),
        filter=FieldFilter(
            1,
            needs_all=True,
            note="Places that treat all of those you choose.",
            is_explained=True,
            phrase="offering {} treatment",
        ),
        term_pages=TermPages(
            "conditions",
            "condition",
            "What places give TMS for, and whether a TMS device is FDA-cleared for it.",
            1,
        ),
    ),
    Field(
        "protocol",
        VocabularyTerms(Vocabulary.PROTOCOL),
        Vocabulary.PROTOCOL.label,
        _SERVICES,
        gaps=(Gap("Patients can’t see which kinds of TMS you offer."),),
        page=OnPage(PageBlock.OFFERS, 1, is_explained=True),
        filter=FieldFilter(4, is_explained=True, phrase="using {}"),
        term_pages=TermPages(
            "protocols",
            "protocol",
            "How TMS is given: how long a visit takes and how many there usually are. The clinic sets yours.",
            3,
        ),
    ),
    Field(
        "device",
        VocabularyTerms(Vocabulary.DEVICE),
        Vocabulary.DEVICE.label,
        _SERVICES,
        gaps=(
            Gap(
                "Patients can’t see which TMS device you use.",
                lambda values: bool(set(values["device"]) - {"unknown"}),
            ),
        ),
        page=OnPage(PageBlock.OFFERS, 2, is_explained=True),
        filter=FieldFilter(5, phrase="with the device {}", has_names=True),
        term_pages=TermPages(
            "devices",
            "device",
            "The machines that give TMS. The FDA clears each for stated conditions and ages.",
            4,
        ),
    ),
    Field(
        "therapy",
        VocabularyTerms(Vocabulary.THERAPY),
        Vocabulary.THERAPY.label,
        _SERVICES,
        card_label="Therapy",
        gaps=(Gap("Patients can’t see which therapies you offer."),),
        page=OnPage(PageBlock.OFFERS, 3, is_explained=True),
        filter=FieldFilter(2, needs_all=True, label="Therapies offered", is_explained=True),
        term_pages=TermPages(
            "therapies", "therapy", "The talk therapies that some places give together with TMS.", 2
        ),
    ),
    Field(
        "telehealth",
        VocabularyTerms(Vocabulary.TELEHEALTH),
        "By video or phone",
        _SERVICES,
        help="TMS itself is always in person.",
        page=OnPage(PageBlock.PRACTICAL, 3),
        filter=FieldFilter(10, note="For therapy and consultations. TMS itself is always in person."),
        term_pages=TermPages(
            "telehealth", "way", "What can be done from home. TMS itself is always in person.", 10
        ),
    ),
    Field(
        "programs",
        Programs(),
        "Programs",
        ListingSection.PROGRAMS,
        hint="therapy | condition | timing | delivery | partner | credentials | shared plan (yes or no)",
        gaps=(Gap("Patients can’t see how you join TMS and therapy."),),
        in_api=False,
        filter=FieldFilter(3, "program", needs_all=True, label="Combined program"),
    ),
    Field(
        "networks",
        Networks(),
        Vocabulary.PAYER.label,
        _INSURANCE,
        columns=(
            ColumnSpec("In network for TMS", f"{_TMS}/{_IN}"),
            ColumnSpec("Out of network for TMS", f"{_TMS}/{_OUT}"),
            ColumnSpec("In network for therapy", f"{_THERAPY}/{_IN}"),
            ColumnSpec("Out of network for therapy", f"{_THERAPY}/{_OUT}"),
        ),
        gaps=(
            Gap("Patients can’t see whether you take their insurance."),
            Gap(
                "Patients can’t see whether their insurance pays for therapy with you.",
                lambda values: any(row["service"] == _THERAPY for row in values["networks"]),
            ),
        ),
        in_api=False,
        filter=FieldFilter(
            6,
            Vocabulary.PAYER.value,
            note="In network for TMS itself. Choose one or more.",
            phrase="taking {}",
            has_names=True,
        ),
        term_pages=TermPages(
            "insurance",
            "plan",
            "Plans that places are in network with, as they say. Ask your plan about TMS and about therapy.",
            7,
        ),
    ),
    Field(
        "payment",
        VocabularyTerms(Vocabulary.PAYMENT),
        Vocabulary.PAYMENT.label,
        _INSURANCE,
        gaps=(Gap("Patients can’t see how they can pay."),),
        page=OnPage(PageBlock.PRACTICAL, 5),
        filter=FieldFilter(11, is_explained=True, phrase="where you can pay by {}"),
        term_pages=TermPages("ways-to-pay", "way to pay", "How places let patients pay.", 8),
    ),
    Field(
        "accepting_new_patients",
        YesNo(no="Not now", unknown="I don’t know"),
        "New patients",
        _AVAILABILITY,
        clinic_label="Taking new patients",
        question="Are you taking new patients?",
        hint="yes, no, or empty",
        gaps=(Gap("Patients can’t see whether you take new patients."),),
        on_card=True,
        filter=FieldFilter(13, "accepting", label="Taking new patients", phrase="taking new patients"),
    ),
    Field(
        "wait_weeks",
        Number(0, 104, phrase=_first_visit, choices=(1, 2, 4, 8)),
        "Weeks until a first visit",
        _AVAILABILITY,
        help="About; 0 is this week. Empty if you can’t say.",
        gaps=(
            Gap(
                "Patients can’t see how long they would wait.",
                lambda values: values["accepting_new_patients"] is False or values["wait_weeks"] is not None,
            ),
        ),
        follows="accepting_new_patients",
        unknown_words="wait not known",
        filter=FieldFilter(
            14,
            "first_visit",
            label="First visit",
            note="As the clinic says. Places that don’t say are left out.",
            phrase="with a {}",
        ),
        order=SortOrder("first-visit", "Earliest first visit", "earliest first visit first"),
    ),
    Field(
        "age_min",
        Number(0, 120),
        "Youngest age",
        _AVAILABILITY,
        help="Empty if there is no limit.",
    ),
    Field(
        "age_max",
        Number(0, 120),
        "Oldest age",
        _AVAILABILITY,
        help="Empty if there is no limit.",
        beside="age_min",
    ),
    Field(
        "age_group",
        VocabularyTerms(Vocabulary.AGE_GROUP),
        Vocabulary.AGE_GROUP.label,
        _AVAILABILITY,
        question="Ages you see",
        gaps=(
            Gap(
                "Patients can’t see whether you see people of their age.",
                lambda values: (
                    bool(values["age_group"])
                    or values["age_min"] is not None
                    or values["age_max"] is not None
                ),
            ),
        ),
        filter=FieldFilter(7, phrase="for {}"),
        term_pages=TermPages("ages", "age group", "The ages of the patients that places take.", 11),
    ),
    Field(
        "schedule",
        VocabularyTerms(Vocabulary.SCHEDULE),
        Vocabulary.SCHEDULE.label,
        _AVAILABILITY,
        page=OnPage(PageBlock.PRACTICAL, 4),
        filter=FieldFilter(12, label="Hours", phrase="with hours in the {}", answer="{} hours"),
        term_pages=TermPages(
            "hours",
            "kind of hours",
            "Hours outside the working day. TMS means many visits, so hours decide who can finish a course.",
            9,
        ),
    ),
    Field(
        "hours",
        Hours(),
        "Hours",
        ListingSection.HOURS,
        columns=tuple(
            ColumnSpec(day, f"day-{weekday}", "09:00-12:00; 13:00-17:00") for weekday, day in enumerate(DAYS)
        ),
        gaps=(Gap("Patients can’t see when you are open."),),
        in_api=False,
    ),
    Field(
        "closures",
        Closures(),
        "Closed days",
        ListingSection.HOURS,
        hint="2026-12-24 to 2027-01-02 Winter break",
        in_api=False,
    ),
    Field(
        "clinicians",
        Clinicians(),
        "Clinicians",
        ListingSection.CLINICIANS,
        hint="id (empty for somebody new) | first name | last name | credential | NPI | role",
        gaps=(Gap("Patients can’t see who would treat them."),),
        in_api=False,
    ),
    Field(
        "accessibility",
        VocabularyTerms(Vocabulary.ACCESSIBILITY),
        Vocabulary.ACCESSIBILITY.label,
        _ACCESS,
        gaps=(Gap("Patients can’t see whether they can get in."),),
        page=OnPage(PageBlock.PRACTICAL, 1),
        filter=FieldFilter(9, needs_all=True),
        term_pages=TermPages(
            # /accessibility/ is about this site's own accessibility.
            "access",
            "kind of accessibility",
            "What makes a place easier to get into and to be in.",
            13,
        ),
    ),
    Field(
        "language",
        VocabularyTerms(Vocabulary.LANGUAGE),
        Vocabulary.LANGUAGE.label,
        _ACCESS,
        gaps=(Gap("Patients can’t see which languages you speak."),),
        page=OnPage(PageBlock.PRACTICAL, 2),
        filter=FieldFilter(8, phrase="speaking {}", has_names=True, answer="{} spoken"),
        term_pages=TermPages(
            "languages", "language", "Languages that are spoken or signed with patients.", 12
        ),
    ),
    Field(
        "photos",
        Photos(),
        "Photos",
        ListingSection.PHOTOS,
        columns=(),  # a picture doesn't fit into a cell
        gaps=(Gap("Patients can’t picture the place."),),
        in_api=False,
    ),
    Field(
        "about",
        LongText(),
        "About",
        ListingSection.ABOUT,
        question="About this place",
        help="In your own words, up to 2,000 characters: how a first visit goes, who the team is, where "
        "to park. No links, no names of patients.",
        gaps=(Gap("Patients can’t read about you in your own words."),),
        in_api=False,
    ),
)

FIELD_BY_NAME = {field.name: field for field in FIELDS}

# Facts that only the history shows: they belong to no section of the editor.
HISTORY_ONLY: tuple[HistoryFact, ...] = (
    HistoryFact("status", Enumerated(Location.Status), "Status"),
    HistoryFact("closed_on", Date(), "Closed since"),
    HistoryFact("practice_name", Text(), "Practice’s name"),
    HistoryFact("practice_website", WebAddress(), "Practice’s website"),
    HistoryFact("confirmed", Confirmations(), "Confirmed"),
    HistoryFact("term", RemovedTerms(), "Choice that is not in the list any more"),
)
