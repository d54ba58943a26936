"""The contrast of the colours in tokens.css, measured as WCAG 2.2 does (criteria 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "static/css/tokens.css")
DARK, PRINT = "@media (prefers-color-scheme: dark)", "@media print"

# (text, what it stands on): every pair that the style sheets put together.
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-soft", "ink-faint") for ground in ("paper", "surface", "sunk")],
    *[
        (link, ground)
        for link in ("teal", "teal-deep")
        for ground in ("paper", "surface", "sunk", "teal-wash")
    ],
    ("ink", "teal-wash"),
    ("ink-soft", "teal-wash"),
    ("ink", "amber-wash"),
    ("teal", "amber-wash"),
    ("teal-deep", "amber-wash"),
    ("on-teal", "teal"),
    ("on-teal", "teal-deep"),
    ("amber", "amber-wash"),
    ("amber", "paper"),
    ("amber", "surface"),
]
# Edges of controls and the outline of what has the focus.
PARTS = [
    *[("rule-strong", ground) for ground in ("paper", "surface")],
    *[("focus", ground) for ground in ("paper", "surface", "sunk", "teal-wash", "amber-wash")],
]


def colours(theme: str) -> dict[str, str]:
    """Token -> #rrggbb of a theme; the dark one and print start from the light one."""
    light, _, rest = TOKENS.read_text().partition(DARK)
    dark, _, paper = rest.partition(PRINT)
    parts = {"light": [light], "dark": [light, dark], "print": [light, paper]}[theme]
    found: dict[str, str] = {}
    for part in parts:
        found |= dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", part))
    return found


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, 0 to 1 (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_black_on_white_is_twenty_one_to_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # WCAG's own example


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_stands_out_by_four_and_a_half_to_one(theme, text, ground):
    tokens = colours(theme)
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("part", "ground"), PARTS)
def test_edges_and_focus_stand_out_by_three_to_one(theme, part, ground):
    tokens = colours(theme)
    assert contrast(tokens[part], tokens[ground]) >= 3


def test_no_other_style_sheet_brings_colours_of_its_own():
    sheets = [path for path in TOKENS.parent.rglob("*.css") if path != TOKENS]
    assert sheets
    for sheet in sheets:
        assert not re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", sheet.read_text(), re.IGNORECASE), (
            sheet.name
        )


def test_every_placeholder_has_a_measured_colour_whoever_draws_the_field():
    base = Path(settings.BASE_DIR, "static/css/base.css").read_text()
    assert re.search(r"^ *::placeholder \{\s+color: var\(--ink-faint\);\s+opacity: 1;", base, re.MULTILINE)
    assert ("ink-faint", "surface") in TEXT


def test_the_tint_of_the_browser_is_the_header_s():
    base = Path(settings.BASE_DIR, "templates/components/site_head.html").read_text()
    for theme in ("light", "dark"):
        assert f'content="{colours(theme)["surface"]}"' in base
