"""schema.org data of the glossary."""

from collections.abc import Sequence
from typing import Any

from content.models import GlossaryEntry
from providers.web.site_data import term_set


def glossary_data(entries: Sequence[GlossaryEntry], *, url: str) -> dict[str, Any]:
    """A DefinedTermSet whose terms have their definitions; `url` is the page's."""
    data = term_set("Glossary", url, [(entry.term, f"{url}#{entry.slug}") for entry in entries])
    for term, entry in zip(data["hasDefinedTerm"], entries, strict=True):
        term["description"] = entry.definition
        if entry.also:
            term["alternateName"] = entry.also
    return data
