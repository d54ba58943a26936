"""The planner's form. It makes a PlanRequest and stores nothing."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content.planner.courses import COURSES
from content.planner.days import Availability, PartOfDay
from content.planner.form_fields import date_field, number_field, select_field, set_choices
from content.planner.holidays import holidays_between
from content.planner.plan import PlanRequest, TherapyRequest
from content.planner.time_zones import TIME_ZONES
from places.kinds import Kind
from places.lookup import PlaceMatch, PlaceNotFound, find_place
from providers.models import OpeningHours, Timing, Vocabulary
from providers.vocabulary.catalog import Catalog

MAX_VISITS = MAX_SESSIONS = 60
EARLIEST, LATEST = timedelta(days=90), timedelta(days=730)  # before and after today
MAX_DAYS_AWAY = 92
# Longer than any plan within the limits (a visit every four weeks, on a weekday with many holidays).
YEARS_OF_HOLIDAYS = 12

PARTS_OF_DAY = (
    (PartOfDay.EARLY_MORNING, "Early morning: 7 to 9 AM"),
    (PartOfDay.MORNING, "Morning: 9 AM to noon"),
    (PartOfDay.AFTERNOON, "Afternoon: noon to 5 PM"),
    (PartOfDay.EVENING, "Evening: 5 to 8 PM"),
)
SETTINGS = (("clinic", "Where TMS is given"), ("elsewhere", "Somewhere else, or by video"))
DAILY_THERAPY = 5


class PlannerForm(forms.Form):
    """The choices of terms come from `catalog`. `needs_time_zone` is for a calendar file: the zone comes from
    its field, from the chosen provider (`clinic_zone`) or from the patient's home."""

    protocol = select_field("Which TMS protocol?", "Ask the clinic if you don’t know yet.", required=True)
    visits = number_field(
        "How many visits did the clinic name?",
        MAX_VISITS,
        "Optional. Empty: what is typical for the protocol.",
    )
    start = date_field("First day that would suit you")
    weekdays = forms.TypedMultipleChoiceField(
        label="Days when you can come",
        help_text="A daily course is usually five days a week.",
        choices=OpeningHours.Weekday.choices,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick at least one day.", "invalid_choice": "Tick days of the week."},
    )
    part = forms.ChoiceField(
        label="Part of the day",
        choices=PARTS_OF_DAY,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one.", "invalid_choice": "Choose one from the list."},
    )
    skip_holidays = forms.BooleanField(label="No visits on federal holidays", required=False)
    away_from = date_field("Away from", "Optional.", required=False)
    away_until = date_field("Away until", "Optional. The last day away.", required=False)
    therapy = select_field("Which therapy?")
    timing = select_field("When does therapy take place?", "No timing is proven to work better than another.")
    per_week = select_field("Sessions a week")
    sessions = number_field(
        "How many sessions in all?",
        MAX_SESSIONS,
        "Optional, unless one course follows the other. Empty: as long as TMS runs.",
    )
    setting = forms.ChoiceField(
        label="Where does therapy take place?", choices=SETTINGS, required=False, widget=forms.RadioSelect
    )
    home = forms.CharField(
        label="Your ZIP code or town",
        help_text="Optional, to see how far you would travel. It is used for the answer and kept nowhere.",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "spellcheck": "false"}),
    )
    time_zone = select_field("Time zone", "For the calendar file.")
    plain_titles = forms.BooleanField(
        label="In the calendar file, call every visit just “Appointment”", required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        catalog: Catalog,
        today: date,
        clinic_zone: str = "",
        needs_time_zone: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(data, **options)
        self.today, self.clinic_zone, self.needs_time_zone = today, clinic_zone, needs_time_zone
        protocols = [term for term in catalog.of(Vocabulary.PROTOCOL) if term.slug in COURSES]
        therapies = catalog.of(Vocabulary.THERAPY)
        timings = [Timing.SAME_COURSE, *(timing for timing in Timing if timing != Timing.SAME_COURSE)]
        choices: dict[str, Iterable[tuple[str, str]]] = {
            "protocol": [("", "Choose one"), *((term.slug, term.label) for term in protocols)],
            "therapy": [
                ("", "No therapy, or not known yet"),
                *((term.slug, term.label) for term in therapies),
            ],
            "timing": ((slug.value, catalog.label(Vocabulary.TIMING, slug)) for slug in timings),
            "per_week": [("", "Usual for the timing"), *((str(n), str(n)) for n in range(1, 6))],
            "time_zone": [("", "That of the provider or the ZIP code"), *TIME_ZONES],
        }
        for name, options_of_field in choices.items():
            set_choices(self, name, options_of_field)

    def clean_start(self) -> date:
        start = self.cleaned_data["start"]
        if not self.today - EARLIEST <= start <= self.today + LATEST:
            raise ValidationError("Choose a day within the next two years.")
        return start

    def clean_home(self) -> PlaceMatch | None:
        text = self.cleaned_data["home"]
        if not text:
            return None
        try:
            found = find_place(text)
        except PlaceNotFound as error:
            raise ValidationError(
                "We don’t know this place. Write a ZIP code, or a town with its state."
            ) from error
        if found.place.kind == Kind.STATE:
            raise ValidationError("A whole state is too large to measure from. Write a ZIP code or a town.")
        return found

    def clean(self) -> None:
        values = self.cleaned_data
        self._check_number_of_visits(values)
        self._check_sessions(values)
        self._check_days_away(values)
        is_known = values.get("time_zone") or self.clinic_zone or values.get("home")
        if self.needs_time_zone and not is_known and "home" in values:
            self.add_error("time_zone", "Choose your time zone, or write your ZIP code above.")

    def _check_number_of_visits(self, values: dict[str, Any]) -> None:
        course = COURSES.get(values.get("protocol", ""))
        if course and not course.is_complete and "visits" in values and values["visits"] is None:
            self.add_error("visits", "Clinics differ for this one: write how many visits yours named.")

    def _check_sessions(self, values: dict[str, Any]) -> None:
        follows = values.get("timing") in (Timing.THERAPY_FIRST, Timing.TMS_FIRST)
        if values.get("therapy") and follows and "sessions" in values and values["sessions"] is None:
            self.add_error(
                "sessions", "One course follows the other, so write how many sessions therapy has."
            )

    def _check_days_away(self, values: dict[str, Any]) -> None:
        first, last = values.get("away_from"), values.get("away_until")
        if first and last and first > last:
            self.add_error("away_until", "The last day away is before the first.")
        elif first and last and (last - first).days >= MAX_DAYS_AWAY:
            self.add_error("away_until", f"Write at most {MAX_DAYS_AWAY} days away.")
        elif last and not first and "away_from" in values:
            self.add_error("away_from", "Write the first day away too.")

    def plan_request(self) -> PlanRequest:
        """The plan that a valid form asks for."""
        values = self.cleaned_data
        course = COURSES[values["protocol"]]
        if values["visits"]:
            course = course.with_visits(values["visits"])
        availability = Availability(
            frozenset(values["weekdays"]), PartOfDay(values["part"]), self._days_off()
        )
        return PlanRequest(course, values["start"], availability, self._therapy())

    def _therapy(self) -> TherapyRequest | None:
        values = self.cleaned_data
        if not values["therapy"]:
            return None
        timing = Timing(values["timing"] or Timing.SAME_COURSE)
        usual = DAILY_THERAPY if timing == Timing.INTERLEAVED else 1
        return TherapyRequest(
            timing, int(values["per_week"] or usual), values["sessions"], values["setting"] != "elsewhere"
        )

    def _days_off(self) -> frozenset[date]:
        values = self.cleaned_data
        start, first = values["start"], values["away_from"]
        days: set[date] = set()
        if values["skip_holidays"]:
            days |= holidays_between(start, start.replace(year=start.year + YEARS_OF_HOLIDAYS, day=1)).keys()
        if first:
            last = values["away_until"] or first
            days |= {first + timedelta(days=number) for number in range((last - first).days + 1)}
        return frozenset(days)

    def zone(self) -> str:
        """The IANA time zone: the chosen one, else the provider's, else the home's; empty if unknown."""
        home = self.cleaned_data["home"]
        return self.cleaned_data["time_zone"] or self.clinic_zone or (home.place.time_zone if home else "")
