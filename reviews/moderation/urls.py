"""Addresses for moderators, for appeals, reports and takedown notices, for the policy and the ledger."""

from django.urls import URLPattern, path

from reviews.appeals import moderator_views as appeals
from reviews.appeals import views as appealing
from reviews.ledger import views as openness
from reviews.moderation import views as review
from reviews.proof import views as documents
from reviews.queues import lists as queues
from reviews.replies import moderator_views as replies
from reviews.reports import moderator_views as reports
from reviews.reports import views as reporting
from reviews.takedowns import moderator_views as takedowns

urlpatterns: list[URLPattern] = [
    path("reviews/policy/", openness.policy, name="review-policy"),
    path("reviews/ledger/", openness.ledger_page, name="review-ledger"),
    path("reviews/ledger.csv", openness.ledger_csv, name="review-ledger-csv"),
    path("reviews/ledger-reasons.csv", openness.reasons_csv, name="review-reasons-csv"),
    path("reviews/report/<int:review_id>/", reporting.report, name="report-review"),
    path("reviews/notice/<int:review_id>/", reporting.notice, name="takedown-notice"),
    path("reviews/appeal/<str:token>/", appealing.appeal_page, name="appeal"),
    path("reviews/answer/<str:token>/", appealing.answer_page, name="takedown-answer"),
    path("moderation/", queues.moderation, name="moderation"),
    path("moderation/next/", queues.next_item, name="moderation-next"),
    path("moderation/reviews/<int:review_id>/", review.moderate_review, name="moderate-review"),
    path("moderation/documents/<int:visitdocument_id>/", documents.visit_document, name="visit-document"),
    path("moderation/replies/", queues.replies, name="moderate-replies"),
    path("moderation/replies/<int:reply_id>/", replies.moderate_reply, name="moderate-reply"),
    path("moderation/appeals/", queues.appeals, name="moderate-appeals"),
    path("moderation/appeals/<int:appeal_id>/", appeals.moderate_appeal, name="decide-appeal"),
    path("moderation/reports/", queues.reports, name="moderate-reports"),
    path("moderation/reports/<int:readerreport_id>/", reports.moderate_report, name="decide-report"),
    path("moderation/takedowns/", queues.takedowns, name="moderate-takedowns"),
    path("moderation/takedowns/<int:takedown_id>/", takedowns.moderate_takedown, name="decide-takedown"),
    path("moderation/log/", queues.log, name="decision-log"),
]
