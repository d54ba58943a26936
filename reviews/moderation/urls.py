"""URLs about reviews that wait for a moderator."""

from django.urls import URLPattern, path

from reviews.moderation import queue_views, views

urlpatterns: list[URLPattern] = [
    path("moderation/", queue_views.review_queue, name="moderation"),
    path("moderation/next/", queue_views.next_item, name="moderation-next"),
    path("moderation/reviews/<int:review_id>/", views.moderate_review, name="moderate-review"),
]
