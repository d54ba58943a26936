"""Addresses of the admins' pages about people."""

from django.urls import path

from listings.people import views

urlpatterns = [
    path("staff/people/", views.people, name="people"),
    path("staff/people/invite/", views.invite_person, name="people-invite"),
    path("staff/people/log/", views.log, name="people-log"),
    path("staff/people/<int:user_id>/", views.person, name="person"),
]
