"""Addresses for staff: a practice's team, and invitations to it."""

from django.urls import path

from listings.teams import invitation_views, views

TEAM = "staff/practices/<int:practice_id>/team"
MEMBER = "staff/members/<int:membership_id>"
INVITATION = "staff/invitations/<int:invitation_id>"

urlpatterns = [
    path(f"{TEAM}/", views.team, name="team"),
    path(f"{TEAM}/invite/", views.invite_member, name="invite"),
    path(f"{TEAM}/leave/", views.leave, name="leave-team"),
    path(f"{MEMBER}/", views.member, name="member"),
    path(f"{MEMBER}/remove/", views.member_remove, name="member-remove"),
    path(f"{INVITATION}/accept/", invitation_views.invitation_accept, name="invitation-accept"),
    path(f"{INVITATION}/send-again/", views.invitation_resend, name="invitation-resend"),
    path(f"{INVITATION}/withdraw/", views.invitation_withdraw, name="invitation-withdraw"),
    path("staff/invitations/<str:secret>/", invitation_views.invitation, name="invitation"),
]
