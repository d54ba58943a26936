"""Combined programs of demo locations: a therapy, its timing, who gives it and where."""

from dataclasses import dataclass

import numpy as np

from providers.demo.chance import Codes, Flags, Weights, flags, some_of_each
from providers.demo.terms import TermGrid
from providers.models import Credential, Delivery, Timing

THERAPIES = ["cbt", "ba", "erp", "pe", "cpt", "emdr", "wet", "dbt", "act", "ipt", "mbct", "supportive"]
# The condition a therapy is for, where the location treats it.
CONDITION_OF = {
    "cbt": "mdd",
    "ba": "mdd",
    "ipt": "mdd",
    "mbct": "mdd",
    "erp": "ocd",
    "pe": "ptsd",
    "cpt": "ptsd",
    "emdr": "ptsd",
    "wet": "ptsd",
    "dbt": "bpd",
}
CONDITIONS = sorted(set(CONDITION_OF.values()))
NO_CONDITION = -1

DELIVERIES = [delivery.value for delivery in Delivery]
TIMINGS = [timing.value for timing in Timing]
ON_SITE, PARTNER = DELIVERIES.index(Delivery.ON_SITE), DELIVERIES.index(Delivery.PARTNER)
NOT_OURS = [DELIVERIES.index(Delivery.REFERRAL_LIST), DELIVERIES.index(Delivery.OWN_THERAPIST)]
# Shares of timings for each delivery: only who works next door can treat before a session.
_TIMING_SHARES = {
    Delivery.ON_SITE: {
        Timing.DURING_SESSION: 8,
        Timing.SAME_DAY_BEFORE: 18,
        Timing.SAME_DAY_AFTER: 24,
        Timing.INTERLEAVED: 12,
        Timing.SAME_COURSE: 28,
        Timing.THERAPY_FIRST: 4,
        Timing.TMS_FIRST: 6,
    },
    Delivery.PARTNER: {
        Timing.SAME_DAY_AFTER: 6,
        Timing.INTERLEAVED: 16,
        Timing.SAME_COURSE: 48,
        Timing.THERAPY_FIRST: 12,
        Timing.TMS_FIRST: 18,
    },
    Delivery.REFERRAL_LIST: {Timing.SAME_COURSE: 30, Timing.TMS_FIRST: 20, Timing.NONE: 50},
    Delivery.OWN_THERAPIST: {Timing.COORDINATION_ONLY: 75, Timing.SAME_COURSE: 25},
}
# Who gives therapy; a TMS operator can coach behavioral activation during a session.
TEAMS: list[tuple[list[str], float]] = [
    ([], 18),
    ([Credential.PHD], 12),
    ([Credential.PSYD], 10),
    ([Credential.LCSW], 16),
    ([Credential.LPC], 8),
    ([Credential.LMHC], 8),
    ([Credential.LMFT], 4),
    ([Credential.PHD, Credential.LCSW], 8),
    ([Credential.PSYD, Credential.LPC], 5),
    ([Credential.PHD, Credential.PSYD, Credential.LCSW], 3),
    ([Credential.LCSW, Credential.LMFT], 4),
    ([Credential.MD, Credential.PHD], 2),
    ([Credential.PHD, Credential.TMS_OPERATOR], 2),
]
OPERATOR_TEAMS = [number for number, (team, _) in enumerate(TEAMS) if Credential.TMS_OPERATOR in team]
SHARED_PLAN = [(True, 55), (False, 15), (None, 30)]
HOW_MANY = [(0, 30), (1, 38), (2, 22), (3, 10)]


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
    most = np.where(attests, Weights(share for _, share in HOW_MANY).draw(rng, count), 0)
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
    for delivery, shares in _TIMING_SHARES.items():
        where = deliveries == DELIVERIES.index(delivery)
        codes = np.array([TIMINGS.index(timing) for timing in shares])
        timings[where] = codes[Weights(shares.values()).draw(rng, int(where.sum()))]
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
