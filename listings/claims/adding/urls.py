"""Addresses for adding a practice that isn't listed."""

from django.urls import path

from listings.claims.adding import views

urlpatterns = [
    path("add-a-clinic/", views.add_clinic, name="add-clinic"),
    path("add-a-clinic/check/", views.add_clinic_check, name="add-clinic-check"),
    path("add-a-clinic/prove/", views.add_clinic_prove, name="add-clinic-prove"),
    path("staff/practices/add/", views.add_practice_view, name="add-practice"),
]
