"""Addresses for writing, reading and answering reviews, and for codes."""

from django.urls import URLPattern, path

from reviews.codes import views as codes
from reviews.reading import views as reading
from reviews.replies import views as replies
from reviews.writing import edit_views as editing
from reviews.writing import views as writing

urlpatterns: list[URLPattern] = [
    path("reviews/write/<int:location_id>/", writing.write, name="write-review"),
    path("reviews/sent/<int:location_id>/", writing.sent, name="review-sent"),
    path("reviews/confirm/<str:token>/", writing.confirm_review, name="confirm-review"),
    path("reviews/confirmed/<int:location_id>/", writing.confirmed, name="review-confirmed"),
    path("reviews/edit-link/<int:location_id>/", editing.request_link, name="edit-review-request"),
    path("reviews/edit/<str:token>/", editing.edit, name="edit-review"),
    path("reviews/helpful/<int:review_id>/", reading.helpful, name="helpful"),
    path("reviews/<int:location_id>/", reading.review_list, name="review-list"),
    path("staff/practices/<int:practice_id>/codes/", codes.visit_codes, name="visit-codes"),
    path("staff/practices/<int:practice_id>/reviews/", replies.practice_reviews, name="practice-reviews"),
    path("staff/reviews/<int:review_id>/reply/", replies.reply, name="reply"),
]
