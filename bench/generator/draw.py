"""Draws one batch of a directory: everything about some thousand locations and their practices."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.generator.access import (
    draw_accessibility,
    draw_languages,
    draw_payment,
    draw_telehealth,
)
from bench.generator.chance import Codes, Flags, Weights, flags, per_row
from bench.generator.confirmations import Confirmations, draw_confirmations
from bench.generator.geography import Spots, Zips, draw_spots
from bench.generator.hours import Hours, draw_hours
from bench.generator.insurance import Insurance, draw_insurance, payer_shares
from bench.generator.people import Clinicians, Practices, draw_clinicians, draw_practices
from bench.generator.programs import Programs, draw_programs
from bench.generator.services import (
    draw_ages,
    draw_conditions,
    draw_devices,
    draw_protocols,
    draw_therapies,
)
from bench.generator.terms import TermGrid
from bench.generator.words import Words
from providers.demo.chance import SPANISH_STATES, shares
from providers.models import Section

# How far apart the streets of a practice's locations are in the alphabet: eight of them are all different.
STREETS_APART = 11
ALL_THERAPIES = [*shares("therapies"), *shares("trauma_therapies"), "erp"]


@dataclass(frozen=True)
class Background:
    """What every batch is drawn from, read once."""

    zips: Zips
    words: Words
    payer_shares: NDArray[np.float64]  # (z, payers)
    area_codes: Codes  # (z,)
    spanish: Flags  # (z,)
    puerto_rico: Flags  # (z,)

    @classmethod
    def read(cls) -> "Background":
        zips, words = Zips.read(), Words()
        return cls(
            zips=zips,
            words=words,
            payer_shares=payer_shares(zips),
            area_codes=zips.area_codes(),
            spanish=zips.in_states(*SPANISH_STATES),
            puerto_rico=zips.in_states("PR"),
        )


@dataclass(frozen=True)
class Batch:
    """n locations of m practices. Arrays have shape (n,) unless another one is given."""

    practices: Practices
    name_beginnings: Codes  # (m,)
    name_endings: Codes  # (m,)
    kinds: Codes  # (m,)
    spots: Spots
    streets: Codes
    closed_days: Codes  # since it closed; 0 for an open location
    grid: TermGrid
    hours: Hours
    confirmations: Confirmations
    insurance: Insurance
    programs: Programs
    clinicians: Clinicians
    accepting: Codes  # 0 no, 1 yes, 2 not known
    wait_weeks: Codes  # -1: not known

    def __len__(self) -> int:
        return len(self.practices.of_location)


def draw_batch(rng: np.random.Generator, background: Background, count: int) -> Batch:
    """`count` locations. The order of the draws is what makes the same seed give the same rows."""
    words = background.words
    practices = draw_practices(rng, count)
    spots = _draw_spots(rng, background.zips, practices)
    closed_days = np.where(flags(rng, 0.02, count), rng.integers(5, 400, count), 0)
    confirmations = draw_confirmations(rng, closed_days)
    grid = TermGrid(count)
    draw_devices(rng, grid, practices.of_location)
    draw_protocols(rng, grid)
    draw_ages(rng, grid)
    draw_conditions(rng, grid)
    draw_therapies(rng, grid)
    offers_therapy = grid.of("therapy", ALL_THERAPIES).any(axis=1)
    takes_insurance = flags(rng, 0.88, len(practices))[practices.of_location]
    draw_languages(rng, grid, background.spanish[spots.zips], background.puerto_rico[spots.zips])
    draw_accessibility(rng, grid)
    draw_telehealth(rng, grid, offers_therapy)
    draw_payment(rng, grid, takes_insurance)
    accepting, wait_weeks = _draw_availability(rng, confirmations.known(Section.AVAILABILITY))
    return Batch(
        practices=practices,
        name_beginnings=rng.integers(0, len(words.beginnings.lengths), len(practices)),
        name_endings=rng.integers(0, len(words.endings.lengths), len(practices)),
        kinds=Weights(shares("practice_kinds").values()).draw(rng, len(practices)),
        spots=spots,
        streets=_draw_streets(rng, practices, len(words.streets.lengths)),
        closed_days=closed_days,
        grid=grid,
        hours=draw_hours(rng, grid),
        confirmations=confirmations,
        insurance=draw_insurance(
            rng,
            background.payer_shares[spots.zips],
            takes_insurance,
            offers_therapy,
            grid["payment/self-pay"],
        ),
        programs=draw_programs(rng, grid, confirmations.known(Section.PROGRAMS)),
        clinicians=draw_clinicians(
            rng, practices, len(words.first_names.lengths), len(words.last_names.lengths)
        ),
        accepting=accepting,
        wait_weeks=wait_weeks,
    )


def _draw_spots(rng: np.random.Generator, zips: Zips, practices: Practices) -> Spots:
    homes = zips.people.draw(rng, len(practices))[practices.of_location]
    is_first = np.diff(practices.of_location, prepend=-1) > 0
    return draw_spots(rng, zips, np.where(is_first, homes, zips.near(rng, homes)))


def _draw_streets(rng: np.random.Generator, practices: Practices, streets: int) -> Codes:
    """A different one for each location of a practice, to tell those in one city apart."""
    practice, rank = per_row(practices.sizes)
    return (rng.integers(0, streets, len(practices))[practice] + rank * STREETS_APART) % streets


def _draw_availability(rng: np.random.Generator, known: Flags) -> tuple[Codes, Codes]:
    """Whether new patients are taken, and the weeks they wait; longer where the answer is no."""
    count = len(known)
    answers = rng.choice([0, 1, 2], count, p=[0.13, 0.76, 0.11])
    accepting = np.where(known, answers, 2)
    weeks = np.where(accepting == 1, rng.integers(0, 9, count), rng.integers(6, 27, count))
    says = flags(rng, 0.65, count) & (accepting != 2)
    return accepting, np.where(says, weeks, -1)
