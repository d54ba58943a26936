"""What the pages of visit codes are given: the slips to print, and the counts that everybody may see."""

from collections.abc import Iterable
from dataclasses import dataclass

import segno
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from mail.sending import absolute_url
from providers import words
from providers.models import Location
from reviews.models import CodeBatch, RatingSummary
from reviews.proof.codes import Code


@dataclass(frozen=True)
class Slip:
    code: str
    qr: SafeString


@dataclass(frozen=True)
class Sheet:
    """`address`: where a patient types the code in, without "https://"."""

    location: Location
    expires: str
    address: str
    slips: tuple[Slip, ...]


@dataclass(frozen=True)
class CodeCounts:
    """Of all batches together, in words: the same numbers as on the public page, monthly and rounded. Which
    code was used, or when, is not shown."""

    location: Location
    issued: str
    used: str


def code_sheet(batch: CodeBatch, codes: Iterable[Code]) -> Sheet:
    """The slips to print. The codes are shown this one time only."""
    url = absolute_url(reverse("write-review", args=[batch.location_id]))
    return Sheet(
        location=batch.location,
        expires=words.long_date(batch.expires_on),
        address=url.partition("://")[2],
        slips=tuple(Slip(str(code), qr_code(f"{url}?code={code.characters}")) for code in codes),
    )


def qr_code(url: str) -> SafeString:
    """An inline SVG without scripts and styles. Our logs leave out the query string, and so the code."""
    drawing = segno.make(url, error="m", micro=False).svg_inline(omitsize=True, border=2, svgclass=None)
    return mark_safe(drawing)  # segno writes nothing but numbers into it


def code_counts(locations: QuerySet[Location]) -> list[CodeCounts]:
    """Of those locations that have made codes."""
    made = RatingSummary.objects.filter(location__in=locations, codes_issued__gt=0).select_related("location")
    return [
        CodeCounts(row.location, at_least(row.codes_issued), at_least(row.codes_used))
        for row in made.order_by("location__name")
    ]


def at_least(number: int) -> str:
    return f"at least {number:,}" if number else "fewer than 10"
