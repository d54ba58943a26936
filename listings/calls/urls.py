"""Addresses of the call list, and of the opt-out from invitations."""

from django.urls import path

from listings.calls import views

urlpatterns = [
    path("staff/calls/", views.calls, name="calls"),
    path("staff/calls/<int:location_id>/", views.call_place, name="call-place"),
    path("staff/calls/<int:location_id>/invite/", views.invite, name="invite-clinic"),
    path("no-invitations/<str:token>/", views.no_invitations, name="no-invitations"),
]
