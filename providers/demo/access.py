"""How demo locations can be reached and paid: languages, access, telehealth, payment."""

import numpy as np

from providers.demo.chance import Flags, flags
from providers.demo.terms import TermGrid

LANGUAGES = {
    "es": 0.18,
    "zh": 0.04,
    "vi": 0.03,
    "ko": 0.025,
    "tl": 0.03,
    "ru": 0.03,
    "ar": 0.025,
    "ht": 0.01,
    "pt": 0.025,
    "fr": 0.03,
    "ase": 0.02,
    "interpreter": 0.18,
}
SPANISH_STATES = ("AZ", "CA", "FL", "NJ", "NM", "NV", "NY", "TX")
ACCESSIBILITY = {
    "step-free": 0.72,
    "accessible-restroom": 0.58,
    "accessible-parking": 0.60,
    "transit": 0.35,
    "transfer-assist": 0.20,
    "bariatric-chair": 0.14,
    "quiet-room": 0.22,
    "large-print": 0.10,
}
PAYMENT = {
    "self-pay": 0.86,
    "sliding-scale": 0.17,
    "payment-plan": 0.28,
    "hsa-fsa": 0.42,
    "financing": 0.16,
}
SUPPORTING_MAKERS = ["neurostar", "brainsway"]


def draw_languages(rng: np.random.Generator, grid: TermGrid, spanish: Flags, puerto_rico: Flags) -> None:
    """`spanish` is where it is spoken more than elsewhere; shape (n,)."""
    count = grid.count
    grid["language/en"] = flags(rng, 0.995, count)
    for slug, share in LANGUAGES.items():
        grid[f"language/{slug}"] = flags(rng, share, count)
    more = (spanish & flags(rng, 0.25, count)) | (puerto_rico & flags(rng, 0.95, count))
    grid["language/es"] = grid["language/es"] | more


def draw_accessibility(rng: np.random.Generator, grid: TermGrid) -> None:
    """One in six says nothing about access."""
    count = grid.count
    says = flags(rng, 0.84, count)
    for slug, share in ACCESSIBILITY.items():
        grid[f"accessibility/{slug}"] = says & flags(rng, share, count)
    grid["accessibility/asl"] = grid["language/ase"] | (says & flags(rng, 0.05, count))


def draw_telehealth(rng: np.random.Generator, grid: TermGrid, offers_therapy: Flags) -> None:
    count = grid.count
    grid["telehealth/therapy-video"] = offers_therapy & flags(rng, 0.62, count)
    grid["telehealth/therapy-phone"] = offers_therapy & flags(rng, 0.2, count)
    grid["telehealth/intake-video"] = flags(rng, 0.45, count)


def draw_payment(rng: np.random.Generator, grid: TermGrid, takes_insurance: Flags) -> None:
    count = grid.count
    for slug, share in PAYMENT.items():
        grid[f"payment/{slug}"] = flags(rng, share, count)
    grid["payment/insurance"] = takes_insurance
    grid["payment/self-pay"] = grid["payment/self-pay"] | ~takes_insurance
    maker = grid.of("device", SUPPORTING_MAKERS).any(axis=1)
    grid["payment/manufacturer-support"] = maker & flags(rng, 0.25, count)
