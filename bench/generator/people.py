"""Demo practices and the clinicians who work at their locations."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.generator.chance import Codes, Flags, Weights, flags, per_row, pick
from bench.generator.copy_format import Strings
from providers.demo.chance import shares
from providers.demo.directory import MAX_CLINICIANS
from providers.demo.people import FIRST_DIGIT, NPI_NUMBERS, NPI_STEP
from providers.models import Credential

CREDENTIALS = [credential.value for credential in Credential]


@dataclass(frozen=True)
class Practices:
    """`of_location` (n,) is each location's practice, `size` (m,) how many each practice has."""

    of_location: Codes
    sizes: Codes

    def __len__(self) -> int:
        return len(self.sizes)


@dataclass(frozen=True)
class Clinicians:
    """Clinicians of m practices (k of them), and at which locations they work (w pairs)."""

    first_names: Codes
    last_names: Codes
    credentials: Codes
    has_npi: Flags
    at_location: Codes  # (w,) location, ascending
    who: Codes  # (w,) clinician, different ones at a location


def draw_practices(rng: np.random.Generator, count: int) -> Practices:
    """Practices of one to eight locations, `count` locations in all."""
    sizes = pick(rng, [(int(size), share) for size, share in shares("practice_sizes").items()], count)
    ends = np.cumsum(sizes)
    practices = int(np.searchsorted(ends, count)) + 1
    sizes = sizes[:practices]
    sizes[-1] -= ends[practices - 1] - count
    return Practices(np.repeat(np.arange(practices), sizes), sizes)


def draw_clinicians(
    rng: np.random.Generator, practices: Practices, first_names: int, last_names: int
) -> Clinicians:
    """A practice has one to six clinicians, and one to all of them work at each of its locations."""
    teams = np.minimum(practices.sizes + rng.binomial(3, 0.33, len(practices)), MAX_CLINICIANS)
    practice, rank = per_row(teams)
    count = len(practice)
    credentials = np.where(
        rank == 0,
        _draw_credentials(rng, shares("prescribers"), count),
        _draw_credentials(rng, shares("other_clinicians"), count),
    )
    operators = credentials == CREDENTIALS.index(Credential.TMS_OPERATOR)

    team = teams[practices.of_location]
    present = np.minimum(1 + rng.binomial(3, 0.4, len(team)), team)
    # Neighbors in a circle, from anywhere in it: all different.
    first = rng.integers(0, team)
    location, step = per_row(present)
    member = (first[location] + step) % team[location]
    team_starts = np.cumsum(teams) - teams
    return Clinicians(
        first_names=rng.integers(0, first_names, count),
        last_names=rng.integers(0, last_names, count),
        credentials=credentials,
        has_npi=~operators & flags(rng, 0.97, count),
        at_location=location,
        who=team_starts[practices.of_location[location]] + member,
    )


def npis(seed: int, holders: NDArray[np.int64]) -> Strings:
    """A valid NPI for every holder's number; different for different numbers below a hundred million."""
    numbers = FIRST_DIGIT * NPI_NUMBERS + (holders * NPI_STEP + seed) % NPI_NUMBERS
    digits = numbers[:, None] // 10 ** np.arange(8, -1, -1) % 10
    doubled = digits[:, ::2] * 2
    # 24 for the prefix 80840; see providers/npi.py, which a test compares this with.
    total = 24 + (doubled // 10 + doubled % 10).sum(axis=1) + digits[:, 1::2].sum(axis=1)
    whole = np.column_stack([digits, -total % 10]).astype(np.uint8) + np.uint8(ord("0"))
    return Strings(whole, np.full(len(holders), 10, np.int32))


def _draw_credentials(rng: np.random.Generator, table: dict[str, float], count: int) -> Codes:
    codes = np.array([CREDENTIALS.index(slug) for slug in table])
    return codes[Weights(table.values()).draw(rng, count)]
