"""The tables of the guides."""

from content.models.feedback import UsefulCount
from content.models.glossary import GlossaryEntry
from content.models.guide import RESERVED_SLUGS, Guide, Topic
from content.models.person import Person
from content.models.reference import Reference
from content.models.version import GuideVersion, Origin, Overrule, Part, Status, VersionPerson

__all__ = [
    "RESERVED_SLUGS",
    "GlossaryEntry",
    "Guide",
    "GuideVersion",
    "Origin",
    "Overrule",
    "Part",
    "Person",
    "Reference",
    "Status",
    "Topic",
    "UsefulCount",
    "VersionPerson",
]
