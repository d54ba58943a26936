"""Addresses for staff: claiming a practice, and admins' checks of claims."""

from django.urls import path

from listings.claims import check_views, views

CLAIM = "staff/claims/<int:claim_id>"
CHECK = "staff/to-check/claims/<int:claim_id>"

urlpatterns = [
    path("staff/claim/<int:location_id>/", views.claim_start, name="claim-start"),
    path("staff/claims/", views.my_claims, name="my-claims"),
    path(f"{CLAIM}/", views.claim, name="claim"),
    path(f"{CLAIM}/proof/", views.claim_proof, name="claim-proof"),
    path(f"{CLAIM}/new-code/", views.claim_new_code, name="claim-new-code"),
    path("staff/to-check/claims/", check_views.claim_queue, name="claim-queue"),
    path(f"{CHECK}/", check_views.claim_check, name="claim-check"),
    path(f"{CHECK}/approve/", check_views.claim_approve, name="claim-approve"),
    path(f"{CHECK}/deny/", check_views.claim_deny, name="claim-deny"),
    path(f"{CHECK}/revoke/", check_views.claim_revoke, name="claim-revoke"),
    path(f"{CHECK}/phone-code/", check_views.claim_phone_code, name="claim-phone-code"),
    path(f"{CHECK}/documents/<int:document_id>/", check_views.claim_document, name="claim-document"),
]
