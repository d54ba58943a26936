"""Opening hours, several spans a day, and days on which the place is closed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import timezone

from listings.editor.forms.base import SectionForm
from listings.editor.forms.form_fields import text_field
from listings.editor.forms.rows import RowForm, RowForms
from providers.fields.field import ListingSection
from providers.fields.kinds import Values
from providers.models import OpeningHours

WEEKDAYS = OpeningHours.Weekday
# What browsers send, and what people type in one that has no field for times.
TIME_FORMATS = ["%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p"]
MIN_SPANS = 2
MAX_SPANS = 6
MAX_CLOSURES = 30


@dataclass(frozen=True)
class Span:
    """The two fields of one span of a day."""

    opens: BoundField
    closes: BoundField


@dataclass(frozen=True)
class Day:
    weekday: int
    label: str
    spans: list[Span]


class ClosureForm(RowForm):
    label = "Closure"
    first_day = forms.DateField(label="First day", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"))
    last_day = forms.DateField(
        label="Last day", required=False, widget=forms.DateInput({"type": "date"}, "%Y-%m-%d")
    )
    reason = text_field("Reason", 80)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "The last day must not be before the first.")
        return cleaned

    def value(self) -> Values:
        first = self.cleaned_data["first_day"]
        last = self.cleaned_data["last_day"] or first
        return {
            "first_day": first.isoformat(),
            "last_day": last.isoformat(),
            "label": self.cleaned_data["reason"],
        }


class HoursForm(SectionForm):
    section = ListingSection.HOURS

    copy_from = forms.TypedChoiceField(
        label="Copy the hours of", choices=WEEKDAYS.choices, coerce=int, required=False
    )
    copy_to = forms.TypedMultipleChoiceField(
        label="to", choices=WEEKDAYS.choices, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def initial_of(self, values: Values) -> dict[str, Any]:
        initial: dict[str, Any] = {**super().initial_of(values), "copy_to": [1, 2, 3, 4]}
        for weekday, spans in spans_by_day(values).items():
            for index, (opens, closes) in enumerate(spans):
                initial |= {f"opens-{weekday}-{index}": opens, f"closes-{weekday}-{index}": closes}
        return initial

    def add_fields(self) -> None:
        super().add_fields()
        saved = spans_by_day(self.saved)
        # One empty span more than the fullest day has; a form that comes back has those that it went with.
        fullest = max((len(spans) for spans in saved.values()), default=0)
        sent = str(self.data.get("spans", ""))
        shown = int(sent) if sent.isdecimal() and len(sent) == 1 else fullest
        shown += self.data.get("do") == "add-span"
        self.span_count = min(max(shown, fullest, MIN_SPANS), MAX_SPANS)
        for weekday, day in WEEKDAYS.choices:
            for index in range(self.span_count):
                for name in ("opens", "closes"):
                    again = " again" if index else ""
                    self.fields[f"{name}-{weekday}-{index}"] = forms.TimeField(
                        label=f"{day}, {name}{again}",
                        required=False,
                        input_formats=TIME_FORMATS,
                        widget=forms.TimeInput({"type": "time"}, "%H:%M"),
                    )

    def make_rows(self, data: Mapping[str, Any] | None) -> dict[str, RowForms]:
        initial = [{**row, "reason": row["label"]} for row in self.saved["closures"] if not is_over(row)]
        rows = RowForms(ClosureForm, "closures", data=data, initial=initial, extra=2, maximum=MAX_CLOSURES)
        return {"closures": rows}

    @property
    def can_add_span(self) -> bool:
        return self.span_count < MAX_SPANS

    def days(self) -> Iterator[Day]:
        for weekday, day in WEEKDAYS.choices:
            spans = [
                Span(self[f"opens-{weekday}-{index}"], self[f"closes-{weekday}-{index}"])
                for index in range(self.span_count)
            ]
            yield Day(weekday, day, spans)

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        for weekday, _ in WEEKDAYS.choices:
            self._clean_day(cleaned, weekday)
        return cleaned

    def _clean_day(self, cleaned: dict[str, Any], weekday: int) -> None:
        found: list[tuple[time, time, str]] = []
        for index in range(self.span_count):
            names = f"opens-{weekday}-{index}", f"closes-{weekday}-{index}"
            if any(name in self.errors for name in names):
                continue
            opens, closes = (cleaned.get(name) for name in names)
            if (opens is None) != (closes is None):
                missing = names[0] if opens is None else names[1]
                self.add_error(missing, "Enter both times, or none.")
            elif opens is not None and closes is not None:
                if opens >= closes:
                    self.add_error(names[1], "Closing must be after opening, on the same day.")
                else:
                    found.append((opens, closes, names[0]))
        for (_, closed, _), (opens, _, name) in pairwise(sorted(found)):
            if opens < closed:
                self.add_error(name, "These hours overlap with others of the same day.")

    def values(self) -> Values:
        values = super().values()
        spans = [
            {"weekday": weekday, "opens": f"{opens:%H:%M}", "closes": f"{closes:%H:%M}"}
            for weekday, _ in WEEKDAYS.choices
            for opens, closes in sorted(self._valid_spans(weekday))
        ]
        over = [row for row in self.saved["closures"] if is_over(row)]
        rows = [*over, *(form.value() for form in self.rows["closures"].wanted())]
        closures = {(row["first_day"], row["last_day"]): row for row in rows}
        return {**values, "hours": spans, "closures": [closures[days] for days in sorted(closures)]}

    def _valid_spans(self, weekday: int) -> Iterator[tuple[time, time]]:
        for index in range(self.span_count):
            opens = self.cleaned_data.get(f"opens-{weekday}-{index}")
            closes = self.cleaned_data.get(f"closes-{weekday}-{index}")
            if opens is not None and closes is not None and opens < closes:
                yield opens, closes

    def copied(self, sent: QueryDict) -> QueryDict:
        """What was sent, with the hours of one day copied to others: to show, not to save."""
        source = str(sent.get("copy_from", "0"))
        chosen = sent.getlist("copy_to")
        weekdays = {str(weekday) for weekday, _ in WEEKDAYS.choices}
        data = sent.copy()
        if source not in weekdays:
            return data
        for weekday in weekdays.intersection(chosen) - {source}:
            for index in range(self.span_count):
                for name in ("opens", "closes"):
                    data[f"{name}-{weekday}-{index}"] = sent.get(f"{name}-{source}-{index}", "")
        return data


def is_over(closure: Values) -> bool:
    """Whether a closure is in the past: it stays in the listing's history and out of the form."""
    yesterday = timezone.localdate() - timedelta(days=1)  # somewhere it still is yesterday
    return date.fromisoformat(closure["last_day"]) < yesterday


def spans_by_day(values: Values) -> dict[int, list[tuple[str, str]]]:
    days: dict[int, list[tuple[str, str]]] = {}
    for row in values["hours"]:
        days.setdefault(row["weekday"], []).append((row["opens"], row["closes"]))
    return days
