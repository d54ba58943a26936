"""URLs about appeals, for authors and for moderators."""

from django.urls import URLPattern, path

from reviews.appeals import moderator_views, views

urlpatterns: list[URLPattern] = [
    path("reviews/appeal/<str:token>/", views.appeal_page, name="appeal"),
    path("moderation/appeals/", moderator_views.appeal_queue, name="moderate-appeals"),
    path("moderation/appeals/<int:appeal_id>/", moderator_views.moderate_appeal, name="decide-appeal"),
]
