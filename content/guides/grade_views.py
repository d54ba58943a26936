"""The page that explains the grades of evidence."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from content.guides.trail import guide_trail
from content.markdown.block_html import grade_label
from content.markdown.blocks import Grade

MEANING = {
    Grade.STRONG: (
        "Several randomized trials, or a systematic review of them, point the same way.",
        "New studies are unlikely to reverse the answer.",
    ),
    Grade.MODERATE: (
        "One good randomized trial, or several studies with a comparison group, point the same way.",
        "New studies may still change how big the effect looks.",
    ),
    Grade.LIMITED: (
        "Only small studies, or studies without a comparison group.",
        "They can show that something is worth a try, but not that it works, or how well.",
    ),
    Grade.NONE_FOUND: (
        "We looked for studies of this question and found none that could answer it.",
        "That doesn't mean that it fails. It means that nobody knows yet.",
    ),
    Grade.CONFLICTING: (
        "Studies of about the same quality point in different directions.",
        "Nobody can say yet which of them is right, or for whom it is right.",
    ),
}


def evidence_grades(request: HttpRequest) -> HttpResponse:
    grades = [
        {"slug": grade.value, "label": grade_label(grade), "rests_on": rests_on, "consequence": consequence}
        for grade, (rests_on, consequence) in MEANING.items()
    ]
    trail = guide_trail("Evidence grades", request.path)
    return render(
        request,
        "content/guides/evidence_grades.html",
        {"grades": grades, "trail": trail, "current_page": "guides"},
    )
