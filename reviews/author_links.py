"""What the pages behind links in authors' mails have in common.

@opens_link("appeal")
def appeal_page(request: HttpRequest, link: Link, review: Review) -> HttpResponse: ...
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reviews.models import Review
from reviews.plain_text import PlainTextForm
from reviews.states import NotAllowedNow
from reviews.tokens import Link, OldLink, open_link

LinkView = Callable[..., HttpResponse]  # of the request, a Link and a Review


def opens_link(*purposes: str) -> Callable[[LinkView], Callable[..., HttpResponse]]:
    """A decorator: the view gets the link of the URL's `token`, which is for one of the purposes, and its
    review with the location.

    A link that is too old or damaged, or whose review is gone, gets a page that says so. So does a link that
    was used before: there the view raises NotAllowedNow, mostly by `check_unused` or in its action.
    """

    def decorate(view: LinkView) -> Callable[..., HttpResponse]:
        @wraps(view)
        def opened(request: HttpRequest, token: str) -> HttpResponse:
            found = linked_review(purposes, token)
            if found is None:
                return render(request, "reviews/old_link.html", status=404)
            link, review = found
            try:
                return view(request, link, review)
            except NotAllowedNow:  # used before, sent twice, or a moderator decided meanwhile
                return render(request, "reviews/used_link.html", {"location": review.location}, status=409)

        return opened

    return decorate


def linked_review(purposes: tuple[str, ...], token: str) -> tuple[Link, Review] | None:
    for purpose in purposes:
        try:
            link = open_link(purpose, token)
        except OldLink:
            continue
        review = Review.objects.select_related("location").filter(pk=link.review_id).first()
        return (link, review) if review else None
    return None


def check_unused(review: Review, link: Link) -> None:
    """Raises NotAllowedNow if something was done through the link before."""
    if review.link_serial != link.serial:
        raise NotAllowedNow("This link was used before.")


def text_page(
    request: HttpRequest,
    link: Link,
    review: Review,
    *,
    form_class: type[PlainTextForm],
    send: Callable[..., object],
    templates: tuple[str, str],
    **context: object,
) -> HttpResponse:
    """A form with one field `text`, or what follows once the text was sent by `send(link=, text=)`.

    `templates` are those of the form and of what follows; both get the form, the review, its location and
    `context`.
    """
    form = form_class(request.POST if request.method == "POST" else None)
    context = {"review": review, "location": review.location, "form": form, **context}
    template, template_when_sent = templates
    if form.is_valid():
        send(link=link, text=form.cleaned_data["text"])
        return render(request, template_when_sent, context)
    return render(request, template, context, status=400 if form.errors else 200)


def use_up(review: Review, link: Link) -> None:
    """A link works once. The caller holds the review's lock and saves it. Raises NotAllowedNow."""
    check_unused(review, link)
    review.link_serial += 1
