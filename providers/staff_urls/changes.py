"""Addresses for staff: history, changes that wait for a check, and spreadsheets."""

from django.urls import path

from providers.views.staff import held, history, spreadsheet

LOCATION = "staff/locations/<int:location_id>"
QUEUE = "staff/to-check/changes"
SPREADSHEET = "staff/practices/<int:practice_id>/spreadsheet"

urlpatterns = [
    path(f"{LOCATION}/history/", history.history, name="history"),
    path(f"{LOCATION}/history/<str:save>/", history.undo_change, name="undo-change"),
    path(f"{LOCATION}/waiting/", held.waiting_changes, name="waiting-changes"),
    path("staff/changes/<int:heldchange_id>/withdraw/", held.withdraw, name="withdraw-change"),
    path(f"{QUEUE}/", held.held_changes, name="held-changes"),
    path(f"{QUEUE}/<int:heldchange_id>/", held.held_change, name="held-change"),
    path(f"{SPREADSHEET}/", spreadsheet.spreadsheet, name="spreadsheet"),
    path(f"{SPREADSHEET}/download/", spreadsheet.download, name="spreadsheet-download"),
    path("staff/spreadsheets/<int:spreadsheetupload_id>/", spreadsheet.preview, name="spreadsheet-preview"),
]
