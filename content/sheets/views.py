"""Two sheets to print and fill in by hand: nothing typed or written on them reaches the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from content.guides.trail import guide_trail

QUESTIONS = (
    "Do you treat my condition, at my age? How often?",
    "Which device and protocol would you use, and why for me?",
    "Is the device FDA-cleared for my condition and my age?",
    "When is the first appointment, and when could TMS start?",
    "What are your hours? Can I keep the same time each day?",
    "Who examines me, and how often during the course?",
    "Who runs the device? Who trained them, and when?",
    "How do you check that TMS is safe for me? What if I have a seizure?",
    "Which therapy do you offer, by whom, where and when?",
    "Will you work with my own therapist? How often would you talk?",
    "Which rating scale do you use? Will I see my scores?",
    "What happens if I am no better by week 4, or at the end?",
    "Who do I call if I feel worse, also at night?",
    "Are you in-network with my plan for TMS? For therapy?",
    "Who asks for prior authorization, and how long does it take?",
    "What will I pay in all, for TMS and for therapy? In writing?",
    "Is the building step-free? Is there parking or a bus?",
)


def questions_for_a_clinic(request: HttpRequest) -> HttpResponse:
    """Questions for a call or a first visit, with room for the answers of two clinics."""
    trail = guide_trail("Questions for a clinic", reverse("sheet-questions"))
    context = {"trail": trail, "questions": QUESTIONS, "current_page": "guides"}
    return render(request, "content/sheets/questions.html", context)


def letter_to_your_therapist(request: HttpRequest) -> HttpResponse:
    """A letter with blanks that tells a therapist about a TMS course and asks to coordinate."""
    trail = guide_trail("A letter to your therapist", reverse("sheet-letter"))
    return render(request, "content/sheets/letter.html", {"trail": trail, "current_page": "guides"})
