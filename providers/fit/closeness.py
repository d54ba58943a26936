"""The fit: how closely a place joins TMS and therapy, as a drawing of two circles and as words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from providers import words
from providers.fields.kinds.programs import DELIVERY_WORDS
from providers.fit.offered import NEARNESS, Offered, OfferedProgram
from providers.models import Delivery, Timing, Vocabulary
from providers.search.criteria import ANY, ProgramCriterion

MAX_NAMES = 2
# In few words, since the drawing's room is small.
_TIMINGS = {
    Timing.DURING_SESSION: "during the TMS session",
    Timing.SAME_DAY_BEFORE: "same day, before TMS",
    Timing.SAME_DAY_AFTER: "same day, after TMS",
    Timing.INTERLEAVED: "on alternate days",
    Timing.SAME_COURSE: "in the same weeks",
    Timing.THERAPY_FIRST: "before the TMS course",
    Timing.TMS_FIRST: "after the TMS course",
    Timing.COORDINATION_ONLY: "coordinated with TMS",
}


class Closeness(StrEnum):
    """How far the circles of TMS and therapy overlap. The value is a part of the drawing's class."""

    TOGETHER = "together"  # therapy on site: they overlap
    PARTNER = "partner"  # at a named practice: they touch
    APART = "apart"  # from a list, or with the patient's own therapist: a line between them
    UNKNOWN = "unknown"  # the therapy's circle is dashed
    ALONE = "alone"  # TMS only


CLOSENESS = {
    Delivery.ON_SITE.value: Closeness.TOGETHER,
    Delivery.PARTNER.value: Closeness.PARTNER,
    Delivery.OWN_THERAPIST.value: Closeness.APART,
    Delivery.REFERRAL_LIST.value: Closeness.APART,
}


@dataclass(frozen=True, slots=True)
class Fit:
    """The drawing, and what stands beside it: "ERP on site, the same day after TMS" and a detail.

    `therapies` are the slugs that the headline names, so that nothing says them twice.
    """

    closeness: Closeness
    headline: str
    detail: str = ""
    therapies: tuple[str, ...] = ()


def fit_of(
    offered: Offered, *, programs: Sequence[ProgramCriterion] = (), therapies: Collection[str] = ()
) -> Fit:
    """The fit of a place, with what was asked for first: `programs` and the slugs of `therapies`."""
    best = _best(offered.programs, programs, therapies)
    if best:
        return _told(best, offered, programs)
    names = _names(offered, therapies)
    if names:
        return Fit(
            Closeness.UNKNOWN,
            f"Offers {words.shortened([name for name, _ in names], MAX_NAMES)}",
            "How it’s combined with TMS isn’t known",
            tuple(slug for _, slug in names[: MAX_NAMES + 1]),
        )
    if offered.says_what_it_offers:
        return Fit(Closeness.ALONE, "TMS only", "No talk therapy listed here")
    return Fit(Closeness.UNKNOWN, "Therapy with TMS: not known", "Ask about it when you call")


def matches(program: OfferedProgram, asked: ProgramCriterion) -> bool:
    """Whether a program is one that was asked for."""
    return (
        asked.therapy in (ANY, program.therapy.slug)
        and asked.timing in (ANY, program.timing)
        and asked.delivery in (ANY, program.delivery)
    )


def _best(
    offered: Sequence[OfferedProgram], asked: Sequence[ProgramCriterion], therapies: Collection[str]
) -> list[OfferedProgram]:
    """The programs to tell of: those asked for, else those nearest to TMS; all in one way, at one time."""

    def rank(program: OfferedProgram) -> tuple[bool, bool, int, int]:
        return (
            bool(asked) and not any(matches(program, each) for each in asked),
            bool(therapies) and program.therapy.slug not in therapies,
            NEARNESS[program.delivery],
            program.therapy.position,
        )

    ranked = sorted(offered, key=rank)
    if not ranked:
        return []
    first = ranked[0]
    alike = rank(first)[:3]
    return [program for program in ranked if rank(program)[:3] == alike]


def _told(best: list[OfferedProgram], offered: Offered, asked: Sequence[ProgramCriterion]) -> Fit:
    first = best[0]
    # One name for each therapy, though it may be offered at several times.
    told = list({program.therapy.slug: program for program in best}.values())
    names = [_name(program) for program in told]
    timings = {program.timing for program in best}
    timing = _TIMINGS.get(Timing(first.timing), "") if len(timings) == 1 else ""
    named = words.capitalized(words.shortened(names, MAX_NAMES))
    details = [timing] if timing else []
    if len(best) == 1 and first.shared_plan:
        details.append("one plan")
    if not details and (others := _others(told, offered)):
        details.append(f"also {others}")
    shown = told if len(told) <= MAX_NAMES + 1 else told[:MAX_NAMES]
    return Fit(
        CLOSENESS[first.delivery],
        f"{named} {DELIVERY_WORDS[Delivery(first.delivery)]}",
        words.capitalized(", ".join(details)) or "When it takes place isn’t set",
        tuple(program.therapy.slug for program in shown),
    )


def _others(told: list[OfferedProgram], offered: Offered) -> str:
    """Therapies that the headline doesn't name."""
    named = {program.therapy.slug for program in told}
    rest = [term for term in offered.of(Vocabulary.THERAPY) if term.slug not in named]
    return words.shortened([words.short_label(term.label) for term in rest], MAX_NAMES)


def _names(offered: Offered, therapies: Collection[str]) -> list[tuple[str, str]]:
    """Name and slug of each therapy, those asked for first."""
    terms = sorted(offered.of(Vocabulary.THERAPY), key=lambda term: term.slug not in therapies)
    return [(words.short_label(term.label), term.slug) for term in terms]


def _name(program: OfferedProgram) -> str:
    return words.short_label(program.therapy.label)
