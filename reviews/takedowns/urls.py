"""URLs about legal notices, for readers, authors and moderators."""

from django.urls import URLPattern, path

from reviews.takedowns import moderator_views as moderators
from reviews.takedowns import views

urlpatterns: list[URLPattern] = [
    path("reviews/notice/<int:review_id>/", views.notice, name="takedown-notice"),
    path("reviews/answer/<str:token>/", views.answer_page, name="takedown-answer"),
    path("moderation/takedowns/", moderators.takedown_queue, name="moderate-takedowns"),
    path("moderation/takedowns/<int:takedown_id>/", moderators.moderate_takedown, name="decide-takedown"),
]
