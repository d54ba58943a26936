"""What demo locations treat, with what, and for whom, by the rules of providers/demo/services.py."""

from collections.abc import Iterable

import numpy as np

from bench.generator.chance import Codes, Flags, Weights, flags
from bench.generator.terms import TermGrid
from providers.demo.chance import shares
from providers.demo.services import (
    CLEARED_FOR_ANXIETY,
    CLEARED_FOR_OCD,
    CLEARED_FOR_TEENS,
    NOT_FIGURE_8,
)

DEVICES = shares("devices")
FIGURE_8 = [slug for slug in DEVICES if slug not in NOT_FIGURE_8]


def draw_devices(rng: np.random.Generator, grid: TermGrid, practices: Codes) -> None:
    """A practice buys one device for all its locations; some of them have a second one."""
    own = Weights(DEVICES.values()).draw(rng, int(practices.max(initial=0)) + 1)[practices]
    second = Weights(DEVICES.values()).draw(rng, grid.count)
    has_second = flags(rng, 0.15, grid.count) & (own != list(DEVICES).index("unknown"))
    for code, slug in enumerate(DEVICES):
        grid[f"device/{slug}"] = (own == code) | (has_second & (second == code) & (slug != "unknown"))


def draw_protocols(rng: np.random.Generator, grid: TermGrid) -> None:
    count = grid.count
    figure_8 = _any_device(grid, FIGURE_8)
    deep = grid["device/brainsway"]
    saint = grid["device/saint-magnus"]
    for slug, share in shares("protocols_of_figure_8_coils").items():
        grid[f"protocol/{slug}"] = figure_8 & flags(rng, share, count)
    for slug, share in shares("protocols_of_brainsway").items():
        grid[f"protocol/{slug}"] = deep & flags(rng, share, count)
    grid["protocol/saint"] = saint
    grid["protocol/itbs-left"] = grid["protocol/itbs-left"] | (saint & flags(rng, 0.6, count))
    grid["protocol/accelerated-other"] = grid["protocol/itbs-left"] & flags(rng, 0.16, count)
    for slug, share in shares("later_courses").items():
        grid[f"protocol/{slug}"] = (figure_8 | deep | saint) & flags(rng, share, count)


def draw_ages(rng: np.random.Generator, grid: TermGrid) -> None:
    """Teens only where adults are seen too; some say nothing about ages."""
    count = grid.count
    says = flags(rng, 0.95, count)
    teens = says & flags(rng, np.where(_any_device(grid, CLEARED_FOR_TEENS), 0.38, 0.12), count)
    grid["age_group/12-14"] = teens & flags(rng, 0.3, count)
    grid["age_group/15-17"] = teens
    grid["age_group/18-21"] = says & (teens | flags(rng, 0.88, count))
    grid["age_group/22-64"] = says
    grid["age_group/65-plus"] = says & flags(rng, 0.86, count)


def draw_conditions(rng: np.random.Generator, grid: TermGrid) -> None:
    count = grid.count
    teen_device = _any_device(grid, CLEARED_FOR_TEENS)
    grid["condition/mdd"] = flags(rng, 0.985, count)
    grid["condition/mdd-15-21"] = grid["age_group/15-17"] & teen_device & flags(rng, 0.85, count)
    anxiety = flags(rng, np.where(_any_device(grid, CLEARED_FOR_ANXIETY), 0.42, 0.15), count)
    grid["condition/anxious-depression"] = anxiety
    ocd = flags(rng, np.where(_any_device(grid, CLEARED_FOR_OCD), 0.4, 0.06), count)
    grid["condition/ocd"] = grid["protocol/deep-h7-ocd"] | ocd
    grid["condition/smoking"] = grid["protocol/deep-h4-smoking"]
    # Its device goes home with the patient; a few practices prescribe it.
    grid["condition/migraine"] = flags(rng, 0.01, count)
    for slug, share in shares("off_label_conditions").items():
        grid[f"condition/{slug}"] = flags(rng, share, count)


def draw_therapies(rng: np.random.Generator, grid: TermGrid) -> None:
    """One place in nine offers TMS alone. Therapies for OCD and trauma are where these are treated."""
    count = grid.count
    offers = flags(rng, 0.89, count)
    for slug, share in shares("therapies").items():
        grid[f"therapy/{slug}"] = offers & flags(rng, share, count)
    grid["therapy/erp"] = offers & flags(rng, np.where(grid["condition/ocd"], 0.68, 0.08), count)
    for slug, share in shares("trauma_therapies").items():
        where_it_fits = np.where(grid["condition/ptsd"], share, share / 6)
        grid[f"therapy/{slug}"] = offers & flags(rng, where_it_fits, count)


def _any_device(grid: TermGrid, slugs: Iterable[str]) -> Flags:
    return grid.of("device", sorted(slugs)).any(axis=1)
