"""What the admins' page about one claim is given: everything they need to decide."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from listings.claims import codes
from listings.claims.domains import domain_of, website_of
from listings.claims.registry_page import NpiCheck, npi_checks
from listings.claims.states import OPEN
from listings.claims.words import next_step, proof_in_words
from listings.days import day_of
from listings.editor.duplicates import Described, Duplicate, duplicates_of
from listings.models import Claim, Membership, RegistryRecord
from providers import words
from providers.models import Location

MAX_RELATED = 50


@dataclass(frozen=True)
class ComparedClaim:
    """One of several claims that are compared."""

    claim: Claim
    is_this: bool
    proof: str


@dataclass(frozen=True)
class RelatedClaim:
    """Another claim of this practice or person that does not compete with this one."""

    claim: Claim
    what: str


@dataclass(frozen=True)
class ClaimCheck:
    """`compared`: this claim and its rivals, which are other people's open claims of the practice.
    `rivals_seen`: the rivals' ids, for the form that approves."""

    claim: Claim
    next_step: str
    compared: tuple[ComparedClaim, ...]
    rivals_seen: str
    related: tuple[RelatedClaim, ...]
    npis: tuple[NpiCheck, ...]
    team: tuple[str, ...]
    warnings: tuple[str, ...]
    has_rivals: bool
    decided: str
    shows_call: bool
    code: str
    phone: str
    phone_link: str
    can_approve: bool
    can_deny: bool
    can_revoke: bool
    ends_the_team: bool
    duplicates: tuple[Duplicate, ...]


def claim_check(
    claim: Claim,
    others: Iterable[Claim],
    team: Iterable[Membership],
    records: Iterable[RegistryRecord],
    *,
    admin: User,
) -> ClaimCheck:
    """`others`: all other claims of this practice or this person, newest first."""
    others, team = list(others), list(team)
    rivals = [each for each in others if is_rival(each, claim)]
    is_own = claim.user_id == admin.pk
    is_phone = claim.method == Claim.Method.PHONE and claim.state == Claim.State.REQUESTED
    is_documents = claim.method == Claim.Method.DOCUMENTS and claim.state == Claim.State.REQUESTED
    other_owners = [each for each in team if each.role == "owner" and each.user_id != claim.user_id]
    return ClaimCheck(
        claim=claim,
        next_step=next_step(claim),
        compared=tuple(
            ComparedClaim(each, each.pk == claim.pk, proof_in_words(each)) for each in (claim, *rivals)
        ),
        rivals_seen=",".join(str(each.pk) for each in rivals),
        related=tuple(related_claim(each, claim) for each in others if each not in rivals)[:MAX_RELATED],
        npis=npi_checks(claim, {record.npi: record for record in records}),
        team=tuple(f"{each.user.email}: {each.get_role_display()}" for each in team),
        warnings=tuple(warnings(claim, rivals, team, is_own=is_own)),
        has_rivals=bool(rivals),
        decided=decided(claim),
        shows_call=is_phone,
        code=codes.readable(claim) if is_phone else "",
        phone=words.phone(claim.location.phone, claim.location.phone_extension),
        phone_link=words.phone_link(claim.location.phone, claim.location.phone_extension),
        can_approve=not is_own and (claim.state == Claim.State.PROVEN or is_documents),
        can_deny=not is_own and claim.state in OPEN,
        can_revoke=not is_own and claim.state == Claim.State.APPROVED,
        ends_the_team=not other_owners,
        duplicates=possible_duplicates(claim) if claim.adds_practice and claim.state in OPEN else (),
    )


def possible_duplicates(claim: Claim) -> tuple[Duplicate, ...]:
    """Places that may be the one that the claimant added."""
    place, practice = claim.location, claim.practice
    new = Described(
        names=tuple(dict.fromkeys((place.name, practice.name))),
        phone=place.phone,
        street=place.street,
        city=place.city,
        state=place.state,
        postal_code=place.postal_code,
        website=practice.website,
        npi=claim.npi,
    )
    others = Location.objects.exclude(practice=practice).exclude(status=Location.Status.REMOVED)
    return duplicates_of(new, others)


def decided(claim: Claim) -> str:
    """When and by whom; empty while it is open."""
    if not claim.decided_at:
        return ""
    return (
        f"Decided on {day_of(claim.decided_at)} by {claim.decided_by or 'somebody whose account is deleted'}."
    )


def is_rival(each: Claim, claim: Claim) -> bool:
    return each.practice_id == claim.practice_id and each.user_id != claim.user_id and each.state in OPEN


def related_claim(each: Claim, claim: Claim) -> RelatedClaim:
    who = "The same person" if each.user_id == claim.user_id else each.user.email
    what = "this practice" if each.practice_id == claim.practice_id else each.practice.name
    return RelatedClaim(each, f"{who} claimed {what} on {day_of(each.created_at)}")


def warnings(claim: Claim, rivals: list[Claim], team: list[Membership], *, is_own: bool) -> Iterable[str]:
    """What needs a second look."""
    if is_own:
        yield "This is your own claim. Another admin has to decide it."
    if rivals and claim.state in OPEN:
        people = words.count(len(rivals), "other person claims", "other people claim")
        yield f"{people} this practice too. Compare them."
    if claim.adds_practice and claim.state in OPEN:
        yield (
            "This practice is new here. Name, address, phone and website are what the claimant typed, so a "
            "right code proves only that the claimant can be reached there. Compare them with the registry, "
            "and with the places below that may be the same. Approving publishes the place at once."
        )
    if team and claim.state in OPEN:
        yield "This practice has a team already. Its owners were told about this claim."
    website = website_of(claim.practice.website, claim.location.website)
    if claim.proof_email and website and domain_of(claim.proof_email) != website.host:
        yield (
            f"The code went to {claim.proof_email}, which is at the domain above the website’s own, "
            f"{website.host}. Does everybody with an address there belong to this practice?"
        )
