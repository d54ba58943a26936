"""URLs for authors: writing a review, confirming it, editing it."""

from django.urls import URLPattern, path

from reviews.writing import edit_views, views

urlpatterns: list[URLPattern] = [
    path("reviews/write/<int:location_id>/", views.write, name="write-review"),
    path("reviews/sent/<int:location_id>/", views.sent, name="review-sent"),
    path("reviews/confirm/<str:token>/", views.confirm_review, name="confirm-review"),
    path("reviews/confirmed/<int:location_id>/", views.confirmed, name="review-confirmed"),
    path("reviews/edit-link/<int:location_id>/", edit_views.request_link, name="edit-review-request"),
    path("reviews/edit/<str:token>/", edit_views.edit, name="edit-review"),
]
