"""Addresses for claiming a practice, and for the admins' checks of claims."""

from django.urls import include, path

from listings.claims import admin_views, views

CLAIM = "staff/claims/<int:claim_id>"
CHECK = "staff/to-check/claims/<int:claim_id>"

urlpatterns = [
    path("", include("listings.claims.adding.urls")),
    path("staff/claim/<int:location_id>/", views.claim_start, name="claim-start"),
    path("staff/claims/", views.my_claims, name="my-claims"),
    path(f"{CLAIM}/", views.claim, name="claim"),
    path(f"{CLAIM}/proof/", views.claim_proof, name="claim-proof"),
    path(f"{CLAIM}/new-code/", views.claim_new_code, name="claim-new-code"),
    path("staff/to-check/claims/", admin_views.claim_queue, name="claim-queue"),
    path(f"{CHECK}/", admin_views.check, name="claim-check"),
    path(f"{CHECK}/approve/", admin_views.approve_claim, name="claim-approve"),
    path(f"{CHECK}/deny/", admin_views.deny_claim, name="claim-deny"),
    path(f"{CHECK}/revoke/", admin_views.revoke_claim, name="claim-revoke"),
    path(f"{CHECK}/phone-code/", admin_views.new_phone_code, name="claim-phone-code"),
    path(f"{CHECK}/documents/<int:document_id>/", admin_views.document, name="claim-document"),
]
