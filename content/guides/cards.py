"""A guide in a list: the index, a search's results, an author's page."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from content.guides.bylines import bylines
from content.markdown.rendering import NOTHING
from content.models import Contribution, GuideVersion


@dataclass(frozen=True)
class GuideCard:
    """`is_reviewed`: by a real person. `excerpt`, in a search only, has the matches in <mark>."""

    version: GuideVersion
    is_reviewed: bool
    excerpt: SafeString = NOTHING


def guide_card(version: GuideVersion, excerpt: SafeString = NOTHING) -> GuideCard:
    """The card of a version that was read with `for_cards`."""
    reviewers = bylines(version.named_people, Contribution.REVIEWER)
    return GuideCard(version, any(not person.is_demo for person in reviewers), excerpt)
