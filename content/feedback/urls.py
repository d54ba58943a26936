"""The address of "Was this useful?"."""

from django.urls import path

from content.feedback import views

urlpatterns = [path("guides/<slug:slug>/useful/", views.useful, name="guide-useful")]
