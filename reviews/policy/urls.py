"""The URL of the policy."""

from django.urls import URLPattern, path

from reviews.policy import views

urlpatterns: list[URLPattern] = [path("reviews/policy/", views.policy, name="review-policy")]
