"""A guide in a list: the index, a search's results, an author's page."""

from dataclasses import dataclass
from datetime import date

from django.utils.safestring import SafeString

from content.guides.bylines import bylines, last_review
from content.markdown.rendering import NOTHING
from content.models import Contribution, GuideVersion


@dataclass(frozen=True)
class GuideCard:
    """`reviewed_on`: the day a clinician last signed this text, or None. `excerpt`, in a search only, has the
    matches in <mark>."""

    version: GuideVersion
    reviewed_on: date | None
    excerpt: SafeString = NOTHING


def guide_card(version: GuideVersion, excerpt: SafeString = NOTHING) -> GuideCard:
    """The card of a version that was read with `for_cards`."""
    return GuideCard(version, last_review(bylines(version.named_people, Contribution.REVIEWER)), excerpt)
