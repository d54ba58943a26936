"""Finding claims for admins: what waits, what was decided, and what belongs together."""

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from listings.claims.states import OPEN, State
from listings.models import Claim, ClaimDocument, Membership, RegistryRecord

# What waits for an admin comes before what waits for a code to be typed in.
WAITS_FOR_US = Case(
    When(Q(state=State.REQUESTED, method=Claim.Method.WEBSITE_EMAIL), then=Value(1)),
    default=Value(0),
    output_field=IntegerField(),
)


def open_claims() -> QuerySet[Claim]:
    """Undecided ones: first those that wait for us, oldest first. `rivals`: other open claims of it."""
    rivals = (
        Claim.objects.filter(practice=OuterRef("practice"), state__in=OPEN)
        .exclude(pk=OuterRef("pk"))
        .order_by()
        .values("practice")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Claim.objects.filter(state__in=OPEN)
        .annotate(rivals=Coalesce(Subquery(rivals), 0))
        .select_related("practice", "location", "user")
        .order_by(WAITS_FOR_US, "id")
    )


def decided_claims() -> QuerySet[Claim]:
    """The latest decision first."""
    decided = Claim.objects.exclude(state__in=OPEN).annotate(rivals=Value(0))
    return decided.select_related("practice", "location", "user").order_by(F("decided_at").desc(), "-id")


def related_claims(claim: Claim) -> QuerySet[Claim]:
    """All other claims of this practice or of this person, newest first."""
    related = Claim.objects.filter(Q(practice=claim.practice_id) | Q(user=claim.user_id))
    return related.exclude(pk=claim.pk).select_related("practice", "location", "user").order_by("-id")


def team_of(claim: Claim) -> QuerySet[Membership]:
    return Membership.objects.filter(practice=claim.practice_id).select_related("user")


def registry_records(claim: Claim) -> QuerySet[RegistryRecord]:
    """What the registry says about the NPIs of the listing and of the claim."""
    return RegistryRecord.objects.filter(npi__in=[npi for npi in (claim.practice.npi, claim.npi) if npi])


def documents_of(claim: Claim) -> QuerySet[ClaimDocument]:
    """Without what is in them."""
    return claim.documents.defer("content")
