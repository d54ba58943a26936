"""Rows for the addresses that test_permissions.py asks for: a value for each argument."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from directory.models import HealthDataRequest
from directory.models.health_data import due_after
from listings.models import (
    BulkChange,
    Claim,
    ClaimDocument,
    HeldChange,
    Invitation,
    Membership,
    NewItem,
    Report,
    SpreadsheetUpload,
)
from tests.cast import Cast
from tests.content.factories import make_live, make_person
from tests.factories import make_term
from tests.reviews.factories import (
    make_appeal,
    make_document,
    make_reader_report,
    make_reply,
    make_review,
    make_takedown,
)


def make_arguments(cast: Cast) -> dict[str, Any]:
    """A value for each argument of an address. What belongs to a practice belongs to the cast's practice; the
    claim and the invitation are the patient's."""
    claim = Claim.objects.create(
        practice=cast.practice,
        location=cast.location,
        user=cast.patient,
        position="Office manager",
        method=Claim.Method.DOCUMENTS,
    )
    document = ClaimDocument.objects.create(
        claim=claim, name="letter.png", content_type="image/png", content=b"x"
    )
    invitation = Invitation.objects.create(
        practice=cast.practice,
        email=cast.patient.email,
        role="viewer",
        secret_hash=f"{cast.practice.pk:064}",
        expires_at=timezone.now() + timedelta(days=14),
    )
    return {
        "location_id": cast.location.pk,
        "slug": cast.location.slug,
        "practice_id": cast.practice.pk,
        "state": "il",
        "city_slug": "chicago",
        "claim_id": claim.pk,
        "document_id": document.pk,
        "invitation_id": invitation.pk,
        "membership_id": Membership.objects.get(user=cast.viewer).pk,
        **review_rows(cast),
        "report_id": Report.objects.create(location=cast.location, kind="closed", reporter="x").pk,
        "save": "1",
        "section": "about",
        "step": "publish",
        "size": 480,
        "spreadsheetupload_id": SpreadsheetUpload.objects.create(
            practice=cast.practice, uploaded_by=cast.editor, name="locations.csv", rows=[], unchanged=0
        ).pk,
        "heldchange_id": HeldChange.objects.create(location=cast.location, after={"phone": ""}, before={}).pk,
        "message_id": 1,
        "healthdatarequest_id": HealthDataRequest.objects.create(
            kind="access", email="ana@example.com", state="open", due_on=due_after(timezone.localdate())
        ).pk,
        "guideversion_id": make_live().pk,
        "person_id": make_person().pk,
        "bulkchange_id": BulkChange.objects.create(action="publish", before={}, after={}).pk,
        "term_id": make_term("payer/another-insurer").pk,
        "newitem_id": NewItem.objects.create(
            kind="publication", practice=cast.practice, location=cast.location
        ).pk,
        "user_id": cast.patient.pk,
        "secret": "wrong",
        "token": "wrong",
        "key": "wrong",
        "uidb36": "1",
        "pk": 1,
    }


def review_rows(cast: Cast) -> dict[str, Any]:
    """A published review with everything that can belong to one, and a waiting one with its document."""
    review = make_review(cast.location, state="published")
    # Addresses outside of moderation name a review by another number: here it is the same one.
    review.public_id = review.pk
    review.save()
    return {
        "review_id": review.pk,
        "reply_id": make_reply(review).pk,
        "appeal_id": make_appeal(make_review(cast.location, state="declined")).pk,
        "readerreport_id": make_reader_report(review).pk,
        "takedown_id": make_takedown(review).pk,
        "visitdocument_id": make_document(make_review(cast.location)).pk,
    }
