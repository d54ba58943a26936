"""The policy: how reviews are decided on, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.policy.reasons import REPLY_RULES, RULES


def policy(request: HttpRequest) -> HttpResponse:
    context = {"rules": RULES, "reply_rules": REPLY_RULES}
    return render(request, "reviews/policy/policy.html", context)
