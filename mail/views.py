"""A page that shows what the demo would have sent, so that nobody needs a mail server to try the site."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from mail.models import Message
from mail.tasks import as_email

PAGE_SIZE = 25
View = Callable[..., HttpResponse]


def only_in_demo(view: View) -> View:
    @wraps(view)
    def checked(request: HttpRequest, **arguments: int) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, **arguments)

    return checked


@only_in_demo
def messages(request: HttpRequest) -> HttpResponse:
    page = Paginator(Message.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "mail/messages.html", {"page": page})


@only_in_demo
def message(request: HttpRequest, message_id: int) -> HttpResponse:
    return render(request, "mail/message.html", {"message": get_object_or_404(Message, pk=message_id)})


@only_in_demo
def message_file(request: HttpRequest, message_id: int) -> HttpResponse:
    """The message as a file for a mail program, which shows its HTML version.

    Mails have their styles in their tags, which our content security policy rightly blocks.
    """
    mail = as_email(get_object_or_404(Message, pk=message_id)).message().as_bytes()
    headers = {"Content-Disposition": f'attachment; filename="mail-{message_id}.eml"'}
    return HttpResponse(mail, content_type="message/rfc822", headers=headers)
