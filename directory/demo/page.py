"""`/demo/`: how to try the demo as staff, moderator or admin. On any other site it is not there."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from directory.demo.people import PEOPLE, demo_code, demo_password, demo_practice


@never_cache
def demo(request: HttpRequest) -> HttpResponse:
    """The sign-ins, the code that the second step asks for now, and the way to the mails."""
    if not settings.DEMO:
        raise Http404
    context = {
        "people": PEOPLE,
        "password": demo_password(),
        "code": demo_code(),
        "practice": demo_practice(),
    }
    return render(request, "directory/demo.html", context)
