"""The addresses of the sheets to print."""

from django.urls import path

from content.sheets import views

urlpatterns = [
    path("guides/sheets/questions-for-a-clinic/", views.questions_for_a_clinic, name="sheet-questions"),
    path("guides/sheets/letter-to-your-therapist/", views.letter_to_your_therapist, name="sheet-letter"),
]
