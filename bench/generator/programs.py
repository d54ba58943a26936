"""Combined programs of demo locations: a therapy, its timing, who gives it and where."""

from dataclasses import dataclass

import numpy as np

from bench.generator.chance import Codes, Flags, Weights, flags, some_of_each
from bench.generator.terms import TermGrid
from providers.demo.chance import shares
from providers.demo.offers import CONDITION_OF, JOINED_THERAPIES
from providers.demo.offers import SHARED_PLAN as PLANS
from providers.models import Credential, Delivery, Timing

THERAPIES = JOINED_THERAPIES
CONDITIONS = sorted(set(CONDITION_OF.values()))
NO_CONDITION = -1

DELIVERIES = [delivery.value for delivery in Delivery]
TIMINGS = [timing.value for timing in Timing]
ON_SITE, PARTNER = DELIVERIES.index(Delivery.ON_SITE), DELIVERIES.index(Delivery.PARTNER)
NOT_OURS = [DELIVERIES.index(Delivery.REFERRAL_LIST), DELIVERIES.index(Delivery.OWN_THERAPIST)]
TEAMS = [(credentials.split(), share) for credentials, share in shares("therapist_credentials").items()]
OPERATOR_TEAMS = [number for number, (team, _) in enumerate(TEAMS) if Credential.TMS_OPERATOR in team]
SHARED_PLAN = [(PLANS[answer], share) for answer, share in shares("shared_plan").items()]


@dataclass(frozen=True)
class Programs:
    """One entry per program: arrays of shape (programs,), codes into the lists above, by location.

    `shared_plan` is a code into SHARED_PLAN; `conditions` is NO_CONDITION where none is named.
    """

    rows: Codes
    therapies: Codes
    conditions: Codes
    timings: Codes
    deliveries: Codes
    teams: Codes
    shared_plan: Codes


def draw_programs(rng: np.random.Generator, grid: TermGrid, attests: Flags) -> Programs:
    """Up to three programs of different therapies for locations that attest any.

    Who offers no therapy can still have a list of therapists or talk with the patient's own.
    """
    count = grid.count
    offered = grid.of("therapy", THERAPIES)
    alone = ~offered.any(axis=1)
    most = np.where(attests, Weights(shares("programs_of_a_location").values()).draw(rng, count), 0)
    rows, therapies = some_of_each(rng, offered | alone[:, None], np.where(alone, np.minimum(most, 1), most))
    programs = len(rows)

    elsewhere = rng.choice(NOT_OURS, programs)
    here = np.where(flags(rng, 0.86, programs), ON_SITE, PARTNER)
    deliveries = np.where(alone[rows] | flags(rng, 0.12, programs), elsewhere, here)
    timings = _draw_timings(rng, deliveries)
    conditions = _conditions(grid, rows, therapies)
    return Programs(
        rows=rows,
        therapies=therapies,
        conditions=np.where(flags(rng, 0.75, programs), conditions, NO_CONDITION),
        timings=timings,
        deliveries=deliveries,
        teams=_draw_teams(rng, therapies, timings, deliveries),
        shared_plan=Weights(share for _, share in SHARED_PLAN).draw(rng, programs),
    )


def _draw_timings(rng: np.random.Generator, deliveries: Codes) -> Codes:
    timings = np.zeros(len(deliveries), np.int64)
    for delivery in DELIVERIES:
        where = deliveries == DELIVERIES.index(delivery)
        table = shares(f"timings/{delivery}")
        codes = np.array([TIMINGS.index(timing) for timing in table])
        timings[where] = codes[Weights(table.values()).draw(rng, int(where.sum()))]
    return timings


def _conditions(grid: TermGrid, rows: Codes, therapies: Codes) -> Codes:
    """The condition each therapy is for, if the location treats it."""
    usual = [CONDITION_OF.get(therapy) for therapy in THERAPIES]
    codes = np.array([CONDITIONS.index(slug) if slug else NO_CONDITION for slug in usual])[therapies]
    treated = grid.of("condition", CONDITIONS)[rows, codes]
    return np.where(treated, codes, NO_CONDITION)


def _draw_teams(rng: np.random.Generator, therapies: Codes, timings: Codes, deliveries: Codes) -> Codes:
    """The credentials of the clinic's own and its partner's therapists; of others it knows none."""
    teams = Weights(share for _, share in TEAMS).draw(rng, len(therapies))
    coaching = (therapies == THERAPIES.index("ba")) & (timings == TIMINGS.index(Timing.DURING_SESSION))
    teams[np.isin(teams, OPERATOR_TEAMS) & ~coaching] = 0
    teams[~np.isin(deliveries, [ON_SITE, PARTNER])] = 0
    return teams
