"""URLs of the ledger."""

from django.urls import URLPattern, path

from reviews.ledger import views

urlpatterns: list[URLPattern] = [
    path("reviews/ledger/", views.ledger_page, name="review-ledger"),
    path("reviews/ledger.csv", views.ledger_csv, name="review-ledger-csv"),
    path("reviews/ledger-reasons.csv", views.reasons_csv, name="review-reasons-csv"),
]
