"""Plan requests for tests: an ordinary one, and strategies for random ones."""

from datetime import date, timedelta

from hypothesis import strategies as st

from content.planner.courses import COURSES
from content.planner.days import Availability, PartOfDay
from content.planner.plan import PlanRequest, TherapyRequest
from providers.models import Timing

MONDAY_TO_FRIDAY = frozenset(range(5))
MONDAY = date(2026, 11, 30)

days = st.dates(date(2025, 1, 1), date(2030, 12, 31))
wishes = st.builds(
    TherapyRequest,
    timing=st.sampled_from(Timing),
    per_week=st.integers(1, 5),
    sessions=st.integers(1, 40),
    at_the_clinic=st.booleans(),
)
courses = st.sampled_from(sorted(COURSES)).map(COURSES.get) | st.builds(
    lambda protocol, visits: COURSES[protocol].with_visits(visits),
    st.sampled_from(sorted(COURSES)),
    st.integers(1, 60),
)


@st.composite
def requests(draw: st.DrawFn) -> PlanRequest:
    start = draw(days)
    off = draw(st.sets(st.integers(0, 120), max_size=40))
    availability = Availability(
        weekdays=draw(st.frozensets(st.integers(0, 6), min_size=1)),
        part=draw(st.sampled_from(PartOfDay)),
        days_off=frozenset(start + timedelta(days=number) for number in off),
    )
    return PlanRequest(draw(courses), start, availability, draw(st.none() | wishes))


def a_request(protocol: str = "rtms-10hz-left", **changes) -> PlanRequest:
    """Standard TMS, Monday to Friday in the morning, without therapy."""
    values = {
        "course": COURSES[protocol],
        "start": MONDAY,
        "availability": Availability(MONDAY_TO_FRIDAY, PartOfDay.MORNING),
        "therapy": None,
    }
    return PlanRequest(**{**values, **changes})
