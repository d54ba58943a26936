"""Finding claims for admins: what waits, what was decided, and what belongs together."""

from collections.abc import Iterable

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When

from listings.claims.states import OPEN, State
from listings.models import Claim, ClaimDocument, Membership, RegistryRecord

WITH_NAMES = ("practice", "location", "user")
# What waits for an admin comes before what waits for a code to be typed in.
WAITS_FOR_A_CODE = Case(
    When(Q(state=State.REQUESTED, method=Claim.Method.WEBSITE_EMAIL), then=Value(1)),
    default=Value(0),
    output_field=IntegerField(),
)


def open_claims() -> QuerySet[Claim]:
    """Undecided ones: those that wait for an admin first, oldest first."""
    return Claim.objects.filter(state__in=OPEN).select_related(*WITH_NAMES).order_by(WAITS_FOR_A_CODE, "id")


def decided_claims() -> QuerySet[Claim]:
    """The latest decision first."""
    decided = Claim.objects.exclude(state__in=OPEN).select_related(*WITH_NAMES)
    return decided.order_by(F("decided_at").desc(), "-id")


def open_claims_by_practice(claims: Iterable[Claim]) -> dict[int, int]:
    """How many open claims there are of each of these claims' practices, by the practice's id."""
    practices = {claim.practice_id for claim in claims}
    counted = Claim.objects.filter(practice__in=practices, state__in=OPEN).order_by().values("practice")
    return dict(counted.annotate(number=Count("pk")).values_list("practice", "number"))


def related_claims(claim: Claim) -> QuerySet[Claim]:
    """All other claims of this practice or of this person, newest first."""
    related = Claim.objects.filter(Q(practice=claim.practice_id) | Q(user=claim.user_id))
    return related.exclude(pk=claim.pk).select_related(*WITH_NAMES).order_by("-id")


def team_of(claim: Claim) -> QuerySet[Membership]:
    return Membership.objects.filter(practice=claim.practice_id).select_related("user")


def registry_records(claim: Claim) -> QuerySet[RegistryRecord]:
    """What the registry says about the NPIs of the listing and of the claim."""
    return RegistryRecord.objects.filter(npi__in=[npi for npi in (claim.practice.npi, claim.npi) if npi])


def documents_of(claim: Claim) -> QuerySet[ClaimDocument]:
    """Without their content."""
    return claim.documents.defer("content")
