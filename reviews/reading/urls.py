"""URLs for readers of reviews."""

from django.urls import URLPattern, path

from reviews.reading import views

urlpatterns: list[URLPattern] = [
    path("reviews/helpful/<int:review_id>/", views.helpful, name="helpful"),
    path("reviews/<int:location_id>/", views.review_list, name="review-list"),
]
