"""Addresses for staff: a practice's locations as a spreadsheet."""

from django.urls import path

from listings.spreadsheet import views

SPREADSHEET = "staff/practices/<int:practice_id>/spreadsheet"

urlpatterns = [
    path(f"{SPREADSHEET}/", views.spreadsheet, name="spreadsheet"),
    path(f"{SPREADSHEET}/download/", views.download, name="spreadsheet-download"),
    path("staff/spreadsheets/<int:spreadsheetupload_id>/", views.preview, name="spreadsheet-preview"),
]
