"""The tables of the guides."""

from content.models.contribution import Contribution, VersionPerson
from content.models.feedback import UsefulCount
from content.models.glossary import GlossaryEntry
from content.models.guide import RESERVED_SLUGS, Guide, Topic
from content.models.overrule import Overrule
from content.models.person import Person
from content.models.reference import Reference
from content.models.version import GuideVersion, Origin, Status

__all__ = [
    "RESERVED_SLUGS",
    "Contribution",
    "GlossaryEntry",
    "Guide",
    "GuideVersion",
    "Origin",
    "Overrule",
    "Person",
    "Reference",
    "Status",
    "Topic",
    "UsefulCount",
    "VersionPerson",
]
