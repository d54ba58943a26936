"""Typical TMS courses, as the vocabulary of this directory describes them.

None of this is a prescription: the clinic sets the course. The numbers come from the typical courses in the
protocol vocabulary or, if it names none, from the usual course of 30 to 36 visits. `assumed` says what we had
to assume to make a calendar, and the page prints it.
"""

from dataclasses import dataclass, replace

# Time around the pulses for arriving, sitting down and placing the coil: our own assumption.
MINUTES_AROUND = 15
# The first visit also finds the spot and the strength of the pulses (billing code 90867): our assumption.
EXTRA_MINUTES_AT_FIRST = 45


@dataclass(frozen=True)
class Phase:
    """`visits` at up to `per_week` a week; with `every` 4, only every fourth week has visits."""

    visits: int
    per_week: int
    every: int = 1


@dataclass(frozen=True)
class Course:
    """The course of one protocol. `minutes` is the time under the coil per visit, for SAINT per day.

    `is_complete` is false if our sources don't give the number of visits, so the form asks for the clinic's.
    Courses `in_a_row` are meant for consecutive days.
    """

    protocol: str
    phases: tuple[Phase, ...]
    minutes: int
    typical: str
    assumed: str = ""
    is_complete: bool = True
    sessions_per_visit: int = 1
    in_a_row: bool = False

    @property
    def visits(self) -> int:
        return sum(phase.visits for phase in self.phases)

    @property
    def visit_minutes(self) -> int:
        """The minutes of a later visit, including arriving, rounded up to five."""
        return -(-(self.minutes + MINUTES_AROUND) // 5) * 5

    def minutes_of(self, number: int) -> int:
        """The minutes of a visit, including arriving; `number` counts from 1."""
        return self.visit_minutes + (EXTRA_MINUTES_AT_FIRST if number == 1 else 0)

    def with_visits(self, visits: int) -> "Course":
        """The same course with the number of visits that a clinic gave (1 or more).

        The first, daily phase grows or shrinks; if even one visit in it is too many, the end is cut off.
        """
        first, *rest = self.phases
        head = max(1, visits - sum(phase.visits for phase in rest))
        phases, left = [], visits
        for phase in (replace(first, visits=head), *rest):
            taken = min(phase.visits, left)
            left -= taken
            if taken:
                phases.append(replace(phase, visits=taken))
        return replace(self, phases=tuple(phases), is_complete=True)


_DAILY_THEN_TAPER = (Phase(30, 5), Phase(3, 3), Phase(2, 2), Phase(1, 1))
_TAPER_ASSUMED = "The last 6 visits are drawn as a taper of 3, 2, and 1 a week. Clinics differ."
_NUMBER_ASSUMED = (
    "Our sources give no number of visits for this protocol, so it is drawn like the usual course: 30 daily "
    "visits, then 3, 2, and 1 a week."
)

COURSES: dict[str, Course] = {
    course.protocol: course
    for course in (
        Course(
            "rtms-10hz-left",
            _DAILY_THEN_TAPER,
            37,
            "19 to 37 minutes, five days a week for 4 to 6 weeks; about 36 visits with the taper.",
            _TAPER_ASSUMED,
        ),
        Course(
            "itbs-left",
            (Phase(36, 5),),
            3,
            "About 3 minutes of pulses, for up to 36 daily visits.",
            "Drawn with all 36 visits. Yours may be fewer.",
        ),
        Course("rtms-1hz-right", _DAILY_THEN_TAPER, 30, "About 20 to 30 minutes a visit.", _NUMBER_ASSUMED),
        Course("bilateral", _DAILY_THEN_TAPER, 40, "Both sides are treated in one visit.", _NUMBER_ASSUMED),
        Course(
            "deep-h1",
            (Phase(20, 5),),
            30,
            "20 to 30 minutes a day for 4 weeks, then visits to continue.",
            "Only the daily weeks are drawn. Ask how many visits follow, and type the whole number below.",
        ),
        Course(
            "deep-h7-ocd",
            (Phase(30, 5),),
            30,
            "Each visit starts with a short trigger of symptoms; about 6 weeks.",
            "Drawn as five visits a week for 6 weeks, 30 minutes each.",
        ),
        Course(
            "deep-h4-smoking",
            (Phase(15, 5), Phase(3, 1)),
            30,
            "Every day for 3 weeks, then once a week for 3 weeks.",
            "Drawn as five visits a week, 30 minutes each.",
        ),
        Course(
            "saint",
            (Phase(5, 5),),
            # Ten sessions, each starting 50 minutes after the last, and ten minutes for the last one.
            460,
            "10 sessions a day, 50 minutes apart, on 5 days, aimed with an MRI scan.",
            "The MRI scan before the first day is not drawn.",
            sessions_per_visit=10,
            in_a_row=True,
        ),
        Course(
            "accelerated-other",
            (Phase(5, 5),),
            240,
            "Several sessions a day. Usually off-label; whether it works as well is not known.",
            "Drawn as half a day for each visit. Clinics differ widely.",
            is_complete=False,
            in_a_row=True,
        ),
        Course(
            "maintenance",
            (Phase(6, 1, every=4),),
            37,
            "Occasional visits to hold what was gained.",
            "Drawn as one visit every four weeks. Clinics differ.",
            is_complete=False,
        ),
        Course(
            "booster",
            (Phase(10, 5),),
            37,
            "A repeat course after a relapse.",
            "Drawn as five visits a week.",
            is_complete=False,
        ),
    )
}
