"""What demo locations treat, with what, and for whom: terms that go together.

Combinations follow the domain's vocabulary: the deep protocols need BrainsWay's coils, SAINT needs its
own device, a condition that only some devices are cleared for is likelier where they are.
"""

import numpy as np

from providers.demo.chance import Codes, Flags, Weights, flags
from providers.demo.terms import TermGrid

DEVICES = {
    "neurostar": 34,
    "brainsway": 19,
    "magventure": 17,
    "magstim-horizon": 10,
    "cloudtms": 6,
    "apollo": 4,
    "saint-magnus": 2,
    "nexstim": 1.5,
    "neuroqore": 1,
    "other": 2,
    "unknown": 3.5,
}
_SLUGS = list(DEVICES)
# One coil over one spot, which is what the ordinary protocols need.
FIGURE_8 = [slug for slug in DEVICES if slug not in ("brainsway", "saint-magnus", "unknown")]
CLEARED_FOR_TEENS = ["neurostar", "magstim-horizon", "magventure", "apollo"]
CLEARED_FOR_ANXIETY = ["brainsway", "neurostar", "magstim-horizon", "magventure"]
CLEARED_FOR_OCD = ["neurostar", "magstim-horizon", "cloudtms", "magventure"]

OFF_LABEL = {
    "ptsd": 0.26,
    "gad": 0.20,
    "panic": 0.08,
    "bipolar-depression": 0.12,
    "bpd": 0.06,
    "eating-disorder": 0.05,
    "substance-use": 0.08,
    "adhd": 0.08,
    "schizophrenia-voices": 0.03,
    "chronic-pain": 0.06,
    "tinnitus": 0.05,
    "tbi": 0.04,
}
THERAPIES = {
    "cbt": 0.66,
    "ba": 0.32,
    "act": 0.22,
    "ipt": 0.14,
    "mbct": 0.14,
    "psychodynamic": 0.18,
    "supportive": 0.36,
    "family-couples": 0.18,
    "group": 0.20,
    "dbt": 0.13,
}
TRAUMA_THERAPIES = {"pe": 0.30, "cpt": 0.42, "emdr": 0.45, "wet": 0.16}


def draw_devices(rng: np.random.Generator, grid: TermGrid, practices: Codes) -> None:
    """A practice buys one device for all its locations; some of them have a second one."""
    own = Weights(DEVICES.values()).draw(rng, int(practices.max(initial=0)) + 1)[practices]
    second = Weights(DEVICES.values()).draw(rng, grid.count)
    has_second = flags(rng, 0.15, grid.count) & (own != _SLUGS.index("unknown"))
    for code, slug in enumerate(_SLUGS):
        grid[f"device/{slug}"] = (own == code) | (has_second & (second == code) & (slug != "unknown"))


def draw_protocols(rng: np.random.Generator, grid: TermGrid) -> None:
    count = grid.count
    figure_8 = _any_device(grid, FIGURE_8)
    deep = grid["device/brainsway"]
    saint = grid["device/saint-magnus"]
    grid["protocol/rtms-10hz-left"] = figure_8 & flags(rng, 0.92, count)
    grid["protocol/itbs-left"] = (figure_8 & flags(rng, 0.72, count)) | (saint & flags(rng, 0.6, count))
    grid["protocol/rtms-1hz-right"] = figure_8 & flags(rng, 0.34, count)
    grid["protocol/bilateral"] = figure_8 & flags(rng, 0.20, count)
    grid["protocol/deep-h1"] = deep & flags(rng, 0.96, count)
    grid["protocol/deep-h7-ocd"] = deep & flags(rng, 0.55, count)
    grid["protocol/deep-h4-smoking"] = deep & flags(rng, 0.22, count)
    grid["protocol/saint"] = saint
    grid["protocol/accelerated-other"] = grid["protocol/itbs-left"] & flags(rng, 0.16, count)
    known = figure_8 | deep | saint
    grid["protocol/maintenance"] = known & flags(rng, 0.46, count)
    grid["protocol/booster"] = known & flags(rng, 0.30, count)


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
    for slug, share in OFF_LABEL.items():
        grid[f"condition/{slug}"] = flags(rng, share, count)


def draw_therapies(rng: np.random.Generator, grid: TermGrid) -> None:
    """One place in nine offers TMS alone. Therapies for OCD and trauma are where these are treated."""
    count = grid.count
    offers = flags(rng, 0.89, count)
    for slug, share in THERAPIES.items():
        grid[f"therapy/{slug}"] = offers & flags(rng, share, count)
    grid["therapy/erp"] = offers & flags(rng, np.where(grid["condition/ocd"], 0.68, 0.08), count)
    for slug, share in TRAUMA_THERAPIES.items():
        shares = np.where(grid["condition/ptsd"], share, share / 6)
        grid[f"therapy/{slug}"] = offers & flags(rng, shares, count)


def _any_device(grid: TermGrid, slugs: list[str]) -> Flags:
    return grid.of("device", slugs).any(axis=1)
