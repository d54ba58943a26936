"""What a page of results says about the place that was typed: unknown, ambiguous or approximate."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from places.found import FoundPlace
from places.kinds import Kind
from places.lookup import PlaceMatch, PlaceNotFound, Reason
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
    everywhere = Link("Search the whole United States", links.everywhere())
    return UnknownPlace(_advice(unknown), suggestions, everywhere)


def unknown_heading(unknown: PlaceNotFound) -> str:
    """The heading of the page: what is known about what was typed."""
    match unknown.reason:
        case Reason.HERE:
            return "Where are you?"
        case Reason.EVERYWHERE:
            return "Where in the United States?"
        case Reason.MILITARY:
            return f"“{unknown.text}” is a military address"
        case Reason.ABROAD if unknown.country:
            return f"“{unknown.text}” is in {unknown.country}"
    return f"We don’t know a place called “{unknown.text}”"


def _advice(unknown: PlaceNotFound) -> str:
    """What to do next."""
    match unknown.reason:
        case Reason.HERE:
            return "Use the button “Use my location”, or type your ZIP code or town."
        case Reason.EVERYWHERE:
            return "Type a ZIP code, a town, a county, or a state."
        case Reason.MILITARY:
            return (
                "APO, FPO, and DPO ZIP codes are for mail to bases and ships abroad, so they have no place "
                "on the map. Type a ZIP code or a town in the United States, such as the one you’ll be near."
            )
        case Reason.ABROAD if not unknown.suggestions:
            return "We list clinics in the United States. Type a ZIP code or a town there."
        case Reason.ABROAD:
            return "We list clinics in the United States. Did you mean one of these?"
    if unknown.suggestions:
        return "Did you mean"
    return "Check the spelling, or try a ZIP code or a larger town nearby."


@dataclass(frozen=True)
class Correction:
    """What was typed was taken for a slip: the place that is shown, and the search for the words as typed."""

    text: str
    instead: Link


def correction(match: PlaceMatch | None, links: SearchLinks) -> Correction | None:
    """None if the text was understood as it was typed."""
    if match is None or not match.corrected:
        return None
    instead = Link(
        f"Search for “{match.corrected}” as a clinic’s name instead?", links.by_name(match.corrected)
    )
    return Correction(f"Showing {match.place.label}.", instead)


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
    if place.kind == Kind.ZIP:
        return (
            f"ZIP {place.name} is probably for PO boxes or a single building, so distances are approximate: "
            f"they are measured from the town, {place.near_city}."
        )
    return f"We know only the place, so distances are approximate: they are measured from {place.label}."
