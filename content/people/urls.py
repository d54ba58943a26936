"""The addresses of authors and reviewers."""

from django.urls import path

from content.people import views

urlpatterns = [path("guides/people/<slug:slug>/", views.person, name="guide-person")]
