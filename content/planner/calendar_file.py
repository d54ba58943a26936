"""A plan as a calendar file (iCalendar, RFC 5545). It is made for one download and not stored."""

from dataclasses import dataclass
from datetime import datetime
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from content.planner.plan import Appointment, Kind, Plan
from content.planner.time_zones import definition

CONTENT_TYPE = "text/calendar; charset=utf-8"
NOT_AN_APPOINTMENT = (
    "A typical plan, not a booked appointment and not a prescription. The clinic sets dates and times."
)


@dataclass(frozen=True)
class CalendarDetails:
    """The details of the events. `plain_titles`: titles don't say what the appointments are for.

    `therapy` is its short name ("ERP"); `place` is empty if no provider was chosen.
    """

    time_zone: str
    therapy: str
    place: str = ""
    plain_titles: bool = False


def calendar_file(plan: Plan, details: CalendarDetails, made_at: datetime) -> bytes:
    """The content of the file. `made_at` is an aware datetime."""
    calendar = Calendar()
    calendar.add("prodid", "-//Tandem//Treatment planner//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add_component(definition(details.time_zone, plan.first_day, plan.last_day))
    for appointment in plan.appointments:
        calendar.add_component(_event(plan, appointment, details, made_at))
    return calendar.to_ical()


def title(plan: Plan, appointment: Appointment, therapy: str) -> str:
    """ "TMS visit 3 of 36", "ERP session 2 of 6"."""
    of = len(plan.of(appointment.kind))
    if appointment.kind == Kind.TMS:
        return f"TMS visit {appointment.number} of {of}"
    return f"{therapy} session {appointment.number} of {of}"


def _event(plan: Plan, appointment: Appointment, details: CalendarDetails, made_at: datetime) -> Event:
    zone = ZoneInfo(details.time_zone)
    event = Event()
    # The same plan has the same ids, so importing it again updates events instead of duplicating them.
    event.add("uid", str(uuid5(NAMESPACE_URL, f"tandem:{appointment}:{details.time_zone}:{details.place}")))
    event.add("dtstamp", made_at)
    event.add("dtstart", appointment.starts.replace(tzinfo=zone))
    event.add("dtend", appointment.ends.replace(tzinfo=zone))
    if details.plain_titles:
        event.add("summary", "Appointment")
        return event
    event.add("summary", title(plan, appointment, details.therapy))
    event.add("description", NOT_AN_APPOINTMENT)
    therapy = plan.request.therapy
    if details.place and (appointment.kind == Kind.TMS or (therapy and therapy.at_the_clinic)):
        event.add("location", details.place)
    return event
