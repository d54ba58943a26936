"""URLs about replies, for clinics and for moderators."""

from django.urls import URLPattern, path

from reviews.replies import moderator_views, views

urlpatterns: list[URLPattern] = [
    path("staff/practices/<int:practice_id>/reviews/", views.practice_reviews, name="practice-reviews"),
    path("staff/reviews/<int:review_id>/reply/", views.reply, name="reply"),
    path("moderation/replies/", moderator_views.reply_queue, name="moderate-replies"),
    path("moderation/replies/<int:reply_id>/", moderator_views.moderate_reply, name="moderate-reply"),
]
