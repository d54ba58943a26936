"""What is new: what teams have made public, to be looked at by an admin."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.permissions import requires
from accounts.requests import SignedInRequest
from listings.lists import Choice, ListFilter, page_of
from listings.models import NewItem
from listings.news.deciding import AlreadyDecided, decide
from providers.listing.listing import ListedPhoto
from providers.listing.photos import PhotoImage, photo_image


class NewItemFilter(ListFilter):
    kind = Choice("What", NewItem.Kind.choices, empty_label="Everything")


def waiting() -> QuerySet[NewItem]:
    """The oldest first."""
    return NewItem.objects.filter(decision="").select_related("practice", "location", "photo")


@requires("accounts.administer")
def news(request: SignedInRequest) -> HttpResponse:
    """Everything that waits; keys decide on the first."""
    filters = NewItemFilter(request.GET, queryset=waiting())
    page = page_of(request, filters.qs)
    rows = [(item, image_of(item)) for item in page]
    context = {"page": page, "rows": rows, "filters": filters, "staff_page": "news"}
    return render(request, "listings/news/list.html", context)


def image_of(item: NewItem) -> PhotoImage | None:
    photo = item.photo
    if photo is None:
        return None
    return photo_image(ListedPhoto(photo.key, photo.alternative_text, photo.width, photo.height))


@requires("accounts.administer", NewItem)
@require_POST
def decide_item(request: SignedInRequest, newitem: NewItem) -> HttpResponse:
    is_fine = request.POST.get("do") != "take-off"
    decision = NewItem.Decision.FINE if is_fine else NewItem.Decision.TAKEN_OFF
    try:
        decide(newitem, decision, by=request.user)
    except AlreadyDecided:
        messages.warning(request, "Another admin was quicker.")
    else:
        messages.success(request, "Kept as it is." if is_fine else "Taken off the site, or put back.")
    return redirect("news")
