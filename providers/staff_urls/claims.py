"""Addresses for staff: claiming a practice, admins' checks of claims, and teams."""

from django.urls import path

from providers.views.staff import claim_checks, claims, invitations, team

urlpatterns = [
    path("staff/claim/<int:location_id>/", claims.claim_start, name="claim-start"),
    path("staff/claims/", claims.my_claims, name="my-claims"),
    path("staff/claims/<int:claim_id>/", claims.claim, name="claim"),
    path("staff/claims/<int:claim_id>/proof/", claims.claim_proof, name="claim-proof"),
    path("staff/claims/<int:claim_id>/new-code/", claims.claim_new_code, name="claim-new-code"),
    path("staff/to-check/claims/", claim_checks.claim_queue, name="claim-queue"),
    path("staff/to-check/claims/<int:claim_id>/", claim_checks.claim_check, name="claim-check"),
    path("staff/to-check/claims/<int:claim_id>/approve/", claim_checks.claim_approve, name="claim-approve"),
    path("staff/to-check/claims/<int:claim_id>/deny/", claim_checks.claim_deny, name="claim-deny"),
    path("staff/to-check/claims/<int:claim_id>/revoke/", claim_checks.claim_revoke, name="claim-revoke"),
    path(
        "staff/to-check/claims/<int:claim_id>/phone-code/",
        claim_checks.claim_phone_code,
        name="claim-phone-code",
    ),
    path(
        "staff/to-check/claims/<int:claim_id>/documents/<int:document_id>/",
        claim_checks.claim_document,
        name="claim-document",
    ),
    path("staff/practices/<int:practice_id>/team/", team.team, name="team"),
    path("staff/practices/<int:practice_id>/team/invite/", team.invite_member, name="invite"),
    path("staff/practices/<int:practice_id>/team/leave/", team.leave, name="leave-team"),
    path("staff/members/<int:membership_id>/", team.member, name="member"),
    path("staff/members/<int:membership_id>/remove/", team.member_remove, name="member-remove"),
    path(
        "staff/invitations/<int:invitation_id>/accept/",
        invitations.invitation_accept,
        name="invitation-accept",
    ),
    path(
        "staff/invitations/<int:invitation_id>/send-again/", team.invitation_resend, name="invitation-resend"
    ),
    path(
        "staff/invitations/<int:invitation_id>/withdraw/",
        team.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path("staff/invitations/<str:secret>/", invitations.invitation, name="invitation"),
]
