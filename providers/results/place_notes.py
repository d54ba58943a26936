"""What a page of results says about the place that was typed: unknown, ambiguous or approximate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from places.index import FoundPlace
from places.lookup import PlaceMatch, PlaceNotFound
from places.models import Place
from providers.results.links import Link, SearchLinks

# More places of one name than these are told apart by typing the state.
MAX_OTHER_PLACES = 11


@dataclass(frozen=True)
class UnknownPlace:
    """No place has the name that was typed: what it may have meant, and the search without a place."""

    text: str
    suggestions: tuple[Link, ...]
    everywhere: Link


@dataclass(frozen=True)
class Ambiguity:
    """Several places have the name that was typed; the first one's results are shown.

    `is_open` if another one is large enough to ask about; else it is a quiet remark. `more` says how many
    are not among the choices and how to name one of them.
    """

    question: str
    is_open: bool
    choices: tuple[Link, ...]
    more: str


def unknown_place(unknown: PlaceNotFound, links: SearchLinks) -> UnknownPlace:
    suggestions = tuple(links.around(place) for place in unknown.suggestions)
    text = "Did you mean" if suggestions else "Check the spelling, or try a ZIP code or a larger town nearby."
    return UnknownPlace(text, suggestions, Link("Search the whole United States", links.everywhere()))


def ambiguity(match: PlaceMatch | None, links: SearchLinks) -> Ambiguity | None:
    """None if the name means one place only."""
    if match is None or not match.alternatives:
        return None
    choices = [replace(links.around(match.place), is_current=True)]
    choices += [links.around(place) for place in match.alternatives[:MAX_OTHER_PLACES]]
    return Ambiguity(
        f"Which {match.place.name} do you mean?",
        match.is_ambiguous,
        tuple(choices),
        _more_places(match.alternatives[MAX_OTHER_PLACES:]),
    )


def _more_places(places: Sequence[FoundPlace]) -> str:
    """What is said of places of the same name that are not listed; empty if all are."""
    if not places:
        return ""
    verb = "is" if len(places) == 1 else "are"
    return f"There {verb} {len(places)} more: type the state too, such as “{places[0].label}”."


def approximate(place: FoundPlace) -> str:
    """Why distances from this place are approximate."""
    if place.kind == Place.Kind.ZIP:
        return (
            f"ZIP {place.name} has no area of its own; it is probably for PO boxes. Distances are "
            "approximate: they are measured from the middle of the ZIP codes around it."
        )
    return f"We know only the place, so distances are approximate: they are measured from {place.label}."
