"""Which changes of a claimed listing look as if somebody were taking it over.

A listing that sends patients to a wrong number does harm before anybody notices, so a change of what patients
reach a place by (name, NPI, address, phone, website) waits for an admin when it looks suspicious. Each
heuristic is a function from the facts to a sentence, or None; the sentences are shown to the person who asked
and to the admin who decides. Nothing here reads the database: suspicion.py does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from listings.editor.area_codes import area_code, area_of
from listings.editor.domains import registrable_domain
from places.sphere import miles_between, unit_vectors
from places.text import words
from providers.fields.sensitive import MISLEADING

NEW_DAYS = 7
FAR_MILES = 200  # an area code is wide: Montana's is 500 miles across
MANY_KINDS = 3

# What changes, as `Sensitivity.noun` of the fields has it.
NAME, NPI, ADDRESS, PHONE, WEBSITE = "name", "NPI", "address", "phone number", "website"

PIN_MILES = 5  # a pin that moves farther is another address

# Field -> what kind of fact it is: the location's own, and those of its practice.
KINDS: dict[str, str] = {
    **MISLEADING,
    **{f"practice_{name}": MISLEADING[name] for name in ("name", "npi", "website")},
}

# Words that any two clinics may have in common.
COMMON_WORDS = {"a", "and", "at", "center", "clinic", "for", "inc", "llc", "of", "pc", "the", "tms"}


@dataclass(frozen=True)
class ChangeFacts:
    """What is known about a change. `before` and `after` hold the sensitive fields whose values differ.

    `place_before` and `place` are the listing's latitude and longitude before and after the change, `state`
    its state after it.
    `recent_kinds` are the kinds of sensitive facts (values of KINDS) of this listing that changed in the 24
    hours before.
    """

    before: Mapping[str, str | None]
    after: Mapping[str, str | None]
    is_claimed: bool = True
    was_public: bool = True
    by_admin: bool = False
    account_age: timedelta = timedelta(days=365)
    membership_age: timedelta = timedelta(days=365)
    place_before: tuple[float, float] | None = None
    place: tuple[float, float] | None = None
    state: str = ""
    phone_of_other_practice: bool = False
    recent_kinds: frozenset[str] = field(default_factory=frozenset)

    def kinds(self) -> frozenset[str]:
        """The kinds of sensitive facts that change."""
        kinds = {KINDS[name] for name in self.after if name in KINDS and self.differs(name)}
        return frozenset(kinds | {ADDRESS} if self.pin_moves() else kinds)

    def pin_moves(self) -> bool:
        if self.place_before is None or self.place is None:
            return False
        return miles(self.place_before, self.place) > PIN_MILES

    def differs(self, name: str) -> bool:
        return (self.before.get(name) or "") != (self.after.get(name) or "")

    def pairs(self, kind: str) -> list[tuple[str, str]]:
        """Old and new value of the fields of `kind` that differ; only where there was one before."""
        return [
            (old, self.after.get(name) or "")
            for name in self.after
            if KINDS.get(name) == kind and self.differs(name) and (old := self.before.get(name) or "")
        ]


def phone_and_website_in_one_go(facts: ChangeFacts) -> str | None:
    """Both ways to check with the clinic itself would be gone."""
    if {PHONE, WEBSITE} <= facts.kinds():
        return "The phone number and the website change in one go."
    return None


def new_account(facts: ChangeFacts) -> str | None:
    if facts.account_age < timedelta(days=NEW_DAYS):
        return f"The account is younger than {NEW_DAYS} days."
    return None


def new_in_the_team(facts: ChangeFacts) -> str | None:
    if facts.membership_age < timedelta(days=NEW_DAYS):
        return f"The person has been in the team for less than {NEW_DAYS} days."
    return None


def phone_from_far_away(facts: ChangeFacts) -> str | None:
    """Another area code than before, of another state, and far from the address."""
    new = facts.after.get("phone") or ""
    area = area_of(new)
    if area is None or not facts.differs("phone"):
        return None
    if area_code(new) == area_code(facts.before.get("phone") or "") or area.state == facts.state:
        return None
    if facts.place is not None and miles(facts.place, (area.latitude, area.longitude)) <= FAR_MILES:
        return None
    return f"The new phone number’s area code, {area_code(new)}, is of {area.state}, far from the address."


def website_of_another_domain(facts: ChangeFacts) -> str | None:
    for old, new in facts.pairs(WEBSITE):
        was, becomes = registrable_domain(old), registrable_domain(new)
        if becomes and was != becomes:
            return f"The website moves from {was or old} to {becomes}."
    return None


def name_without_a_common_word(facts: ChangeFacts) -> str | None:
    for old, new in facts.pairs(NAME):
        if not telling_words(old) & telling_words(new):
            return "The new name has no word in common with the old one."
    return None


def phone_of_another_practice(facts: ChangeFacts) -> str | None:
    if facts.phone_of_other_practice and facts.differs("phone"):
        return "The new phone number is that of another practice’s listing."
    return None


def many_changes_in_a_day(facts: ChangeFacts) -> str | None:
    kinds = facts.kinds() | facts.recent_kinds
    if len(kinds) >= MANY_KINDS:
        return f"Within 24 hours, {listed(sorted(kinds, key=str.lower))} change."
    return None


HEURISTICS: tuple[Callable[[ChangeFacts], str | None], ...] = (
    phone_and_website_in_one_go,
    new_account,
    new_in_the_team,
    phone_from_far_away,
    website_of_another_domain,
    name_without_a_common_word,
    phone_of_another_practice,
    many_changes_in_a_day,
)


def reasons_to_hold(facts: ChangeFacts) -> list[str]:
    """Sentences that say why this change must wait for an admin; none if it need not.

    An admin's own change, one to a listing that nobody has claimed, and one to a draft that was never public
    are never held.
    """
    if facts.by_admin or not facts.is_claimed or not facts.was_public or not facts.kinds():
        return []
    return [sentence for heuristic in HEURISTICS if (sentence := heuristic(facts))]


def telling_words(name: str) -> set[str]:
    """The words of a name that tell it from others; all of them where it has no such word."""
    found = set(words(name))
    return found - COMMON_WORDS or found


def miles(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle miles between two points in degrees."""
    return float(miles_between(unit_vectors([one[0]], [one[1]]), unit_vectors(*other))[0])


def listed(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"
