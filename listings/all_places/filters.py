"""What the operator's list of all places is filtered and sorted by."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypedDict

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from listings.all_places.searching import matching
from listings.lists import Choice, ListFilter
from listings.models import LocationEvent, Membership, Report
from places.states import STATE_BY_CODE
from providers.models import (
    HIDDEN_DAYS,
    REMINDER_DAYS,
    UNCONFIRMED_DAYS,
    Confirmation,
    Location,
    Section,
    Source,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    ListedLocation = WithAnnotations[Location, "Added"]
    Listed = QuerySet[ListedLocation]

YES_OR_NO = [("yes", "Yes"), ("no", "No")]
MAX_ID = 2**63 - 1


class Added(TypedDict):
    """What `all_places` adds to a location."""

    has_team: bool
    is_reported: bool


def all_places() -> "Listed":
    """Every location, whatever its status, with its practice."""
    open_reports = Report.objects.filter(location=OuterRef("pk"), state=Report.State.OPEN)
    return Location.objects.select_related("practice").annotate(
        has_team=Exists(Membership.objects.keepers().filter(practice=OuterRef("practice"))),
        is_reported=Exists(open_reports),
    )


class PlaceFilter(ListFilter):
    """`practice`: those of one practice, for links from other pages."""

    q = django_filters.CharFilter(
        label="Name, phone, NPI, ZIP, clinician, or website",
        method="found",
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    status = Choice("Status", Location.Status.choices, empty_label="All")
    state = Choice(
        "State",
        sorted(((code, state.name) for code, state in STATE_BY_CODE.items()), key=lambda pair: pair[1]),
        empty_label="All",
    )
    freshness = Choice(
        "Confirmed",
        [
            ("fresh", f"Less than {REMINDER_DAYS} days ago"),
            ("due", f"{REMINDER_DAYS} days ago or more"),
            ("unconfirmed", f"{UNCONFIRMED_DAYS} days ago or more"),
            ("hidden", f"{HIDDEN_DAYS} days ago or more"),
            ("never", "Never in full"),
        ],
        empty_label="All",
        method="as_fresh",
    )
    source = Choice(
        "Contact known from",
        [
            (Source.CLINIC.value, "The clinic"),
            (Source.DIRECTORY.value, "Us, by phone"),
            (Source.REGISTRY.value, "The national registry"),
            ("none", "Nobody has confirmed it"),
        ],
        empty_label="All",
        method="from_source",
    )
    team = Choice("Has a team", YES_OR_NO, empty_label="All", method="with_team")
    doubt = Choice(
        "What is doubtful",
        [
            ("reported", "Open reports"),
            ("doubted", "Notice on the page"),
            ("approximate", "Approximate pin"),
            ("unpublished", "Never published"),
        ],
        empty_label="Anything",
        method="doubtful",
    )
    practice = django_filters.NumberFilter(
        method="of_practice", widget=forms.HiddenInput, min_value=1, max_value=MAX_ID
    )
    sort = Choice(
        "Sort by",
        [("name", "Name"), ("place", "State and city"), ("stale", "Longest unconfirmed"), ("new", "Newest")],
        empty_label=None,
        initial="name",
        method="in_order",
    )

    def found(self, rows: "Listed", name: str, value: str) -> "Listed":
        return rows.filter(pk__in=matching(Location.objects.all(), value).values("pk"))

    def as_fresh(self, rows: "Listed", name: str, value: str) -> "Listed":
        today = timezone.localdate()
        if value == "never":
            return rows.filter(confirmed_on=None)
        if value == "fresh":
            return rows.filter(confirmed_on__gt=today - timedelta(days=REMINDER_DAYS))
        days = {"due": REMINDER_DAYS, "unconfirmed": UNCONFIRMED_DAYS, "hidden": HIDDEN_DAYS}[value]
        return rows.filter(confirmed_on__lte=today - timedelta(days=days))

    def from_source(self, rows: "Listed", name: str, value: str) -> "Listed":
        contact = Confirmation.objects.filter(location=OuterRef("pk"), section=Section.CONTACT)
        if value == "none":
            return rows.exclude(Exists(contact))
        return rows.filter(Exists(contact.filter(confirmed_by=value)))

    def with_team(self, rows: "Listed", name: str, value: str) -> "Listed":
        return rows.filter(has_team=value == "yes")

    def doubtful(self, rows: "Listed", name: str, value: str) -> "Listed":
        was_public = LocationEvent.objects.filter(pgh_obj=OuterRef("pk"), status=Location.Status.PUBLISHED)
        conditions = {
            "reported": Q(is_reported=True),
            "doubted": Q(doubted_at__isnull=False),
            "approximate": Q(is_approximate=True),
            "unpublished": Q(~Exists(was_public), status=Location.Status.DRAFT),
        }
        return rows.filter(conditions[value])

    def of_practice(self, rows: "Listed", name: str, value: int) -> "Listed":
        return rows.filter(practice=int(value))

    def in_order(self, rows: "Listed", name: str, value: str) -> "Listed":
        orders: dict[str, list[Any]] = {
            "place": ["state", "city", "name", "pk"],
            "stale": [F("confirmed_on").asc(nulls_first=True), "pk"],
            "new": ["-pk"],
        }
        return rows.order_by(*orders.get(value, ["name", "pk"]))
