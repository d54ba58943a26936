"""Filtering the call list, and writing down what a call brought."""

from typing import TYPE_CHECKING

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from listings.calls.finding import Why, at_work, open_now
from listings.lists import Choice, ListFilter
from listings.models import Call
from places.states import STATE_BY_CODE
from providers.models import Section
from providers.web.form_fields import OneLine

if TYPE_CHECKING:
    from listings.calls.finding import CallableLocation

    Callable = QuerySet[CallableLocation]

YES_OR_NO = [("yes", "Yes"), ("no", "No")]


class CallFilter(ListFilter):
    why = Choice("Why", [(str(value), label) for value, label in Why.choices], empty_label="Any reason")
    state = Choice(
        "State",
        sorted(((code, state.name) for code, state in STATE_BY_CODE.items()), key=lambda pair: pair[1]),
        empty_label="All",
    )
    when = Choice(
        "There it is now",
        [("work", "9 to 5 on a weekday"), ("open", "Open by its own hours")],
        empty_label="Any time",
        method="at_time",
    )
    team = Choice("Has a team", YES_OR_NO, empty_label="All", method="with_team")

    def at_time(self, rows: "Callable", name: str, value: str) -> "Callable":
        chosen = {"work": at_work, "open": open_now}[value]
        return chosen(rows, timezone.now())

    def with_team(self, rows: "Callable", name: str, value: str) -> "Callable":
        return rows.filter(has_team=value == "yes")


class OutcomeForm(forms.Form):
    """What a call brought: the button that was pressed, and the sections that were asked about."""

    outcome = forms.ChoiceField(choices=Call.Outcome)
    phone = forms.CharField(max_length=16)
    section = forms.MultipleChoiceField(choices=Section, required=False)
    publish = forms.BooleanField(required=False)
    note = OneLine(max_length=500, required=False)

    def clean_section(self) -> list[Section]:
        return [Section(value) for value in self.cleaned_data["section"]]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        reached = cleaned.get("outcome") in (Call.Outcome.RIGHT, Call.Outcome.NOT_TAKING_PATIENTS)
        if reached and not cleaned.get("section"):
            self.add_error("section", "Tick the sections that you asked about.")
        return cleaned
