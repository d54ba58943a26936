"""`/demo/`: how to try the demo as staff, moderator or admin. Other sites don't have this page."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from directory.demo.people import PEOPLE, demo_code, demo_password, demo_practice


@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """The sign-ins, the current code for the second step, and a link to the mails."""
    if not settings.DEMO:
        raise Http404
    context = {
        "people": PEOPLE,
        "password": demo_password(),
        "code": demo_code(),
        "practice": demo_practice(),
    }
    return render(request, "directory/demo.html", context)
