""" "Was this useful?": counts by guide and day, and nothing about who answered."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from accounts.limits import AccountLimit, limited
from accounts.network import daily_network_key
from accounts.same_origin import is_from_this_site
from content.guides.trail import guide_trail
from content.models import GuideVersion, UsefulCount

# Of one network about one guide; more are thanked for and not counted.
ANSWERS_OF_A_NETWORK = AccountLimit("guide-answer", "1/d")
ANSWERS = {"yes": True, "no": False}


# `is_from_this_site` replaces Django's CSRF cookie, because reading a guide sets no cookie.
@csrf_exempt
@limited("guide-useful", "10/h")
def useful(request: HttpRequest, slug: str) -> HttpResponse:
    """POST counts an answer and redirects to the thanks; GET shows the question or the thanks."""
    version = get_object_or_404(GuideVersion.objects.live().select_related("guide"), guide__slug=slug)
    context = {
        "title": version.title,
        "url": version.get_absolute_url(),
        "useful_url": request.path,
        "trail": guide_trail(version.title, version.get_absolute_url()),
        "is_thanked": "thanks" in request.GET,
    }
    if request.method != "POST":
        return render(request, "content/feedback/useful.html", context)
    if not is_from_this_site(request):
        return render(request, "content/feedback/useful.html", context | {"is_refused": True}, status=403)
    answer = ANSWERS.get(request.POST.get("answer", ""))
    if answer is None:
        return render(request, "content/feedback/useful.html", context | {"is_missing": True}, status=400)
    network = daily_network_key(request, purpose="guide-useful")
    if not ANSWERS_OF_A_NETWORK.wait(f"{network}|{version.guide_id}"):
        UsefulCount.objects.add(version.guide, day=timezone.localdate(), useful=answer)
    return redirect(f"{request.path}?thanks")
