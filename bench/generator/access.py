"""How demo locations can be reached and paid: languages, access, telehealth, payment."""

import numpy as np

from bench.generator.chance import Flags, flags
from bench.generator.terms import TermGrid
from providers.demo.chance import shares
from providers.demo.services import MAKERS_WITH_SUPPORT


def draw_languages(rng: np.random.Generator, grid: TermGrid, spanish: Flags, puerto_rico: Flags) -> None:
    """`spanish` is where it is spoken more than elsewhere; shape (n,)."""
    count = grid.count
    grid["language/en"] = flags(rng, 0.995, count)
    for slug, share in shares("languages").items():
        grid[f"language/{slug}"] = flags(rng, share, count)
    more = (spanish & flags(rng, 0.25, count)) | (puerto_rico & flags(rng, 0.95, count))
    grid["language/es"] = grid["language/es"] | more


def draw_accessibility(rng: np.random.Generator, grid: TermGrid) -> None:
    """One in six says nothing about access."""
    count = grid.count
    says = flags(rng, 0.84, count)
    for slug, share in shares("accessibility").items():
        grid[f"accessibility/{slug}"] = says & flags(rng, share, count)
    grid["accessibility/asl"] = grid["language/ase"] | (says & flags(rng, 0.05, count))


def draw_telehealth(rng: np.random.Generator, grid: TermGrid, offers_therapy: Flags) -> None:
    count = grid.count
    grid["telehealth/therapy-video"] = offers_therapy & flags(rng, 0.62, count)
    grid["telehealth/therapy-phone"] = offers_therapy & flags(rng, 0.2, count)
    grid["telehealth/intake-video"] = flags(rng, 0.45, count)


def draw_payment(rng: np.random.Generator, grid: TermGrid, takes_insurance: Flags) -> None:
    count = grid.count
    for slug, share in shares("payment").items():
        grid[f"payment/{slug}"] = flags(rng, share, count)
    grid["payment/insurance"] = takes_insurance
    grid["payment/self-pay"] = grid["payment/self-pay"] | ~takes_insurance
    maker = grid.of("device", sorted(MAKERS_WITH_SUPPORT)).any(axis=1)
    grid["payment/manufacturer-support"] = maker & flags(rng, 0.25, count)
