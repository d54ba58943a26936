"""Addresses for signing in and for one's own account: allauth's pages, and deleting the account."""

from django.urls import include, path

from accounts import views

urlpatterns = [
    path("", views.account, name="account"),
    path("name/", views.change_name, name="change-name"),
    path("delete/", views.delete_account, name="delete-account"),
    path("second-step/", views.second_step, name="second-step"),
    path("locked/", views.request_lift_lock, name="request-lift-lock"),
    path("locked/<str:token>/", views.lift_lock, name="lift-lock"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
    path("", include("allauth.account.urls")),
]
